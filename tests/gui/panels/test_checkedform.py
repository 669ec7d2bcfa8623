from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.panels.caseform import CaseEditor
from linktester.gui.panels.checkedform import CheckedForm
from linktester.gui.panels.suitehead import HeadEditor
from linktester.gui.tools import Tools
from linktester.project import form_of, head_of
from tests.fakes.desks import suite, wait

PATH = Path("hand.toml")


@pytest.fixture(params=["case", "head"])
def editor(request: pytest.FixtureRequest, qtbot: QtBot, tools: Tools, tmp_path: Path) -> CheckedForm:
    said = suite(tmp_path)
    if request.param == "case":
        made = CaseEditor(tools)
        made.show_case(PATH, 1, said, form_of(said.cases[1], said))
    else:
        made = HeadEditor(tools)
        made.show_head(PATH, said, head_of(said))
    qtbot.addWidget(made)
    wait(qtbot, lambda: tools.tasks.is_idle)
    return made


def test_axes_are_edited_too(qtbot: QtBot, editor: CheckedForm) -> None:
    with qtbot.waitSignal(editor.checked) as checked:
        editor.axes.dates.selectAll()
        qtbot.keyClicks(editor.axes.dates, "2024-01-01")
    answer, part = checked.args
    assert (answer.path, answer.form.dates, part) == (PATH, ("2024-01-01",), "dates")
    assert editor.form is answer.form


def test_flushing_tells_the_last_letters_at_once(qtbot: QtBot, editor: CheckedForm) -> None:
    qtbot.keyClicks(editor.title, "x")
    with qtbot.waitSignal(editor.checked, timeout=0) as checked:
        editor.flush()
    assert checked.args[0].form.title.startswith("x") or checked.args[0].form.title.endswith("x")
    assert checked.args[1] == "title"


def test_renaming_begins_at_the_first_line(qtbot: QtBot, editor: CheckedForm) -> None:
    editor.show()
    editor.begin_rename()
    name = {CaseEditor: "case-id", HeadEditor: "suite-name"}[type(editor)]
    assert editor.focusWidget().objectName() == name
    assert editor.focusWidget().hasSelectedText()


def test_without_anything_to_edit_nothing_can_be_typed_and_no_mistake_stays(
    qtbot: QtBot, tools: Tools, editor: CheckedForm
) -> None:
    with qtbot.waitSignal(editor.checked):
        editor.axes.dates.selectAll()
        qtbot.keyClicks(editor.axes.dates, "x")
    assert editor.axes.fields["dates"].wrong
    with qtbot.assertNotEmitted(editor.checked):
        editor.clear()
        wait(qtbot, lambda: tools.tasks.is_idle)
    assert not editor.isEnabled()
    assert (editor.title.text(), editor.axes.dates.text()) == ("", "")
    assert editor.axes.fields["dates"].wrong == ""


def test_another_language_keeps_what_is_typed_and_says_the_mistake_again(
    qtbot: QtBot, tools: Tools, editor: CheckedForm
) -> None:
    with qtbot.waitSignal(editor.checked):
        editor.axes.dates.selectAll()
        qtbot.keyClicks(editor.axes.dates, "x")
    before = editor.axes.fields["dates"].wrong
    tools.speech.switch("zh_CN")
    assert editor.axes.dates.text() == "x"
    assert editor.axes.fields["dates"].wrong not in {"", before}
