"""Values of a consumer-presented code as text and back."""

import pytest

from linktester.payments.cpmtags import account, expiry, flaws, octets_of, table, tags, text_of


def test_every_title_has_both_languages() -> None:
    assert all(tag.title.keys() == {"en", "zh_CN"} for tag in tags().values())


def test_the_named_tags_are_in_the_table() -> None:
    named = {table().pan, table().track2, table().application, table().label, *table().transparent}
    assert named <= tags().keys()


def test_every_example_fits_its_own_rule() -> None:
    for tag in tags().values():
        if tag.example:
            value = tag.example + ("F" if tag.id == "57" and len(tag.example) % 2 else "")
            assert list(flaws(tag, tag.id, value, len(octets_of(tag, value)))) == [], tag.id


@pytest.mark.parametrize(("tag", "octets"), [("50", b"LTPAY"), ("5A", b"\x12\x3f"), ("DF01", b"\x00\xff")])
def test_text_and_octets_are_inverse(tag: str, octets: bytes) -> None:
    known = tags().get(tag)
    assert octets_of(known, text_of(known, octets)) == octets


def test_what_is_no_hexadecimal_is_taken_as_text() -> None:
    assert octets_of(tags()["5A"], "xyz") == b"xyz"
    assert octets_of(None, "\ud800") == b"?"


@pytest.mark.parametrize(
    ("tag", "value", "codes"),
    [
        ("4F", "A0000009", ["too-short"]),
        ("4F", "00" * 17, ["too-long"]),
        ("5F2D", "zhEN", ["form-wrong"]),
        ("5F2D", "zhe", ["form-wrong"]),
        ("5A", "12345D", ["form-wrong"]),
        ("5A", "123FF4", ["form-wrong"]),
        ("57", "1234567890123458", ["form-wrong"]),
        ("57", "1234D99121010F", []),
        ("9F25", "345A", ["form-wrong"]),
        ("50", "a\x07b", ["form-wrong"]),
    ],
)
def test_values_that_do_not_fit(tag: str, value: str, codes: list[str]) -> None:
    known = tags()[tag]
    found = flaws(known, tag, value, len(octets_of(known, value)))
    assert [said.code.partition(".")[2] for said in found] == codes


def test_account_and_expiry_of_track_2() -> None:
    assert account("1234567890123458D491210100F") == "1234567890123458"
    assert account("1234567890123F") == "1234567890123"
    assert expiry("1234D4912101F") == (2049, 12)


@pytest.mark.parametrize("track2", ["1234", "1234D", "1234D4913", "1234D4900", "1234DABCD", "1234D٤٩١٢"])
def test_no_expiry(track2: str) -> None:
    assert expiry(track2) is None
