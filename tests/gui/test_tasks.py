import threading

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from linktester.gui.tasks import Latest, Tasks
from linktester.gui.tools import Tools
from tests.fakes.window import BROKEN


def answer(value: int) -> int:
    return value + 1


def break_told() -> None:
    raise BROKEN


def break_untold() -> None:
    raise ZeroDivisionError("a bug")


def test_a_value_comes_back_on_the_qt_thread(qtbot: QtBot, tools: Tools) -> None:
    came: list[tuple[int, threading.Thread]] = []

    def take(value: int) -> None:
        came.append((value, threading.current_thread()))

    tools.tasks.run(answer, 41, done=take)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [(42, threading.main_thread())]
    assert tools.tasks.is_idle


def test_a_told_fault_comes_back_as_a_value(qtbot: QtBot, tools: Tools) -> None:
    came: list[object] = []
    tools.tasks.run(break_told, failed=came.append)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [BROKEN]


@pytest.mark.parametrize("function", [break_told, break_untold])
def test_what_nobody_takes_is_raised_on_the_qt_thread(qtbot: QtBot, tools: Tools, function: object) -> None:
    with qtbot.captureExceptions() as raised:
        tools.tasks.run(function)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: bool(raised))
    assert len(raised) == 1


def test_only_the_newest_is_delivered(qtbot: QtBot, tools: Tools) -> None:
    gate = threading.Event()
    came: list[int] = []
    latest = Latest(tools.tasks)

    def slow() -> int:
        gate.wait(10)
        return 1

    latest.run(slow, done=came.append)
    latest.run(answer, 1, done=came.append)
    gate.set()
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
    assert came == [2]


def test_what_was_dropped_is_not_delivered(qtbot: QtBot, tools: Tools) -> None:
    came: list[int] = []
    latest = Latest(tools.tasks)
    latest.run(answer, 1, done=came.append)
    latest.drop()
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
    assert came == []


def test_closing_delivers_nothing_more(qtbot: QtBot) -> None:
    tasks, came = Tasks(), []
    gate = threading.Event()
    tasks.run(gate.wait, 10, done=came.append)
    gate.set()
    tasks.close()
    assert tasks.is_idle
    assert came == []


class Waiting(QWidget):
    """Somebody who may go before the answer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[int] = []

    def take(self, value: int) -> None:
        self.setWindowTitle(str(value))
        self.came.append(value)


@pytest.mark.parametrize("is_latest", [False, True])
def test_nothing_is_delivered_to_a_widget_that_went(qtbot: QtBot, tools: Tools, is_latest: bool) -> None:
    gate, widget = threading.Event(), Waiting()
    asked = Latest(tools.tasks) if is_latest else tools.tasks
    asked.run(gate.wait, 10, done=widget.take)
    delete(widget)
    gate.set()
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
    assert widget.came == []
