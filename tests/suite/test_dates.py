from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.zone import CHINA
from linktester.suite import NOW, moment
from linktester.suite.dates import written

ZONES = st.builds(timezone, st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2021-09-17", datetime(2021, 9, 17, 12, tzinfo=CHINA)),
        (date(2021, 9, 17), datetime(2021, 9, 17, 12, tzinfo=CHINA)),
        ("2021-09-17T20:00:00+08:00", datetime(2021, 9, 17, 20, tzinfo=CHINA)),
        ("2021-09-17T12:00:00Z", datetime(2021, 9, 17, 12, tzinfo=UTC)),
        ("now", NOW),
        ("Now", NOW),
    ],
)
def test_a_day_means_noon_in_china(given, meant):
    assert moment(given) == meant


@pytest.mark.parametrize(
    "given",
    [
        "",
        "2021",
        "2021-13-01",
        "20210917",
        "2021-09-17T20:00:00",
        "1899-01-01",
        "3000-01-01",
        "x" * 50,
        "２０２１-09-17",
        5,
        None,
        True,
        datetime(2021, 9, 17, 20),  # noqa: DTZ001
    ],
)
def test_what_is_no_date_is_refused(given):
    assert moment(given) is None


@settings(max_examples=100, deadline=None)
@given(st.datetimes(datetime(1990, 1, 2), datetime(2999, 12, 30), timezones=ZONES))  # noqa: DTZ001
def test_a_moment_is_written_so_that_it_reads_the_same(when):
    again = moment(written(when))
    assert (again, again.utcoffset()) == (when, when.utcoffset())
