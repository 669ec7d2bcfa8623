from pytestqt.qtbot import QtBot

from linktester.gui.panels.checker import Checker
from linktester.gui.tools import Tools


def answer(value: str) -> str:
    return value.upper()


def made(tools: Tools) -> tuple[Checker, list[tuple[object, str]]]:
    checker = Checker(tools.tasks)
    heard: list[tuple[object, str]] = []
    checker.checked.connect(lambda *told: heard.append(told))
    return checker, heard


def test_typing_is_answered_once_when_the_keyboard_rests(qtbot: QtBot, tools: Tools) -> None:
    checker, heard = made(tools)
    for letters in ("a", "ab", "abc"):
        checker.edited("title", lambda letters=letters: answer(letters))
    qtbot.waitUntil(lambda: heard != [])
    assert heard == [("ABC", "title")]


def test_looking_is_no_edit(qtbot: QtBot, tools: Tools) -> None:
    checker, heard = made(tools)
    checker.look(lambda: answer("a"))
    qtbot.waitUntil(lambda: heard != [])
    assert heard == [("A", "")]


def test_flushing_answers_at_once_and_once(qtbot: QtBot, tools: Tools) -> None:
    checker, heard = made(tools)
    checker.edited("title", lambda: answer("a"))
    checker.flush()
    checker.flush()
    assert heard == [("A", "title")]
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
    assert len(heard) == 1


def test_another_part_is_an_edit_of_its_own(tools: Tools) -> None:
    checker, heard = made(tools)
    checker.edited("title", lambda: answer("a"))
    checker.edited("link", lambda: answer("b"))
    checker.flush()
    assert heard == [("A", "title"), ("B", "link")]


def test_what_is_dropped_is_not_told(qtbot: QtBot, tools: Tools) -> None:
    checker, heard = made(tools)
    checker.edited("title", lambda: answer("a"))
    checker.drop()
    checker.flush()
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
    assert heard == []
