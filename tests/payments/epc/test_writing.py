import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segno import helpers

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import encode, form, read, write

EPC = StandardId("epc")
LEAST = {"name": "Linktester GmbH", "iban": "DE98370400440000000042"}
CODECS = {
    "1": "utf-8",
    "2": "iso-8859-1",
    "3": "iso-8859-2",
    "4": "iso-8859-4",
    "5": "iso-8859-5",
    "6": "iso-8859-7",
    "7": "iso-8859-10",
    "8": "iso-8859-15",
}
ALPHABETS = {
    code: [
        character
        for character in map(chr, range(0x20, 0x500))
        if character.isprintable() and character.encode(codec, "ignore")
    ]
    for code, codec in CODECS.items()
}
AMOUNTS = st.decimals(min_value="0.01", max_value="999999999.99", places=2).map(str)


def texts(charset: str, most: int) -> st.SearchStrategy[str]:
    """Return texts that the character set has, blanks at their ends left out."""
    inner = st.text(st.sampled_from(ALPHABETS[charset]), max_size=most - 1)
    return inner.map("a".__add__).map(str.rstrip)


@st.composite
def codes(draw: st.DrawFn) -> dict[str, str]:
    """Return values of a good code; a BIC is among them where the version asks for one."""
    charset = draw(st.sampled_from(list(CODECS)))
    version = draw(st.sampled_from([{}, {"version": "002"}, {"version": "001", "bic": "COBADEFFXXX"}]))
    remittance = st.one_of(
        st.just({}), st.just({"reference": "RF84QA42"}), st.builds(dict, text=texts(charset, 30))
    )
    rest = st.fixed_dictionaries(
        {
            "name": texts(charset, 20),
            "iban": st.sampled_from(["DE98370400440000000042", "FR1420041010050500013M02606"]),
        },
        optional={
            "identification": st.sampled_from(["SCT", "INST"]),
            "amount": AMOUNTS,
            "purpose": st.sampled_from(["CHAR", "gdds", "X"]),
            "note": texts(charset, 20),
            "line-ends": st.sampled_from(["lf", "crlf"]),
        },
    )
    return {"charset": charset} | version | draw(rest) | draw(remittance)


def refused(**values: str) -> list[tuple[str | None, str]]:
    with pytest.raises(InputErrors) as caught:
        write(EPC, values)
    return [(each.place.path, each.message.code) for each in caught.value.problems]


@given(codes())
@settings(deadline=None, max_examples=100)
def test_what_is_written_reads_back_and_is_written_the_same(values):
    payload = write(EPC, values)
    reading = read(payload, standard=EPC)
    assert reading.valid
    assert encode(reading) == payload
    assert reading.summary.payee == values["name"]


@given(codes(), st.integers(0, 4))
@settings(deadline=None, max_examples=40)
def test_empty_lines_at_the_end_are_kept(values, more):
    ends = b"\r\n" if values.get("line-ends") == "crlf" else b"\n"
    payload = write(EPC, values) + ends * more
    assert encode(read(payload, standard=EPC)) == payload


@given(st.data(), st.sampled_from(list(CODECS)), AMOUNTS)
@settings(deadline=None, max_examples=60)
def test_another_writer_makes_the_same_octets(data, charset, amount):
    name, text = data.draw(texts(charset, 70)), data.draw(texts(charset, 60))
    theirs = helpers._make_epc_qr_data(name, LEAST["iban"], amount, text=text, encoding=CODECS[charset])
    short = amount.rstrip("0").rstrip(".")
    values = {"name": name, "iban": LEAST["iban"], "amount": short, "text": text, "charset": charset}
    assert write(EPC, values) == theirs
    assert read(theirs).valid


def test_the_least_there_can_be():
    assert write(EPC, LEAST) == b"BCD\n002\n1\nSCT\n\nLinktester GmbH\nDE98370400440000000042"


def test_the_example():
    values = LEAST | {"amount": "1.5", "reference": "RF84QA42", "line-ends": "crlf", "charset": "2"}
    payload = b"BCD\n002\n2\nSCT\n\nLinktester GmbH\nDE98370400440000000042\nEUR1.5\n\nRF84QA42"
    assert write(EPC, values) == payload.replace(b"\n", b"\r\n")


def test_all_mistakes_are_told_at_once():
    assert refused(iban="DE98370400440000000043", amount="1,5", text="a", reference="b", bic="X") == [
        ("name", "payments.missing"),
        ("bic", "payments.bic"),
        ("iban", "payments.iban"),
        ("amount", "epc.amount"),
        ("text", "epc.reference-and-text"),
    ]


def test_what_the_character_set_lacks_is_told():
    assert ("name", "lines.not-in-set") in refused(**LEAST | {"name": "Łódź", "charset": "2"})
    assert "Łódź".encode("iso8859-2") in write(EPC, LEAST | {"name": "Łódź", "charset": "3"})


def test_a_field_is_one_line():
    assert refused(**LEAST | {"text": "a\nb"}) == [("text", "lines.line-end-inside")]


def test_nothing_over_the_limit_is_written():
    assert refused(**LEAST | {"text": "ü" * 140, "note": "ü" * 70}) == [(None, "lines.too-many-octets")]


def test_the_form_asks_for_all_but_the_tag():
    fields = {field.name: field for field in form(EPC)}
    assert list(fields)[:3] == ["version", "charset", "identification"]
    assert "service-tag" not in fields
    assert {name for name, field in fields.items() if field.required} == {"name", "iban"}
    assert fields["charset"].choices == tuple("12345678")


def test_examples_of_the_form_make_a_code():
    examples = {field.name: field.example for field in form(EPC) if field.example and field.name != "text"}
    assert read(write(EPC, examples)).valid


def test_a_changed_field_is_written():
    reading = read(write(EPC, LEAST))
    fields = tuple(
        dataclasses.replace(field, value="Ann") if field.name == "name" else field for field in reading.fields
    )
    assert encode(dataclasses.replace(reading, fields=fields)) == write(EPC, LEAST | {"name": "Ann"})


def test_mixed_line_ends_are_mended():
    broken = b"BCD\n002\r\n1\nSCT\n\nLinktester GmbH\nDE98370400440000000042"
    assert encode(read(broken)) == write(EPC, LEAST)
