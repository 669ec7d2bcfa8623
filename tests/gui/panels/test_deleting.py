from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.kept import Held, Kept
from linktester.gui.panels.deleting import Deleting
from linktester.gui.tools import Tools
from tests.fakes import results as fakes

ONE = Kept(fakes.head(4, name="<i>Night</i>"), Held(4))
OTHER = Kept(fakes.head(9, id="20261122-120000-0001"), None)


def test_it_asks_in_words_and_the_safe_answer_is_at_hand(qtbot: QtBot, tools: Tools) -> None:
    panel = Deleting(tools)
    qtbot.addWidget(panel)
    panel.ask((ONE,))
    said = panel.findChild(QLabel).text()
    assert "“<i>Night</i>” with its 4 results" in said
    assert "cannot be undone" in said
    with qtbot.waitSignal(panel.closed), qtbot.assertNotEmitted(panel.confirmed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_several_go_together(qtbot: QtBot, tools: Tools) -> None:
    panel = Deleting(tools)
    qtbot.addWidget(panel)
    panel.ask((ONE, OTHER))
    assert panel.findChild(QLabel).text().startswith("Delete 2 runs")
    tools.speech.switch("zh_CN")
    assert panel.findChild(QLabel).text().startswith("删除 2 次运行")
    with qtbot.waitSignal(panel.confirmed) as confirmed:
        panel.findChild(QPushButton, "runs-delete").click()
    assert confirmed.args == [(ONE.head.id, OTHER.head.id)]
