from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView, QToolButton

from linktester.gui.panels.grounds import TITLES, Grounds
from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import plain
from linktester.gui.widgets.sheet import Sheet
from linktester.model.link import ParamChange, ParamDiff
from linktester.model.run import CaseResult
from linktester.report.detail import detail
from tests.fakes import orders
from tests.fakes import results as fakes

GARDEN = fakes.walled_garden()


def grounds(qtbot: Any, tools: Tools, result: CaseResult) -> Grounds:
    made = Grounds(tools)
    qtbot.addWidget(made)
    made.resize(500, 900)
    made.show()
    show(made, tools, result)
    return made


def show(made: Grounds, tools: Tools, result: CaseResult) -> None:
    made.show_result(result, detail(1, result, tools.speech.phrases, 0))


def sheet(made: Grounds, name: str) -> Sheet:
    found = made.findChild(Sheet, name)
    assert found is not None
    return found


def test_sections_stand_in_the_order_of_the_argument(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[22])
    tops = [made.sections[name].y() for name in TITLES]
    assert tops == sorted(tops)
    assert [section.is_open for section in made.sections.values()] == [True] * 6 + [False]


def test_what_there_is_nothing_of_is_left_out(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[12])
    assert made.sections["parameters"].isHidden()
    show(made, tools, GARDEN[22])
    assert made.sections["parameters"].isVisible()
    assert "dropped" in sheet(made, "why-parameters").toPlainText()


def test_following_a_reason_marks_its_stop(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[0])
    with qtbot.waitSignal(made.stop_shown) as shown:
        sheet(made, "why-reasons").followed.emit("step:2")
    timeline = sheet(made, "why-timeline")
    assert shown.args == [timeline, timeline.top_of(2)]
    assert timeline.extraSelections()[0].cursor.selectedText().startswith("2. Page")


def test_following_a_stop_opens_its_exchange(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[22])
    made.sections["exchanges"].open(False)
    sheet(made, "why-timeline").followed.emit("exchange:2")
    assert made.sections["exchanges"].is_open
    assert made.findChild(QTableView, "why-exchanges-list").currentIndex().row() == 1


def test_following_a_control_step_opens_the_control_run(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[0])
    sheet(made, "why-reasons").followed.emit("control:1")
    assert made.sections["control"].is_open
    assert sheet(made, "why-control-timeline").extraSelections()


def test_copies_a_rule_with_its_sources(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[0])
    with qtbot.waitSignal(made.told) as told:
        sheet(made, "why-rules").followed.emit("copy:rule:0")
    assert told.args[0].code == "why.copied-citation"
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("block page · decided by the host app")
    assert "EV-2021-09-17-OTH" in copied
    assert "Copy rule" not in copied


def test_the_control_run_is_laid_out_when_it_is_opened(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[0])
    assert sheet(made, "why-control-words").toPlainText() == ""
    fold = made.findChild(QToolButton, "why-section-control-fold")
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert sheet(made, "why-control-words").toPlainText().startswith("The same link")


def test_what_was_folded_stays_folded(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, GARDEN[0])
    fold = made.findChild(QToolButton, "why-section-rules-fold")
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    again = grounds(qtbot, tools, GARDEN[0])
    assert not again.sections["rules"].is_open
    assert again.sections["timeline"].is_open


def test_says_how_many_parameters_are_left_out(qtbot: Any, tools: Tools) -> None:
    many = (ParamDiff("a", "1", "1", ParamChange.EQUAL, significant=True),) * 140
    result = replace(GARDEN[22], verdict=replace(GARDEN[22].verdict, diff=many))
    made = grounds(qtbot, tools, result)
    beside = [label.text() for label in made.sections["parameters"].findChildren(object, "muted")]
    assert beside == ["the first 100; 40 more are in an export as JSON"]


def test_an_order_has_a_section_of_its_own_and_nothing_else_has(qtbot: Any, tools: Tools) -> None:
    made = grounds(qtbot, tools, orders.paid())
    assert made.sections["payment"].isVisible()
    assert "The payer pays" in plain(sheet(made, "why-payment").lines)
    assert "¥12.34" in plain(sheet(made, "why-payment-facts").lines)
    show(made, tools, GARDEN[0])
    assert not made.sections["payment"].isVisible()
