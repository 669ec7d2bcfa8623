"""Pay by Square: published codes, broken ones, made ones."""

from dataclasses import replace

import pay_by_square
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import UNKNOWN, StandardId
from linktester.payments import detect, encode, form, read, write
from linktester.payments.bysquarepack import packed
from tests.fakes.bysquare import with_checksum, with_length
from tests.fakes.paymentvectors import AT, PaymentVector, assert_read_in_order, good, values, vectors

ID = StandardId("paybysquare")
ALL = vectors("paybysquare")
IBAN = "SK7700000000000000000000"
FRAME = {"header", "length", "crc32"}
LEAST = {"iban": IBAN, "beneficiary-name": "Linktester"}


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_vectors(vector: PaymentVector) -> None:
    assert_read_in_order(vector)


@pytest.mark.parametrize("vector", good("paybysquare"), ids=[each.name for each in good("paybysquare")])
def test_good_ones_are_claimed_and_written_again(vector: PaymentVector) -> None:
    assert detect(vector.payload) == ID
    assert encode(vector.read()) == vector.payload


@pytest.mark.parametrize("vector", good("paybysquare"), ids=[each.name for each in good("paybysquare")])
def test_a_header_nobody_knows_hides_no_code_whose_checksum_fits(vector: PaymentVector) -> None:
    text = b"\t".join(value.encode() for path, value in values(vector.read()).items() if path not in FRAME)
    for header, code in ((b"\x03\x00", "version"), (b"\x10\x00", "kind")):
        strange = packed(header, text)
        assert detect(strange) == ID
        assert code in {finding.code for finding in read(strange, at=AT).findings}
        assert detect(with_checksum(strange, b"none")) == UNKNOWN


@pytest.mark.parametrize("vector", good("paybysquare"), ids=[each.name for each in good("paybysquare")])
def test_fields_alone_give_a_code_of_the_same_text(vector: PaymentVector) -> None:
    reading = vector.read()
    again = read(encode(replace(reading, shape={})), at=AT)
    assert again.valid
    assert again.octets == reading.octets


def test_the_same_compressor_gives_the_same_code() -> None:
    writers = [each for each in good("paybysquare") if "matusf" in each.source]
    assert len(writers) == 5
    assert all(encode(replace(each.read(), shape={})) == each.payload for each in writers)


def test_a_changed_field_is_packed_anew() -> None:
    reading = good("paybysquare")[0].read()
    fields = tuple(replace(each, value="99.90") if each.name == "amount" else each for each in reading.fields)
    again = read(encode(replace(reading, fields=fields)), at=AT)
    assert again.valid
    assert again.summary.amount == "99.90"


def test_offsets_count_in_the_code_unpacked() -> None:
    reading = good("paybysquare")[0].read()
    for each in reading.fields[3:]:
        assert reading.octets[each.offset : each.offset + each.length].decode() == each.value
    assert [each.value for each in reading.fields[:2]] == ["0000", "4900"]


@pytest.mark.parametrize(
    "change", [lambda code: with_checksum(code, b"\0\0\0\0"), lambda code: with_length(code, 9)]
)
def test_broken_ones_are_claimed_too(change: object) -> None:
    assert callable(change)
    assert detect(change(write(ID, LEAST))) == ID


@pytest.mark.parametrize(
    "text", [b"", b"000", b"0004", b"0800HELLO", b"000000000000000000000000", b"0400" * 50]
)
def test_what_only_looks_like_one_is_not_claimed(text: bytes) -> None:
    assert detect(text) == UNKNOWN


def test_a_huge_payload_is_not_unpacked() -> None:
    assert detect(write(ID, LEAST) + b"0" * 1_000_000) == UNKNOWN


