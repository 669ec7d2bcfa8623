import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine, FormText, mark

PAIRS = (("a", "Alpha"), ("b", "Beta"))


def test_a_field_says_its_name_its_hint_and_its_mistake(qtbot: QtBot, tools: Tools) -> None:
    line = FormLine()
    field = Field(tools.speech, "case-title", "cases.field-title", line)
    qtbot.addWidget(field)
    assert (line.objectName(), line.accessibleName(), field.wrong) == ("case-title", "Title", "")
    field.say_wrong("Too <b>long</b>.")
    assert (field.wrong, line.accessibleDescription(), line.property("wrong")) == (
        "Too <b>long</b>.",
        "Too <b>long</b>.",
        True,
    )
    field.say_wrong("")
    assert (field.wrong, line.property("wrong")) == ("", False)
    tools.speech.switch("zh_CN")
    assert line.accessibleName() == "标题"


def test_showing_a_text_is_not_typing(qtbot: QtBot) -> None:
    line, text = FormLine(), FormText()
    for each in (line, text):
        qtbot.addWidget(each)
    with qtbot.assertNotEmitted(line.textEdited), qtbot.assertNotEmitted(text.textChanged):
        line.show_text("new")
        text.show_text("new")
    assert (line.text(), text.text) == ("new", "new")


def test_somebody_who_types_keeps_the_cursor(qtbot: QtBot) -> None:
    line = FormLine()
    qtbot.addWidget(line)
    qtbot.keyClicks(line, "abc")
    line.setCursorPosition(1)
    line.show_text("abc")
    assert line.cursorPosition() == 1
    line.show_text("other")
    assert line.cursorPosition() == 0


@pytest.mark.parametrize("made", [FormLine, FormText])
@pytest.mark.parametrize(("key", "claimed"), [(Qt.Key.Key_Z, False), (Qt.Key.Key_C, True)])
def test_undo_is_left_to_the_window(qtbot: QtBot, made: type[QWidget], key: Qt.Key, claimed: bool) -> None:
    widget = made()
    qtbot.addWidget(widget)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(widget, event)
    assert event.isAccepted() is claimed


def test_a_choice_shows_a_value_it_does_not_know(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.show_choices(PAIRS)
    choice.show_value("b")
    assert (choice.value, choice.currentText()) == ("b", "Beta")
    choice.show_value("z", "Zeta")
    assert (choice.value, choice.currentText()) == ("z", "Zeta")


def test_a_choice_keeps_its_value_in_another_language(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.show_choices(PAIRS)
    choice.show_value("b")
    with qtbot.assertNotEmitted(choice.currentIndexChanged):
        choice.show_choices((("a", "甲"), ("b", "乙")))
    assert (choice.value, choice.currentText()) == ("b", "乙")


def test_the_wheel_changes_nothing(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.show_choices(PAIRS)
    choice.show_value("a")
    event = QWheelEvent(
        QPointF(1, 1),
        QPointF(1, 1),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert choice.value == "a"


def test_a_frame_comes_and_goes(qtbot: QtBot) -> None:
    line = FormLine()
    qtbot.addWidget(line)
    mark(line, wrong=True)
    assert line.property("wrong") is True
    mark(line, wrong=False)
    assert line.property("wrong") is False
