from datetime import UTC, datetime, timedelta

import pytest

from linktester.model.zone import CHINA
from linktester.serve.payapis.wechat.answers import Problem
from linktester.serve.payapis.wechat.asked import Expiry
from linktester.serve.payapis.wechat.expiry import end, era_of, eras

NOW = datetime(2026, 3, 1, tzinfo=UTC)
EARLY = datetime(2021, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def stamp(moment: datetime) -> int:
    return int(moment.timestamp())


def refused(wish: Expiry, now: datetime = NOW) -> int:
    with pytest.raises(Problem) as told:
        end(wish, now)
    return told.value.code


def test_eras_stand_in_order_with_sources() -> None:
    days = [era.from_ for era in eras()]
    assert days == sorted(days)
    assert all(era.source and era.sure in {"D", "S"} for era in eras())


def test_an_era_begins_at_midnight_in_beijing() -> None:
    begin = datetime(2022, 4, 11, tzinfo=CHINA)
    assert not era_of(begin).permanent
    assert era_of(begin - timedelta(seconds=1)).permanent
    assert era_of(datetime(2001, 1, 1, tzinfo=UTC)) is eras()[0]


def test_links_may_live_thirty_days() -> None:
    assert end(Expiry(expire_type=1, expire_interval=30), NOW) == NOW + 30 * DAY
    assert end(Expiry(expire_time=stamp(NOW + 30 * DAY)), NOW) == NOW + 30 * DAY
    assert end(Expiry(), NOW) == NOW + 30 * DAY
    assert end(Expiry(is_expire=False, expire_type=0), NOW) == NOW + 30 * DAY


@pytest.mark.parametrize(
    "wish",
    [
        Expiry(expire_type=1, expire_interval=0),
        Expiry(expire_type=1, expire_interval=31),
        Expiry(expire_type=1, expire_interval=10**30),
        Expiry(expire_time=stamp(NOW)),
        Expiry(expire_time=stamp(NOW) + 59),
        Expiry(expire_time=stamp(NOW + 30 * DAY) + 1),
        Expiry(expire_time=-1),
        Expiry(expire_time=10**30),
    ],
)
def test_ends_out_of_range(wish: Expiry) -> None:
    assert refused(wish) == 85401


def test_wishes_that_make_no_sense() -> None:
    assert refused(Expiry(expire_type=2)) == 40097
    assert refused(Expiry(expire_type=1)) == 40097


def test_once_links_lived_a_year_or_for_ever() -> None:
    assert end(Expiry(), EARLY) is None
    assert end(Expiry(is_expire=False, expire_time=5), EARLY) is None
    year = Expiry(is_expire=True, expire_time=stamp(EARLY + 365 * DAY))
    assert end(year, EARLY) == EARLY + 365 * DAY
    assert refused(Expiry(is_expire=True, expire_time=stamp(EARLY + 366 * DAY)), EARLY) == 85401
