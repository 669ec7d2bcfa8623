"""EMVCo consumer-presented codes: published ones, broken ones, made ones."""

from base64 import b64decode, b64encode
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyemv import tlv

from linktester.model.errors import InputErrors
from linktester.model.payment import Aspect, StandardId
from linktester.payments import detect, encode, form, read, write
from linktester.payments.bertlv import header
from linktester.payments.cpmtags import tags
from tests.fakes.paymentvectors import AT, PaymentVector, assert_read_in_order, good, values, vectors

ID = StandardId("emvco-cpm")
ALL = vectors("emvco-cpm")


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_vectors(vector: PaymentVector) -> None:
    assert_read_in_order(vector)


@pytest.mark.parametrize("vector", good("emvco-cpm"), ids=[each.name for each in good("emvco-cpm")])
def test_good_ones_are_claimed_and_written_again(vector: PaymentVector) -> None:
    assert detect(vector.payload) == ID
    assert encode(vector.read()) == vector.payload


@pytest.mark.parametrize("vector", good("emvco-cpm"), ids=[each.name for each in good("emvco-cpm")])
def test_another_reader_finds_the_same_objects(vector: PaymentVector) -> None:
    found = tlv.decode(b64decode(vector.payload), flatten=True)
    fields = [each for each in vector.read().fields if not each.template]
    last = {each.path.rpartition("/")[2]: each for each in fields}
    octets = vector.read().octets
    ours = {tag: octets[each.offset : each.offset + each.length] for tag, each in last.items()}
    assert ours.keys() == found.keys()
    assert all(ours[tag] == found[tag] for tag in found)


def test_objects_are_keyed_by_tag_and_keep_the_first_of_repeated_ones() -> None:
    two = next(each for each in good("emvco-cpm") if "example 2" in each.source)
    objects = two.read().objects
    assert objects["61"] == {"4F": "A0000000555555", "50": "Product1"}
    assert objects["62"]["64"]["9F36"] == "0001"


def test_offsets_count_in_the_decoded_octets() -> None:
    reading = good("emvco-cpm")[0].read()
    label = next(each for each in reading.fields if each.path == "61/50")
    assert reading.octets[label.offset : label.offset + label.length] == b"LTPAY"


def test_broken_base64_hides_no_field() -> None:
    whole = good("emvco-cpm")[0]
    broken = read(whole.payload.rstrip(b"="), standard=ID, at=AT)
    assert values(broken) == values(whole.read())


def test_what_the_standard_forbids_is_no_matter_of_structure() -> None:
    both = next(each for each in ALL if "both-accounts" in each.findings)
    assert {finding.aspect for finding in both.read().findings} == {Aspect.EMVCO}


def test_a_changed_value_gets_its_length() -> None:
    reading = good("emvco-cpm")[0].read()
    longer = tuple(
        replace(each, value="LINKTESTER") if each.path == "61/50" else each for each in reading.fields
    )
    again = read(encode(replace(reading, fields=longer)), at=AT)
    assert again.valid
    assert values(again)["61/50"] == "LINKTESTER"


def test_fields_without_a_template_are_written_too() -> None:
    reading = good("emvco-cpm")[0].read()
    orphans = tuple(each for each in reading.fields if each.path != "61")
    assert b64decode(encode(replace(reading, fields=orphans))).startswith(b"\x85\x05CPV01\x4f\x07")


TAGS = st.sampled_from([tag for tag in tags() if tags()[tag].kind not in ("template", "track2")])


@st.composite
def values_of(draw: st.DrawFn, tag: str) -> bytes:
    known = tags()[tag]
    length = draw(st.integers(max(known.least, 1), known.most or 30))
    if known.kind == "text":
        if known.form == "languages":
            return b"zh" * (length // 2)
        return bytes(draw(st.lists(st.integers(0x20, 0x7E), min_size=length, max_size=length)))
    if known.kind == "binary":
        return draw(st.binary(min_size=length, max_size=length))
    return bytes(16 * draw(st.integers(0, 9)) + draw(st.integers(0, 9)) for _ in range(length))


@st.composite
def codes(draw: st.DrawFn) -> bytes:
    made = b"\x85\x05CPV01"
    for _ in range(draw(st.integers(1, 2))):
        chosen = draw(st.lists(TAGS.filter(lambda tag: tag not in ("85", "5A")), unique=True, max_size=2))
        inner = b"".join(_object(draw, tag) for tag in ["4F", *(each for each in chosen if each != "4F")])
        own = draw(st.binary(max_size=40))
        inner += header("63", len(own) + 3) + header("DF01", len(own)) + own if len(own) < 100 else b""
        made += header("61", len(inner), draw(st.integers(1, 2))) + inner
    return b64encode(made)


def _object(draw: st.DrawFn, tag: str) -> bytes:
    value = draw(values_of(tag)) if tag not in ("61", "62", "63", "64") else b""
    return header(tag, len(value)) + value


@given(codes())
@settings(deadline=None, max_examples=60)
def test_every_valid_code_is_written_again(code: bytes) -> None:
    reading = read(code, at=AT)
    assert reading.valid or {finding.code for finding in reading.findings} <= {"text-too-long"}
    assert encode(reading) == code


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_any_objects_are_read_and_written(octets: bytes) -> None:
    reading = read(b64encode(b"\x85\x05CPV01" + octets), at=AT)
    again = read(encode(reading), at=AT)
    assert not reading.valid or again.payload == reading.payload


def test_a_new_code_reads_back() -> None:
    filled = {each.name: each.example for each in form(ID) if each.example and each.name != "pan"}
    reading = read(write(ID, filled), at=AT)
    assert reading.valid
    assert {finding.code for finding in reading.findings} <= {"expired"}
    assert values(reading)["61/63/9F26"] == "584FD385FA234BCC"


def test_the_least_code() -> None:
    code = write(ID, {"application-id": "a0 00 00 09 99 00 01", "pan": "1234567890123"})
    assert values(read(code))["61/5A"] == "1234567890123F"


def test_all_mistakes_of_a_new_code_are_told_at_once() -> None:
    wrong = {"pan": "12A4", "track-2": "1", "languages": "EN", "label": "x" * 17, "atc": "1"}
    with pytest.raises(InputErrors) as caught:
        write(ID, {name: value for name, value in wrong.items() if name != "atc"})
    places = [problem.place.path for problem in caught.value.problems]
    assert set(places) == {"application-id", "pan", "track-2", "languages", "label"}


def test_a_code_that_grows_too_long_is_refused() -> None:
    with pytest.raises(InputErrors) as caught:
        write(ID, {"application-id": "A0000009990001", "issuer-url": "https://bank.example/" + "x" * 400})
    assert [problem.message.code for problem in caught.value.problems] == ["cpm.text-too-long"]
