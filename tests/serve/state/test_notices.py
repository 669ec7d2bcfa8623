from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.state import Attempt, Database, Notice, Notices
from linktester.serve.state.notices import NoticeState
from tests.fakes.payers import NOON

MINUTE = timedelta(minutes=1)


def a_notice(id_: str = "n1", minutes: int = 0, number: str = "T-1") -> Notice:
    return Notice(
        id=id_,
        platform="p",
        merchant="m",
        number=number,
        event="PAID",
        url="http://127.0.0.1/n",
        ladder="notify",
        payload={"a": ["字"]},
        made_at=NOON,
        due=NOON + minutes * MINUTE,
    )


@pytest.fixture
def notices(tmp_path: Path) -> Notices:
    return Notices(Database(tmp_path))


def test_a_callback_comes_back_as_it_went_in(notices: Notices) -> None:
    notice = notices.add(a_notice())
    assert notices.find("n1") == notice
    changed = notices.save(replace(notice, state=NoticeState.DELIVERED, due=None, tries=2))
    assert notices.find("n1") == changed


def test_what_is_due_comes_in_its_order(notices: Notices) -> None:
    for id_, minutes in (("late", 5), ("second", 2), ("first", 1)):
        notices.add(a_notice(id_, minutes))
    assert notices.due(NOON + 2 * MINUTE) == ("first", "second")
    assert notices.due(NOON + 2 * MINUTE, most=1) == ("first",)
    assert notices.next_due() == NOON + MINUTE
    assert notices.next_due({"first"}) == NOON + 2 * MINUTE
    assert notices.next_due({"first", "second", "late"}) is None


def test_what_was_due_while_nobody_ran_is_due_now(notices: Notices) -> None:
    notices.add(a_notice("over", 0))
    notices.add(a_notice("to come", 90))
    notices.rebase(NOON + 60 * MINUTE)
    assert notices.due(NOON + 60 * MINUTE) == ("over",)
    assert [each.due for each in notices.listed()] == [NOON + 90 * MINUTE, NOON + 60 * MINUTE]


def test_callbacks_are_listed_by_order_newest_first(notices: Notices) -> None:
    notices.add(a_notice("a"))
    notices.add(a_notice("b", number="T-2"))
    assert [each.id for each in notices.listed()] == ["b", "a"]
    assert [each.id for each in notices.listed("T-1")] == ["a"]


def test_tries_are_kept_with_their_octets(notices: Notices) -> None:
    notices.add(a_notice())
    tried = Attempt(
        notice="n1",
        at=NOON,
        sent_at=NOON,
        tamper="body",
        headers={"A": "b"},
        body=b"\xff\x00",
        status=500,
        answer=b"\xfe",
        error="gone",
        outcome="refused",
    )
    notices.note(tried)
    assert notices.attempts("n1") == (tried,)
    notices.forget()
    assert notices.attempts("n1") == ()
    assert notices.find("n1") is None
