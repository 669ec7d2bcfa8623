from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.banner import Banner, sentences
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import InputErrors, LinktesterError, Place, Problem, Refused
from linktester.model.message import message
from tests.fakes.window import BROKEN


def test_faults_stay_until_they_are_dismissed(qtbot: QtBot, tools: Tools) -> None:
    banner = Banner(tools.speech, tools.theme)
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_error(BROKEN)
    label = banner.findChild(PlainLabel)
    assert label.text().startswith("our own side broke")
    tools.speech.switch("zh_CN")
    assert "our" not in label.text()
    qtbot.mouseClick(banner.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_all_mistakes_are_told_with_their_place(tools: Tools) -> None:
    wrong = [Problem(Place("a.toml", number), message("outcome.means-fault")) for number in range(1, 12)]
    told = sentences(InputErrors(wrong), tools.speech)
    assert told[0].startswith("a.toml:1: our own side")
    assert told[-1] == "and 3 more"
    assert len(told) == 9


def test_every_told_fault_has_a_sentence(tools: Tools) -> None:
    assert sentences(Refused(message("outcome.means-fault")), tools.speech)
    assert sentences(LinktesterError("as it is"), tools.speech) == ["as it is"]
