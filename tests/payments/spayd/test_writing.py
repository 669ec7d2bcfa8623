import dataclasses
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import encode, form, read, write

SPAYD = StandardId("spayd")
IBAN = "CZ0699990000000000000042"
PRINTED = st.characters(blacklist_categories=["Cc", "Cs"])


def texts(most: int) -> st.SearchStrategy[str]:
    return st.text(PRINTED, min_size=1, max_size=most)


def digits(most: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=1, max_size=most)


CODES = st.fixed_dictionaries(
    {"account": st.sampled_from([IBAN, IBAN + "+GIBACZPX"])},
    optional={
        "other-accounts": st.sampled_from([IBAN, f"{IBAN},{IBAN}+GIBACZPX"]),
        "amount": st.decimals(min_value=0, max_value="9999999.99", places=2).map(str),
        "currency": st.sampled_from(["CZK", "EUR"]),
        "reference": digits(16),
        "payee": texts(35),
        "due-date": st.dates().map(lambda day: f"{day:%Y%m%d}".rjust(8, "0")),
        "payment-type": st.just("IP"),
        "message": texts(60),
        "variable-symbol": digits(10),
        "payer-id": texts(20),
        "checksum": st.sampled_from(["yes", "no"]),
    },
)


def refused(**values: str) -> list[tuple[str | None, str]]:
    with pytest.raises(InputErrors) as caught:
        write(SPAYD, {name.replace("_", "-"): value for name, value in values.items()})
    return [(each.place.path, each.message.code) for each in caught.value.problems]


@given(CODES, st.sampled_from(["", "*"]))
@settings(deadline=None, max_examples=150)
def test_what_is_written_reads_back_and_is_written_the_same(values, end):
    payload = write(SPAYD, values) + end.encode()
    reading = read(payload)
    assert reading.valid
    assert encode(reading) == payload
    assert payload.isascii()
    found = {field.name: field.value for field in reading.fields}
    assert {name: found[name] for name in values if name != "checksum"} == {
        name: value for name, value in values.items() if name != "checksum"
    }


@given(CODES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_any_order_of_keys_is_kept_and_has_the_same_sum(values, random):
    header, version, *elements = write(SPAYD, values | {"checksum": "yes"}).split(b"*")
    random.shuffle(elements)
    payload = b"*".join([header, version, *elements])
    reading = read(payload)
    assert reading.valid
    assert encode(reading) == payload


@given(CODES)
@settings(deadline=None, max_examples=60)
def test_the_sum_is_the_one_of_the_standard_library(values):
    payload = write(SPAYD, values | {"checksum": "yes"})
    header, version, *elements = payload.split(b"*")
    crc = elements.pop().removeprefix(b"CRC32:")
    in_order = sorted(elements, key=lambda each: each.split(b":")[0])
    assert f"{crc32(b'*'.join([header, version, *in_order])):08X}".encode() == crc


def test_the_example():
    values = {"account": IBAN, "amount": "12.50", "message": "QA1", "variable-symbol": "42"}
    text = "SPD*1.0*ACC:CZ0699990000000000000042*AM:12.50*CC:CZK*MSG:QA1*X-VS:42*CRC32:8F74F1E8"
    assert write(SPAYD, values).decode() == text
    assert write(SPAYD, values | {"checksum": "no"}).decode() == text.rpartition("*")[0]


def test_stars_and_letters_are_escaped():
    payload = write(SPAYD, {"account": IBAN, "message": "5 * 20% č", "checksum": "no"})
    assert payload == b"SPD*1.0*ACC:CZ0699990000000000000042*CC:CZK*MSG:5 %2A 20%25 %C4%8D"


def test_all_mistakes_are_told_at_once():
    assert refused(
        amount="12,50", message="\ud800", variable_symbol="4x2", checksum="maybe", due_date="31.1.2027"
    ) == [
        ("checksum", "payments.choice"),
        ("message", "spayd.control"),
        ("amount", "payments.amount"),
        ("due-date", "payments.date"),
        ("variable-symbol", "payments.not-digits"),
        ("account", "payments.missing"),
    ]


def test_the_form_asks_for_every_key():
    fields = {field.name: field for field in form(SPAYD)}
    assert [name for name, field in fields.items() if field.required] == ["account"]
    assert fields["checksum"].choices == ("yes", "no")
    assert fields["currency"].default == "CZK"
    assert fields["notify-by"].choices == ("P", "E")


def test_examples_of_the_form_make_a_code():
    assert read(write(SPAYD, {each.name: each.example for each in form(SPAYD) if each.example})).valid


def test_a_changed_field_is_written_and_summed_anew():
    reading = read(b"SPD*1.0*ACC:CZ0699990000000000000042*AM:12.50*CC:CZK*MSG:%51A0*X-VS:42*CRC32:00000000")
    fields = tuple(
        dataclasses.replace(field, value="QA1") if field.path == "MSG" else field for field in reading.fields
    )
    assert encode(dataclasses.replace(reading, fields=fields)) == write(
        SPAYD, {"account": IBAN, "amount": "12.50", "message": "QA1", "variable-symbol": "42"}
    )


def test_a_wrong_sum_is_mended():
    broken = read(b"SPD*1.0*ACC:CZ0699990000000000000042*AM:12.50*CC:CZK*MSG:QA1*X-VS:42*CRC32:00000000")
    assert encode(broken).endswith(b"*CRC32:8F74F1E8")
