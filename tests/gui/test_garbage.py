import gc
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.garbage import EVERY_MS, OLD_ROUNDS, YOUNG, Garbage


class Loop:
    """Holds itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def garbage(qapp: object) -> Iterator[Garbage]:
    made = Garbage(lambda: True)
    yield made
    made.stop()
    gc.disable()


def test_nothing_is_collected_off_the_qt_thread(garbage: Garbage) -> None:
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()


def test_young_cycles_are_freed_by_the_timer(qtbot: QtBot, garbage: Garbage) -> None:
    lost = weakref.ref(Loop())
    kept = [[] for _ in range(2 * YOUNG)]
    qtbot.waitUntil(lambda: lost() is None, timeout=20 * EVERY_MS)
    assert len(kept) == 2 * YOUNG


def test_old_cycles_are_freed_when_nothing_runs(garbage: Garbage) -> None:
    loop = Loop()
    gc.collect(0)
    gc.collect(1)
    lost = weakref.ref(loop)
    del loop
    for _ in range(OLD_ROUNDS):
        garbage._on_time_passed()
    assert lost() is None
