"""New codes from forms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import FormField, StandardId
from linktester.payments import form, read, write
from linktester.payments.emv.profile import profiles

EMVCO = StandardId("emvco-mpm")
GOOD = {
    "gui": "EXAMPLE.PAY",
    "account": "M1",
    "currency": "156",
    "country": "CN",
    "name": "Shop",
    "city": "HZ",
}
STANDARDS = sorted(profiles())


def places(standard: StandardId, values: dict[str, str]) -> list[str | None]:
    with pytest.raises(InputErrors) as caught:
        write(standard, values)
    return [problem.place.path for problem in caught.value.problems]


def test_a_code_is_made_and_reads_back() -> None:
    octets = write(EMVCO, {**GOOD, "amount": "8.80", "language": "zh", "local-name": "灵测咖啡"})
    reading = read(octets)
    assert reading.valid
    assert reading.objects["01"] == "12"
    assert reading.objects["52"] == "0000"
    assert reading.objects["64"] == {"00": "zh", "01": "灵测咖啡"}
    assert [path for path in (each.path for each in reading.fields) if "/" not in path] == sorted(
        reading.objects, key=_place
    )


def _place(name: str) -> tuple[bool, str]:
    return name == "63", name


def test_without_amount_a_code_is_for_many_payments() -> None:
    assert read(write(EMVCO, GOOD)).objects["01"] == "11"


def test_all_mistakes_are_told_at_their_fields() -> None:
    wrong = {**GOOD, "amount": "1,5", "currency": "000", "name": "x" * 26, "city": ""}
    assert sorted(map(str, places(EMVCO, wrong))) == ["amount", "city", "currency", "name"]


def test_choices_are_closed() -> None:
    assert places(EMVCO, {**GOOD, "tip": "9"}) == ["tip"]


def test_a_fee_without_its_value_is_told_at_the_value() -> None:
    assert places(EMVCO, {**GOOD, "tip": "02"}) == ["fee-fixed"]


def test_what_no_object_holds_is_refused() -> None:
    assert "account" in places(EMVCO, {**GOOD, "account": "x" * 90})


def test_unknown_fields_are_refused() -> None:
    assert places(EMVCO, {**GOOD, "iban": "x"}) == ["iban"]


def test_letters_no_text_can_hold_do_no_harm() -> None:
    made = write(EMVCO, {**GOOD, "name": "a\ud800b"})
    assert read(made).objects["59"] == "a?b"


@pytest.mark.parametrize("standard", ["hkfps", "qrph", "bharatqr"])
def test_examples_make_good_codes(standard: str) -> None:
    fields = form(StandardId(standard))
    only = {"hkfps": {"mobile", "email"}, "bharatqr": set(), "qrph": set()}[standard]
    made = write(StandardId(standard), {each.name: each.example for each in fields if each.name not in only})
    reading = read(made)
    assert reading.standard == standard
    assert not [finding for finding in reading.findings if finding.severity != "info"]


def test_two_payees_are_refused() -> None:
    assert places(StandardId("hkfps"), {"fps-id": "0000042", "mobile": "+852-00000042"}) != []


def _values(fields: tuple[FormField, ...]) -> st.SearchStrategy[dict[str, str]]:
    each = {field.name: st.one_of(st.text(max_size=30), st.just(field.example)) for field in fields}
    return st.fixed_dictionaries({}, optional=each)


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from(STANDARDS).flatmap(lambda name: st.tuples(st.just(name), _values(form(StandardId(name)))))
)
def test_what_is_made_is_valid_or_refused(case: tuple[str, dict[str, str]]) -> None:
    name, values = case
    try:
        octets = write(StandardId(name), values)
    except InputErrors as errors:
        assert errors.problems
    else:
        assert read(octets, standard=StandardId(name)).valid
