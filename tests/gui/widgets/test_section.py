from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from linktester.gui.tools import Tools
from linktester.gui.widgets.section import Section


def section(qtbot: Any, tools: Tools) -> tuple[Section, QLabel, QToolButton]:
    body = QLabel("body")
    made = Section(tools.speech, "part", "report.timeline", body)
    qtbot.addWidget(made)
    made.show()
    fold = made.findChild(QToolButton, "part-fold")
    assert fold is not None
    return made, body, fold


def test_folds_and_opens_by_keyboard(qtbot: Any, tools: Tools) -> None:
    made, body, fold = section(qtbot, tools)
    assert made.is_open
    with qtbot.waitSignal(made.folded) as told:
        qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert told.args == [True]
    assert body.isHidden()
    qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert body.isVisible()


def test_opening_it_from_outside_tells_nobody(qtbot: Any, tools: Tools) -> None:
    made, body, _ = section(qtbot, tools)
    with qtbot.assertNotEmitted(made.folded):
        made.open(False)
    assert body.isHidden()


def test_heading_follows_the_language(qtbot: Any, tools: Tools) -> None:
    made, _, fold = section(qtbot, tools)
    made.say_beside("5 steps")
    assert fold.text() == "What happened"
    tools.speech.switch("zh_CN")
    assert fold.text() == "经过"
    assert [label.text() for label in made.findChildren(QLabel)] == ["5 steps", "body"]
