from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from linktester import links
from linktester.serve.doors.wechat import LIMITED_FROM, MANY_USERS_FROM, code_of, refusal
from linktester.serve.state import Codes
from tests.fakes.emulator import world

TICKET = "weixin://dl/business/?t=AbC123"
NATIVE = "weixin://wxpay/bizpayurl?pr=NwY5Mz9"
DAY = timedelta(days=1)


@pytest.fixture
def codes(tmp_path: Path) -> Iterator[Codes]:
    made = Codes(tmp_path)
    yield made
    made.close()


def refused(codes: Codes, text: str, when: datetime, user: str = "ann") -> str | None:
    return refusal(links.parse(text).link, user, world(when), codes)


@pytest.mark.parametrize(
    ("when", "second"),
    [
        (LIMITED_FROM - DAY, None),
        (LIMITED_FROM, "used"),
        (MANY_USERS_FROM - timedelta(seconds=1), "used"),
        (MANY_USERS_FROM, None),
    ],
)
def test_one_user_per_ticket_in_its_time(codes: Codes, when: datetime, second: str | None) -> None:
    assert refused(codes, TICKET, when) is None
    assert refused(codes, TICKET, when) is None
    assert refused(codes, TICKET, when, "ben") == second


def test_tickets_grow_old_where_their_age_is_known(codes: Codes) -> None:
    made = LIMITED_FROM + 10 * DAY
    for when, said in ((made + 30 * DAY, None), (made + 31 * DAY, "expired")):
        codes.tell(world(when).id, "AbC123", made_at=made)
        assert refused(codes, TICKET, when) == said
    assert refused(codes, TICKET, made + 3000 * DAY) is None


def test_tickets_were_permanent_once(codes: Codes) -> None:
    when = LIMITED_FROM - DAY
    codes.tell(world(when).id, "AbC123", made_at=when - 300 * DAY)
    assert refused(codes, TICKET, when) is None


@pytest.mark.parametrize(
    ("text", "code", "life"),
    [
        (NATIVE, "NwY5Mz9", timedelta(hours=2)),
        (
            "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1&package=2",
            "wx1",
            timedelta(minutes=5),
        ),
    ],
)
def test_payment_codes_have_their_lives(codes: Codes, text: str, code: str, life: timedelta) -> None:
    made = MANY_USERS_FROM
    assert code_of(links.parse(text).link) == code
    for when, said in ((made + life - timedelta(seconds=1), None), (made + life, "expired")):
        codes.tell(world(when).id, code, made_at=made)
        assert refused(codes, text, when) == said


def test_an_own_end_comes_first(codes: Codes) -> None:
    when = MANY_USERS_FROM
    codes.tell(world(when).id, "NwY5Mz9", made_at=when, expires_at=when)
    assert refused(codes, NATIVE, when) == "expired"


def test_other_links_have_no_code(codes: Codes) -> None:
    assert code_of(links.parse("weixin://dl/scan").link) == ""
    assert refused(codes, "weixin://dl/scan", MANY_USERS_FROM) is None