@given(
    st.fixed_dictionaries(
        {
            "iban": st.just(IBAN),
            "beneficiary-name": st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=70),
        },
        optional={
            "amount": st.from_regex(r"[1-9][0-9]{0,8}(\.[0-9]{2})?", fullmatch=True),
            "variable-symbol": st.from_regex(r"[0-9]{1,10}", fullmatch=True),
            "note": st.text(st.characters(exclude_categories=["C"]), max_size=140),
            "version": st.sampled_from(["1.0", "1.1", "1.2"]),
        },
    )
)
@settings(deadline=None, max_examples=50)
def test_what_is_written_reads_back_without_a_finding(filled: dict[str, str]) -> None:
    code = write(ID, {name: value for name, value in filled.items() if value})
    reading = read(code, at=AT)
    assert reading.standard == ID
    assert reading.findings == ()
    assert encode(reading) == code
    assert {each.name: each.value for each in reading.fields}["beneficiary-name"] == filled[
        "beneficiary-name"
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=12), max_size=30))
@settings(deadline=None, max_examples=60)
def test_any_text_is_read_and_written_again(parts: list[str]) -> None:
    code = packed(b"\0\0", "\t".join(parts).encode())
    reading = read(code, standard=ID, at=AT)
    assert encode(reading) == code


def test_standing_order_and_direct_debit() -> None:
    standing = read(
        write(ID, LEAST | {"type": "2", "standing-periodicity": "m", "standing-day": "15"}), at=AT
    )
    assert standing.findings == ()
    assert values(standing)["payment/1/standing-day"] == "15"
    debit = read(write(ID, LEAST | {"type": "4", "mandate-id": "M-1", "max-amount": "100"}), at=AT)
    assert debit.findings == ()
    assert values(debit)["payment/1/mandate-id"] == "M-1"


@pytest.mark.parametrize(
    ("filled", "places"),
    [
        ({}, {"iban", "beneficiary-name"}),
        (
            {"iban": IBAN[:-1], "amount": "1,5", "currency": "XXZ", "beneficiary-name": "Q"},
            {"iban", "amount", "currency"},
        ),
        (LEAST | {"type": "2"}, {"standing-periodicity"}),
        (LEAST | {"standing-day": "15"}, {"standing-day"}),
        (LEAST | {"mandate-id": "M"}, {"mandate-id"}),
        (LEAST | {"note": "a\tb"}, {"note"}),
        (LEAST | {"version": "2.0"}, {"version"}),
        (LEAST | {"type": "9"}, {"type"}),
        (LEAST | {"invoice-id": "more than 10"}, {"invoice-id"}),
    ],
)
def test_all_mistakes_of_a_new_code_are_told_at_once(filled: dict[str, str], places: set[str]) -> None:
    with pytest.raises(InputErrors) as caught:
        write(ID, filled)
    assert {problem.place.path for problem in caught.value.problems} == places


def test_the_first_version_needs_no_name() -> None:
    assert read(write(ID, {"iban": IBAN, "version": "1.0"}), at=AT).findings == ()


def test_every_field_of_the_form_is_known_by_both_languages() -> None:
    assert all(each.title.keys() == {"en", "zh_CN"} for each in form(ID))


@given(
    st.from_regex(r"[1-9][0-9]{0,6}\.[0-9]{2}", fullmatch=True),
    st.from_regex(r"[0-9]{0,10}", fullmatch=True),
    st.from_regex(r"[A-Za-z ]{0,30}", fullmatch=True),
)
@settings(deadline=None, max_examples=30)
def test_another_writer_makes_the_same_code(amount: str, symbol: str, note: str) -> None:
    theirs = pay_by_square.generate(
        amount=float(amount),
        iban=IBAN,
        date=AT.date(),
        variable_symbol=symbol,
        note=note,
        beneficiary_name="Q",
    )
    filled = {"iban": IBAN, "amount": amount, "due-date": "20261122", "variable-symbol": symbol, "note": note}
    given_ = {name: value for name, value in filled.items() if value}
    assert write(ID, given_ | {"beneficiary-name": "Q", "version": "1.0"}) == theirs.encode()
