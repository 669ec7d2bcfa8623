from datetime import UTC, datetime, timedelta

import pytest

from linktester.serve.payapis.alipay.spans import code_end, end, trade_end

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1m", timedelta(minutes=1)),
        ("90m", timedelta(minutes=90)),
        ("2h", timedelta(hours=2)),
        ("15d", timedelta(days=15)),
        ("1c", timedelta(hours=12)),
    ],
)
def test_spans(text: str, length: timedelta) -> None:
    assert end(text, NOON) == NOON + length


@pytest.mark.parametrize("text", ["16d", "99999h"])
def test_spans_that_are_too_long(text: str) -> None:
    assert end(text, NOON) is None


def test_a_point_in_time_wins_over_a_span() -> None:
    asked = {"time_expire": "2026-03-01 13:00", "timeout_express": "5m"}
    assert trade_end(asked, NOON, "page") == NOON + timedelta(hours=1)


@pytest.mark.parametrize("text", ["2026-03-01 12:00:00", "0001-01-01 00:00:00", "2026-02-30 00:00:00"])
def test_a_point_in_time_must_be_to_come(text: str) -> None:
    assert trade_end({"time_expire": text}, NOON, "page") is None


def test_without_a_wish_trades_and_codes_have_their_own_lives() -> None:
    assert trade_end({}, NOON, "page") == NOON + timedelta(days=15)
    assert trade_end({}, NOON, "pay") == NOON + timedelta(hours=3)
    assert code_end({}, NOON) == NOON + timedelta(hours=2)
    assert code_end({"qr_code_timeout_express": "10m"}, NOON) == NOON + timedelta(minutes=10)
