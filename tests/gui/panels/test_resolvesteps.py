import pytest
from PySide6.QtCore import Qt

from linktester.gui.panels.resolvesteps import ResolveSteps
from linktester.model.phone import OS
from linktester.oslinks.answers.everywhere import resolved
from tests.fakes import linkfiles as fakes


@pytest.fixture
def steps(qtbot, tools) -> ResolveSteps:
    made = ResolveSteps(tools)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    made.show_answer(resolved(fakes.asked(fakes.aasa())).of(OS.IOS))
    return made


def test_answer_steps_place_and_assumptions_in_order(steps):
    said = steps.sentences
    assert said[0] == f"App: {fakes.IOS_APP}"
    assert said[1] == "1. The link is http or https."
    assert any(each.startswith("Rule: apple-app-site-association, line ") for each in said)
    assert any(each.startswith("Assumed: every app of the file") for each in said)
    assert "What would change it" in said


def test_a_line_sets_its_switch(steps, qtbot):
    line = next(each for each in steps.turns if "typed" in each.sentence)
    assert line.sentence.endswith("→ Browser")
    line.setFocus()
    with qtbot.waitSignal(steps.turn_requested) as told:
        qtbot.keyClick(line, Qt.Key.Key_Space)
    assert told.args[0].ios.origin == "typed"


def test_it_speaks_the_other_language_and_falls_silent(steps, tools):
    tools.speech.switch("zh_CN")
    assert steps.sentences[0].startswith("应用")
    steps.show_answer(None)
    assert steps.sentences == []
