from datetime import UTC, datetime

import pytest

from linktester.model.payment import Aspect, StandardId
from linktester.payments.spayd.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ACC = "ACC:CZ0699990000000000000042"


def found(text: str) -> list[tuple[str, str, str, str]]:
    reading = read(text.encode(), StandardId("spayd"), NOW)
    return [(each.severity.value, each.aspect.value, each.where, each.code) for each in reading.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"SPD*1.0*{ACC}", []),
        (f"SPD*1.0*{ACC}*", []),
        (f"Spd*1.0*{ACC}", [("error", "structure", "SPD", "header")]),
        (f"SPD*1*{ACC}", [("error", "structure", "SPD", "version-form")]),
        (f"SPD*1.1*{ACC}", [("error", "scheme", "SPD", "choice")]),
        ("SPD*1.0*AM:1", [("error", "scheme", "ACC", "missing")]),
        (f"SPD*1.0*{ACC}*X-ANY:x", []),
        (f"SPD*1.0*{ACC}*ANY:x", [("warning", "scheme", "ANY", "unknown-key")]),
        (f"SPD*1.0*{ACC}*x-any:x", [("error", "structure", "x-any", "key-form")]),
        (f"SPD*1.0*{ACC}*:x", [("error", "structure", "", "key-form")]),
        (f"SPD*1.0*{ACC}*{ACC}", [("error", "structure", "ACC", "repeated")]),
        (f"SPD*1.0*{ACC}*NTA:1", [("warning", "scheme", "NTA", "needs")]),
        (f"SPD*1.0*{ACC}*NTA:1@2*NT:E", []),
        (f"SPD*1.0*{ACC}*MSG:a\tb", [("error", "scheme", "MSG", "control")]),
        (f"SPD*1.0*{ACC}*CRC32:E7C3E7F", [("error", "checksum", "CRC32", "checksum-wrong")]),
    ],
)
def test_the_whole_is_judged(text, expected):
    assert found(text) == expected


def test_a_sum_of_another_kind_is_explained():
    text = (
        "SPD*1.0*ACC:CZ5508000000001234567899+GIBACZPX*AM:123.45*CC:CZK*DT:20290131"
        "*MSG:ZPRAVA PRO PRIJEMCE*X-KS:0308*X-SS:11111*X-VS:22222*CRC32:"
    )
    assert [code for *_, code in found(text + "84AB7D09")] == []
    for other in ("70E13582", "56674E89"):
        assert [code for *_, code in found(text + other)] == ["checksum-wrong", "checksum-otherwise"]


def test_a_checksum_covers_repeated_keys_and_not_itself():
    reading = read(f"SPD*1.0*CRC32:00000000*{ACC}*CRC32:00000000".encode(), StandardId("spayd"), NOW)
    (wrong,) = [each for each in reading.findings if each.aspect is Aspect.CHECKSUM]
    alone = read(f"SPD*1.0*{ACC}*CRC32:{wrong.message.args['expected']}".encode(), StandardId("spayd"), NOW)
    assert alone.findings == ()
