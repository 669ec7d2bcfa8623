from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import Board, View
from linktester.gui.models.faces import Kind
from linktester.gui.panels.legend import Legend
from linktester.gui.tools import Tools
from linktester.model.verdict import Outcome
from tests.fakes import boards as fakes


def shown(qtbot: QtBot, tools: Tools, board: Board) -> Legend:
    legend = Legend(tools)
    qtbot.addWidget(legend)
    legend.resize(900, 60)
    legend.show_board(board)
    legend.show()
    return legend


def words(legend: Legend) -> list[str]:
    return [each.accessibleName() for each in legend.findChildren(QWidget) if each.isVisible()]


def test_kinds_are_counted(qtbot: QtBot, tools: Tools) -> None:
    picture = fakes.board(View.PLACES)
    legend = shown(qtbot, tools, picture)
    counts = legend.counts()
    assert sum(counts.values()) == len(picture.slots)
    assert f"blocked {counts[Kind.BLOCKED]}" in words(legend)
    assert not any(each.startswith("not decided") for each in words(legend))


def test_signs_stand_there_only_where_they_occur(qtbot: QtBot, tools: Tools) -> None:
    legend = shown(qtbot, tools, fakes.board(View.PLACES, sent=(fakes.sent(Outcome.BLOCKED),)))
    assert "sent, other verdict 1" in words(legend)
    assert not any(each.startswith("also sent") for each in words(legend))
    legend.show_board(fakes.board(View.PLACES, sent=(fakes.sent(),)))
    assert "also sent 1" in words(legend)


def test_the_honest_horizon_is_told_in_numbers(qtbot: QtBot, tools: Tools) -> None:
    legend = shown(qtbot, tools, Board())
    assert legend.reach == "Known how: 0 evidenced · 0 carried · 0 inferred · 0 unknown"
    legend.show_board(fakes.board(View.PLACES))
    assert legend.reach != "Known how: 0 evidenced · 0 carried · 0 inferred · 0 unknown"
    tools.speech.switch("zh_CN")
    assert legend.reach.startswith("依据情况")
    assert not legend.grab().isNull()
