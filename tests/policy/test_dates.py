from datetime import UTC, date, datetime

import pytest

from linktester.model.zone import CHINA, day_of
from linktester.policy.dates import day, is_span, moment, span_days


@pytest.mark.parametrize("value", ["2021-11-29", date(2021, 11, 29)])
def test_a_day_means_noon_in_china(value: object) -> None:
    assert moment(value) == datetime(2021, 11, 29, 12, tzinfo=CHINA)


@pytest.mark.parametrize(
    "value", ["2021-11-29T18:00:00+08:00", "2021-11-29T10:00:00Z", datetime(2021, 11, 29, 10, tzinfo=UTC)]
)
def test_a_moment_keeps_its_zone(value: object) -> None:
    assert moment(value) == datetime(2021, 11, 29, 18, tzinfo=CHINA)


@pytest.mark.parametrize(
    "value",
    ["2021-11-29T18:00:00", "2021-13-01", "soon", "", 20211129, None, "2021-11-29T18:00:00+08:00" * 3],
)
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moment(value)


def test_the_day_is_counted_in_china() -> None:
    late = datetime(2021, 11, 28, 17, tzinfo=UTC)
    assert day_of(late) == date(2021, 11, 29)
    assert day("2021-11-28T17:00:00Z") == date(2021, 11, 29)


@pytest.mark.parametrize("text", ["2019", "2018-04", "2018-05-29/2018-05-30", "2016-10-07/2022", "undated"])
def test_a_source_may_be_dated_loosely(text: str) -> None:
    assert is_span(text)


@pytest.mark.parametrize("text", ["", "once", "2018/04/01", "2018-4", "2018-04-01T12:00", "2018/"])
def test_what_is_no_date_of_a_source(text: str) -> None:
    assert not is_span(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019", (date(2019, 1, 1), date(2019, 12, 31))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2013-12", (date(2013, 12, 1), date(2013, 12, 31))),
        ("2021-09-17", (date(2021, 9, 17), date(2021, 9, 17))),
        ("2016-10-07/2022", (date(2016, 10, 7), date(2022, 12, 31))),
        ("undated", None),
    ],
)
def test_the_days_a_source_covers(text: str, days: tuple[date, date] | None) -> None:
    assert span_days(text) == days


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        span_days("2021-02-30")
