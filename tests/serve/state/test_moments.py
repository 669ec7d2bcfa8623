from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.state.moments import kept, moment, moment_or_none, text_of, value_of


@settings(deadline=None, max_examples=50)
@given(st.floats(0, 3e10), st.integers(-14, 14))
def test_moments_come_back_to_the_millisecond(seconds: float, hours: int) -> None:
    aware = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    milliseconds = kept(aware)
    assert milliseconds is not None
    assert abs(moment(milliseconds) - aware) <= timedelta(milliseconds=1)


def test_none_stays_none() -> None:
    assert kept(None) is None
    assert moment_or_none(None) is None
    assert moment_or_none(0) == datetime(1970, 1, 1, tzinfo=UTC)


def test_equal_data_are_equal_texts() -> None:
    assert text_of({"b": 1, "a": [None, "字"]}) == text_of({"a": [None, "字"], "b": 1})
    assert value_of(text_of({"a": {"b": 1.5}})) == {"a": {"b": 1.5}}
