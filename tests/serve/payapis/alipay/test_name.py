from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.alipay.name import beijing, limit, moment_of, new_trade_number, plain


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 32_000_000_000))
def test_a_moment_comes_back(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert moment_of(beijing(moment)) == moment


def test_times_are_beijings() -> None:
    assert beijing(datetime(2026, 3, 1, 20, tzinfo=UTC)) == "2026-03-02 04:00:00"


def test_days_that_are_none() -> None:
    assert moment_of("2026-02-30 00:00:00") is None
    assert moment_of("2026-02-20 25:00") is None


def test_a_trade_number_begins_with_the_day_in_beijing() -> None:
    number = new_trade_number(datetime(2026, 3, 1, 20, tzinfo=UTC))
    assert number.startswith("2026030222001")
    assert len(number) == 28


def test_empty_fields_are_left_out() -> None:
    assert plain({"a": "", "b": None, "c": "0", "d": []}) == {"c": "0", "d": []}


def test_an_unscanned_code_lives_two_hours() -> None:
    assert timedelta(seconds=limit("code-life-seconds")) == timedelta(hours=2)
