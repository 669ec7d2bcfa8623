from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from linktester.gui.panels.why import WhyPanel
from linktester.gui.tools import Tools
from linktester.gui.widgets.mark import Mark
from linktester.gui.widgets.sheet import Sheet
from linktester.listing.row import Row, row_of
from linktester.model.annotation import Status
from linktester.model.evidence import Stayed
from linktester.model.run import CaseResult
from tests.fakes import results as fakes

GARDEN = fakes.walled_garden()
OF = fakes.probe(fakes.ITEM, "wechat", "chat", "2021-09-10")


def panel(qtbot: Any, tools: Tools, result: CaseResult | None = None, width: int = 380) -> WhyPanel:
    made = WhyPanel(tools)
    qtbot.addWidget(made)
    made.resize(width, 600)
    made.show()
    if result is not None:
        made.show_result(row(result), result)
    return made


def row(result: CaseResult) -> Row:
    return row_of(0, result)


def read(made: WhyPanel) -> str:
    """Return everything that can be read, sheet by sheet."""
    return "\n".join(sheet.toPlainText() for sheet in made.findChildren(Sheet) if sheet.isVisible())


def test_without_a_row_it_says_what_to_do(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools)
    shown = [label.text() for label in made.findChildren(QLabel) if label.isVisible()]
    assert shown == [
        "No result chosen",
        "Choose a result to see what became of the link, and why.",
    ]
    assert made.key is None


def test_a_row_without_evidence_asks_for_it_once(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools)
    asked: list[str] = []
    made.evidence_requested.connect(asked.append)
    given = row(GARDEN[0])
    made.show_result(given, None)
    made.show_result(given, None)
    assert asked == [given.key]
    assert "a refusal was reached" in read(made)
    made.show_result(given, GARDEN[0])
    assert "Redirected" not in read(made)
    assert "block page" in read(made)
    made.show_result(row(GARDEN[1]), None)
    assert len(asked) == 2


def test_evidence_that_is_gone_is_told(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools)
    made.show_missing()
    made.show_result(row(GARDEN[0]), None)
    made.show_missing()
    assert made.findChild(QLabel, "why-waiting").text().startswith("The evidence of this result is gone")


def test_everything_is_there_in_the_order_of_the_argument(qtbot: Any, tools: Tools) -> None:
    told = read(panel(qtbot, tools, GARDEN[22]))
    marks = [
        "something else was reached",
        "Basis\tsimulated",
        "1. The link was put into Weibo",
        "1. something else was reached  step 3",
        "dropped",
        "install page instead · decided by the target",
    ]
    places = [told.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [380, 640, 1200])
def test_nothing_is_wider_than_its_place(qtbot: Any, tools: Tools, width: int) -> None:
    made = panel(qtbot, tools, fakes.hostile(OF), width)
    areas = [area for area in made.findChildren(QScrollArea) if area.isVisible()]
    sheets = [sheet for sheet in made.findChildren(Sheet) if sheet.isVisible()]

    def nothing_is_cut() -> None:
        for area in areas:
            assert area.widget().width() <= area.viewport().width()
        for sheet in sheets:
            assert sheet.document().idealWidth() <= sheet.width() + 1
            assert sheet.height() >= sheet.document().size().height()

    assert len(areas) == (2 if width > 1000 else 1)
    assert len(sheets) > 5
    qtbot.waitUntil(nothing_is_cut)


def test_where_there_is_room_the_grounds_stand_beside_the_answer(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools, GARDEN[0], 1200)
    answer, rules = made.findChild(Sheet, "why-answer"), made.findChild(Sheet, "why-rules")
    assert rules.mapTo(made, rules.rect().topLeft()).x() > answer.mapTo(made, answer.rect().topRight()).x()
    made.resize(400, 600)
    qtbot.waitUntil(rules.isVisible)
    assert rules.mapTo(made, rules.rect().topLeft()).x() < 40
    assert made.findChild(QScrollArea, "why-beside").isHidden()


def test_a_status_set_meanwhile_leaves_the_reader_where_he_was(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools, GARDEN[0])
    bar = made.findChild(QScrollArea, "why-area").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    stood = bar.value()
    made.show_result(replace(row(GARDEN[0]), status=Status.PASSED), GARDEN[0])
    assert bar.value() == stood
    assert "A person says: passed" in read(made)
    made.show_result(row(GARDEN[1]), GARDEN[1])
    assert bar.value() == 0


def test_a_stop_that_is_asked_for_is_brought_into_sight(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools, GARDEN[22])
    bar = made.findChild(QScrollArea, "why-area").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    made.show_exchange(2)
    qtbot.waitUntil(lambda: bar.value() > 0)
    view: QWidget = made.findChild(QWidget, "why-exchanges")
    area = made.findChild(QScrollArea, "why-area")
    assert 0 <= view.mapTo(area.viewport(), view.rect().topLeft()).y() < area.viewport().height()


def test_language_and_theme_reach_everything(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools, GARDEN[13])
    tools.speech.switch("zh_CN")
    told = read(made)
    assert "以下来源互相矛盾" in told
    assert "QQ 当天先开放，后又暂停" in told
    assert made.findChild(Mark, "why-mark").accessibleName() == "无结论"
    tools.theme.choose("dark")
    block = made.findChild(Sheet, "why-answer").document().firstBlock()
    assert block.begin().fragment().charFormat().foreground().color() == tools.theme.color("text")


def test_text_can_be_selected_and_is_never_edited(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools, GARDEN[1])
    for sheet in made.findChildren(Sheet):
        assert sheet.isReadOnly()
        assert sheet.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        assert sheet.accessibleName()


def test_very_long_evidence_is_bounded(qtbot: Any, tools: Tools) -> None:
    seen = replace(GARDEN[0].evidence, observations=(Stayed(text="x" * 100_000),) * 10_000)
    made = panel(qtbot, tools, replace(GARDEN[0], evidence=seen))
    assert "The first 200 of 10000 steps." in read(made)
    assert len(read(made)) < 400_000
