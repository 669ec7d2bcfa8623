import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import encode, form, read, write

SWISS = StandardId("swiss-qr")
LEAST = {
    "iban": "CH5800791123000889012",
    "creditor-name": "Linktester AG",
    "creditor-postcode": "8000",
    "creditor-town": "Zürich",
}
LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x17F, blacklist_categories=["Cc", "Cs", "Cn"])


def texts(most: int) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=1, max_size=most).filter(str.strip)


def people(whose: str) -> dict[str, st.SearchStrategy[str]]:
    return {
        f"{whose}-name": texts(20),
        f"{whose}-postcode": texts(8),
        f"{whose}-town": texts(12),
        f"{whose}-country": st.sampled_from(["CH", "LI", "DE"]),
    }


ACCOUNTS = st.sampled_from(
    [
        {"iban": "CH5800791123000889012"},
        {"iban": "CH5800791123000889012", "reference-type": "SCOR", "reference": "RF84QA42"},
        {
            "iban": "CH8830000000000000042",
            "reference-type": "QRR",
            "reference": "000000000000000000004242420",
        },
    ]
)
BILLS = st.fixed_dictionaries(
    people("creditor"),
    optional={
        "creditor-street": texts(20),
        "creditor-number": texts(8),
        "amount": st.decimals(min_value="0.01", max_value="999999999.99", places=2).map(str),
        "currency": st.sampled_from(["CHF", "EUR"]),
        "message": texts(40),
        "billing": texts(40).map("//".__add__),
        "alternative-1": texts(40),
        "alternative-2": texts(40),
        "line-ends": st.sampled_from(["lf", "crlf"]),
    },
)
DEBTORS = st.one_of(st.just({}), st.fixed_dictionaries(people("debtor")))


def refused(**values: str) -> list[tuple[str | None, str]]:
    with pytest.raises(InputErrors) as caught:
        write(SWISS, {name.replace("_", "-"): value for name, value in values.items()})
    return [(each.place.path, each.message.code) for each in caught.value.problems]


@given(BILLS, ACCOUNTS, DEBTORS)
@settings(deadline=None, max_examples=100)
def test_what_is_written_reads_back_and_is_written_the_same(bill, account, debtor):
    payload = write(SWISS, bill | account | debtor)
    reading = read(payload)
    assert reading.standard == SWISS
    assert reading.valid
    assert encode(reading) == payload
    assert reading.summary.account == account["iban"]


@given(BILLS, ACCOUNTS, st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_empty_lines_at_the_end_are_kept(bill, account, more):
    ends = b"\r\n" if bill.get("line-ends") == "crlf" else b"\n"
    payload = write(SWISS, bill | account) + ends * more
    assert encode(read(payload)) == payload


def test_the_least_there_can_be():
    payload = write(SWISS, LEAST).decode()
    lines = payload.split("\n")
    assert len(lines) == 31
    assert lines[:6] == ["SPC", "0200", "1", "CH5800791123000889012", "S", "Linktester AG"]
    assert lines[11:19] == [""] * 8
    assert lines[20:] == ["", "", "", "", "", "", "", "NON", "", "", "EPD"]


def test_all_mistakes_are_told_at_once():
    assert refused(iban="CH8830000000000000042", amount="1.5", debtor_name="x", billing="y") == [
        ("creditor-name", "payments.missing"),
        ("creditor-postcode", "payments.missing"),
        ("creditor-town", "payments.missing"),
        ("amount", "swissqr.amount"),
        ("debtor-postcode", "payments.missing"),
        ("debtor-town", "payments.missing"),
        ("debtor-country", "payments.missing"),
        ("reference-type", "swissqr.qr-iban-needs-qrr"),
        ("billing", "swissqr.billing-start"),
    ]


def test_a_field_is_one_line_and_whole_characters():
    assert refused(**LEAST | {"message": "a\nb"}) == [("message", "lines.line-end-inside")]
    assert ("message", "lines.not-in-set") in refused(**LEAST | {"message": "\ud800"})


def test_nothing_over_the_limit_is_written():
    long = {"message": "ü" * 140, "alternative-1": "ü" * 100, "alternative-2": "ü" * 100}
    people = {
        f"{whose}-{part}": "ü" * most
        for whose in ("creditor", "debtor")
        for part, most in {"name": 70, "street": 70, "number": 16, "postcode": 16, "town": 35}.items()
    }
    assert refused(**LEAST | long | people | {"debtor-country": "CH"}) == [(None, "lines.too-many-octets")]


def test_the_form_offers_what_can_be_chosen():
    fields = {field.name: field for field in form(SWISS)}
    assert {name for name, field in fields.items() if field.required} == set(LEAST)
    assert not [name for name in fields if name.startswith("ultimate") or name.endswith("-type")][1:]
    assert fields["reference-type"].choices == ("QRR", "SCOR", "NON")
    assert fields["currency"].default == "CHF"


def test_examples_of_the_form_make_a_bill():
    examples = {field.name: field.example for field in form(SWISS) if field.example}
    examples = {name: value for name, value in examples.items() if not name.startswith("debtor")}
    assert read(write(SWISS, examples | {"reference-type": "SCOR"})).valid


def test_a_changed_field_is_written():
    reading = read(write(SWISS, LEAST))
    fields = tuple(
        dataclasses.replace(field, value="Bern") if field.name == "creditor-town" else field
        for field in reading.fields
    )
    assert encode(dataclasses.replace(reading, fields=fields)) == write(
        SWISS, LEAST | {"creditor-town": "Bern"}
    )


@given(BILLS, ACCOUNTS, DEBTORS)
@settings(deadline=None, max_examples=60)
def test_another_writer_makes_the_same_octets(bill, account, debtor):
    import qrbill  # noqa: PLC0415 - slow to load, only needed here

    values = {name: value.strip() for name, value in (bill | account | debtor).items()}
    if "alternative-1" not in values and "alternative-2" in values:
        values["alternative-1"] = values.pop("alternative-2")
    theirs = qrbill.QRBill(
        account=account["iban"],
        creditor=_person(values, "creditor"),
        debtor=_person(values, "debtor") if debtor else None,
        amount=values.get("amount"),
        currency=values.get("currency", "CHF"),
        reference_number=account.get("reference"),
        additional_information=values.get("message", ""),
        billing_information=values.get("billing", ""),
        alt_procs=tuple(values[name] for name in ("alternative-1", "alternative-2") if name in values),
    ).qr_data()
    assert write(SWISS, values | {"line-ends": "crlf"}).decode() == theirs
    assert read(theirs.encode()).valid


def _person(values: dict[str, str], whose: str) -> dict[str, str]:
    names = {"name": "name", "street": "street", "number": "house_num", "postcode": "pcode", "town": "city"}
    found = {theirs: values.get(f"{whose}-{ours}", "") for ours, theirs in names.items()}
    return found | {"country": values.get(f"{whose}-country", "CH")}
