import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.openrun import OpenRun
from linktester.gui.panels.reasonline import ReasonLine
from linktester.gui.tools import Tools
from linktester.model.annotation import Status
from linktester.model.run import Match
from tests.fakes.tabled import kept, made, play, settle, the


@pytest.fixture
def line(qtbot: QtBot, tools: Tools, run: OpenRun) -> ReasonLine:
    line = ReasonLine(tools, made(tools, play(qtbot, tools, run)))
    qtbot.addWidget(line)
    return line


def test_it_is_hidden_until_asked(run: OpenRun, line: ReasonLine) -> None:
    assert not line.isVisibleTo(None)
    line.ask(Status.FAILED, (the(run, match=Match.MET),))
    assert line.is_asking
    assert line.isVisible()


def test_nothing_is_stored_without_words_or_after_escape(
    qtbot: QtBot, tools: Tools, run: OpenRun, line: ReasonLine
) -> None:
    line.ask(Status.FAILED, (the(run, match=Match.MET),))
    field, save = line.findChild(QLineEdit, "reason"), line.findChild(QPushButton, "primary")
    QTest.keyClicks(field, "   ")
    assert not save.isEnabled()
    QTest.keyClicks(field, "x")
    assert save.isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not line.is_asking
    settle(qtbot, tools)
    assert kept(tools, run) == {}


def test_one_reason_goes_for_several(qtbot: QtBot, tools: Tools, run: OpenRun, line: ReasonLine) -> None:
    rows = tuple(row for row in run.rows if row.match is Match.MET)
    line.ask(Status.FAILED, rows)
    assert line._question.text() == "2 of these verdicts say otherwise than “failed”. Why?"
    tools.speech.switch("zh_CN")
    assert line._question.text() == "其中 2 条的结论与“未通过”相反。为什么？"
    QTest.keyClicks(line.findChild(QLineEdit, "reason"), "wrong expectation")
    QTest.mouseClick(line.findChild(QPushButton, "primary"), Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert {each.reason for each in kept(tools, run).values()} == {"wrong expectation"}
    assert len(kept(tools, run)) == 2
