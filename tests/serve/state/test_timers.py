from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.state import Database, Timer, Timers
from tests.fakes.payers import NOON


@pytest.fixture
def timers(tmp_path: Path) -> Timers:
    return Timers(Database(tmp_path))


def a_timer(minutes: int, subject: int = 1) -> Timer:
    return Timer(due=NOON + timedelta(minutes=minutes), platform="p", kind="k", subject=subject)


def test_the_earliest_comes_first(timers: Timers) -> None:
    assert timers.next_due() is None
    for minutes in (3, 1, 2):
        timers.add(a_timer(minutes, subject=minutes))
    assert timers.next_due() == NOON + timedelta(minutes=1)
    seen = []
    while (timer := timers.due(NOON + timedelta(minutes=2))) is not None:
        seen.append(timer.subject)
        timers.remove(timer)
    assert seen == [1, 2]
    assert timers.next_due() == NOON + timedelta(minutes=3)


def test_what_was_to_happen_can_be_struck_off(timers: Timers) -> None:
    timers.add(a_timer(1, subject=1))
    timers.add(a_timer(1, subject=2))
    timers.cancel("p", "k", 1)
    left = timers.due(NOON + timedelta(hours=1))
    assert left is not None
    assert left.subject == 2
    timers.forget()
    assert timers.due(NOON + timedelta(hours=1)) is None
