from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from linktester.gui.panels.exchanges import ExchangesPanel
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.evidence import Evidence
from tests.fakes import results as fakes

SEEN = fakes.walled_garden()[22].evidence


def panel(qtbot: Any, tools: Tools, evidence: Evidence | None = SEEN) -> tuple[ExchangesPanel, QTableView]:
    made = ExchangesPanel(tools, "part")
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show_evidence(evidence)
    made.show()
    table = made.findChild(QTableView, "part-list")
    assert table is not None
    return made, table


def hints(made: ExchangesPanel) -> list[str]:
    found = made.findChildren(PlainLabel, "muted", Qt.FindChildOption.FindDirectChildrenOnly)
    return [label.text() for label in found if not label.isHidden()]


def test_nothing_is_chosen_at_first(qtbot: Any, tools: Tools) -> None:
    made, _ = panel(qtbot, tools)
    assert made.number == 0
    assert made.view.isHidden()
    assert hints(made) == ["Choose one to read it."]


def test_choosing_a_row_by_keyboard_shows_the_exchange(qtbot: Any, tools: Tools) -> None:
    made, table = panel(qtbot, tools)
    table.setFocus()
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args[0] in {1, 2}
    assert made.view.isVisible()
    assert made.view.text.startswith("GET /")
    assert hints(made) == []


def test_the_same_evidence_keeps_what_is_chosen_and_another_does_not(qtbot: Any, tools: Tools) -> None:
    made, _ = panel(qtbot, tools)
    made.choose(2)
    made.show_evidence(SEEN)
    assert made.number == 2
    made.show_evidence(replace(SEEN))
    assert made.number == 0


def test_says_when_nothing_was_sent_or_more_than_is_listed(qtbot: Any, tools: Tools) -> None:
    made, table = panel(qtbot, tools, replace(SEEN, exchanges=()))
    assert table.isHidden()
    assert hints(made) == ["Nothing was sent over the network."]
    made.show_evidence(replace(SEEN, exchanges=SEEN.exchanges * 500))
    assert hints(made) == ["The first 200 of 1000; an export as JSON has them all. Choose one to read it."]
    made.show_evidence(None)
    assert table.isHidden()


def test_headers_follow_the_language(qtbot: Any, tools: Tools) -> None:
    made, table = panel(qtbot, tools)
    tools.speech.switch("zh_CN")
    made.show_evidence(SEEN)
    assert table.model().headerData(2, Qt.Orientation.Horizontal) == "主机"
