from dataclasses import replace
from typing import Any

from linktester.gui.panels.control import ControlPanel, is_own_control
from linktester.gui.tools import Tools
from linktester.gui.widgets.sheet import Sheet
from linktester.model.message import message
from linktester.model.run import CaseResult
from linktester.model.verdict import Reason
from linktester.report.detail import detail
from tests.fakes import results as fakes

BLOCKED = fakes.walled_garden()[0]


def panel(qtbot: Any, tools: Tools, result: CaseResult) -> ControlPanel:
    made = ControlPanel(tools)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show_result(result, detail(1, result, tools.speech.phrases, 0))
    return made


def words(made: ControlPanel, name: str) -> str:
    sheet = made.findChild(Sheet, name)
    assert sheet is not None
    return sheet.toPlainText()


def test_tells_why_it_is_made_what_it_says_and_how_it_went(qtbot: Any, tools: Tools) -> None:
    reason = Reason(message("verdict.control-alive"), (2,), control=True)
    verdict = replace(BLOCKED.verdict, reasons=(*BLOCKED.verdict.reasons, reason))
    made = panel(qtbot, tools, replace(BLOCKED, verdict=verdict))
    told = words(made, "why-control-words").splitlines()
    assert told[0].startswith("The same link, opened in a neutral browser")
    assert told[1:] == ["In a neutral browser the same link is not refused."]
    assert words(made, "why-control-timeline").startswith("1. The link was put into System browser")


def test_marks_a_stop(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools, BLOCKED)
    made.mark(2)
    marks = made.findChild(Sheet, "why-control-timeline").extraSelections()
    assert marks[0].cursor.selectedText().startswith("2. ")


def test_says_why_there_is_none(qtbot: Any, tools: Tools) -> None:
    made = panel(qtbot, tools, replace(BLOCKED, control=None))
    assert words(made, "why-control-words").startswith("There was no control run")
    assert words(made, "why-control-timeline") == ""


def test_a_result_of_the_neutral_browser_is_its_own_control(qtbot: Any, tools: Tools) -> None:
    own = replace(BLOCKED, control=BLOCKED.evidence)
    assert is_own_control(own)
    assert not is_own_control(BLOCKED)
    assert words(panel(qtbot, tools, own), "why-control-words").startswith("This result was itself opened")
