"""The checksum: by another way of computing it, and what is wrong with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.model.link import Severity
from linktester.payments.emv import checksum
from linktester.payments.emv.checksum import note_checksum
from linktester.payments.emv.scheme import grammar
from linktester.payments.emv.tlv import parse
from linktester.payments.notes import Notes
from tests.fakes import emvcodes
from tests.fakes.emvcodes import hello


@given(st.binary(max_size=60))
def test_it_is_the_ccitt_checksum(octets: bytes) -> None:
    assert checksum.crc(octets) == emvcodes.crc(octets)


def test_its_check_value() -> None:
    assert checksum.crc(b"123456789") == "29B1"


def found(octets: bytes, last: str = "63") -> list[tuple[str, Severity]]:
    notes = Notes()
    note_checksum(parse(octets, grammar()), notes, last)
    return [(each.code, each.severity) for each in notes.all()]


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (hello(), []),
        (hello()[:-4] + b"0000", [("checksum-wrong", Severity.ERROR)]),
        (hello()[:-8], [("checksum-missing", Severity.ERROR)]),
        (hello()[:-4] + hello()[-4:].lower(), [("checksum-lower-case", Severity.WARNING)]),
        (hello() + b"5802CN", [("not-last", Severity.ERROR)]),
        (hello()[:-6] + b"03ABC", [("checksum-wrong", Severity.ERROR)]),
    ],
)
def test_findings(octets: bytes, expected: list[tuple[str, Severity]]) -> None:
    assert hello()[-4:] != hello()[-4:].lower()
    assert found(octets) == expected


def test_the_checksum_may_have_another_id() -> None:
    body = b"5102TH9104"
    assert found(body + emvcodes.crc(body).encode(), "91") == []
    assert found(body + b"0000", "91") == [("checksum-wrong", Severity.ERROR)]


def test_right_and_missing_checksums_are_told() -> None:
    notes = Notes()
    note_checksum(parse(hello()[:-8], grammar()), notes)
    assert notes.all()[0].message.args == {"expected": hello()[-4:].decode()}
