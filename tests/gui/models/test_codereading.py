from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.gui.models.codereading import change, field_at, field_named, parents, read_code
from linktester.model.payment import StandardId
from tests.fakes.paycodes import GOOD, PROMPTPAY, WRONG, reading


def test_a_good_code_needs_no_mending() -> None:
    found = reading()
    assert found.reading.valid
    assert (found.detected, found.chosen, found.mended, found.change) == (PROMPTPAY, None, None, None)
    assert found.tried is not None
    assert found.tried.text == GOOD.decode()


def test_a_wrong_checksum_can_be_mended() -> None:
    found = reading(WRONG)
    assert found.errors[0].code == "checksum-wrong"
    assert found.mended == GOOD
    assert found.change is not None
    assert (found.change.offset, found.change.before, found.change.after) == (73, "4E6E1", "4E6E0")


def test_what_people_say_it_is_is_tried_as_that():
    page = b"https://pay.acquirer.example/q/QA1"
    said = [
        read_code(page, chosen, None).tried.parsed.link.family for chosen in (None, StandardId("aggregated"))
    ]
    assert said == ["web-page", "aggregated-code"]


def test_it_is_judged_as_something_else_when_asked() -> None:
    found = read_code(GOOD, StandardId("pix"), None)
    assert (found.detected, found.chosen, found.reading.standard) == (PROMPTPAY, "pix", "pix")
    assert not found.reading.valid


def test_bytes_that_are_no_text_cannot_be_tried() -> None:
    assert reading(b"000201\xff").tried is None


def test_fields_stand_under_their_templates() -> None:
    fields = reading().reading.fields
    above = [None if parent is None else fields[parent].path for parent in parents(fields)]
    assert [(field.path, top) for field, top in zip(fields, above, strict=True) if top] == [
        ("29/00", "29"),
        ("29/01", "29"),
    ]


def test_a_byte_leads_to_the_smallest_field_and_a_path_to_what_is_there() -> None:
    fields = reading().reading.fields
    inner = next(field for field in fields if field.path == "29/01")
    assert fields[field_at(fields, inner.offset) or 0] is inner
    assert field_at(fields, 0) is None
    assert fields[field_named(fields, "29/99") or 0].path == "29"
    assert field_named(fields, "88") is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_whatever_is_read_is_a_reading(payload: bytes) -> None:
    assert read_code(payload, None, None).payload == payload


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_a_change_is_told_where_there_is_one(before: bytes, after: bytes) -> None:
    found = change(before, after)
    assert (found is None) == (before == after)
    assert found is None or before[: found.offset] == after[: found.offset]
