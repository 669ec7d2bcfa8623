import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.panels.expectations import ExpectationsEditor
from linktester.gui.panels.formlist import FormList
from linktester.gui.panels.sites import SitesEditor
from linktester.gui.tools import Tools
from linktester.project import ExpectForm, SiteForm
from linktester.project.trial import stand

CASES = {
    "expect": (ExpectationsEditor, (ExpectForm(verdict="BLOCKED", host="wechat"), ExpectForm(verdict="X"))),
    "site": (SitesEditor, (SiteForm(host="a.example.com", owner="wechat"), SiteForm(host="b.example.com"))),
}


@pytest.fixture(params=CASES)
def part(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def editor(qtbot: QtBot, tools: Tools, part: str) -> FormList:
    kind, forms = CASES[part]
    made = kind(tools)
    qtbot.addWidget(made)
    made.show_forms(forms)
    made.show()
    return made


def test_going_to_another_line_is_no_edit(qtbot: QtBot, editor: FormList, part: str) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.items.list.setCurrentRow(1)
    assert editor.forms == CASES[part][1]


def test_a_change_is_made_to_the_chosen_one(qtbot: QtBot, editor: FormList, part: str) -> None:
    editor.items.list.setCurrentRow(1)
    name, line = next(iter(editor.lines.items()))
    with qtbot.waitSignal(editor.edited) as edited:
        qtbot.keyClicks(line, "7")
    assert edited.args == [f"{part}[1].{name}"]
    assert editor.forms[0] == CASES[part][1][0]
    assert getattr(editor.forms[1], name).endswith("7") or getattr(editor.forms[1], name).startswith("7")


def test_taking_all_away_leaves_nothing_to_fill_in(qtbot: QtBot, editor: FormList) -> None:
    for _ in range(2):
        with qtbot.waitSignal(editor.edited):
            editor.items.buttons["delete"].click()
    assert editor.forms == ()
    assert editor.form.isHidden()
    assert not editor.none.isHidden()


def test_mistakes_of_no_field_stand_at_the_first_beside_its_own(editor: FormList, part: str) -> None:
    first = next(iter(editor.fields))
    editor.show_wrong({f"{part}[0].{first}": "This.", f"{part}[0]": "Whole.", f"{part}[0].odd[2]": "Odd."})
    assert editor.fields[first].wrong == "This.\nWhole.\nOdd."
    editor.items.list.setCurrentRow(1)
    assert editor.fields[first].wrong == ""


def test_mistakes_go_when_lines_change_their_place(qtbot: QtBot, editor: FormList, part: str) -> None:
    editor.show_wrong({f"{part}[0]": "Whole."})
    with qtbot.waitSignal(editor.edited) as edited:
        editor.items.buttons["duplicate"].click()
    assert edited.args == [part]
    assert {field.wrong for field in editor.fields.values()} == {""}


def test_what_is_known_later_and_another_language_change_nothing(
    tools: Tools, editor: FormList, part: str
) -> None:
    editor.know({"wechat": (stand("wechat", "chat"),)})
    tools.speech.switch("zh_CN")
    assert editor.forms == CASES[part][1]
    assert {"微信"} & {choice.currentText() for choice in editor.choices.values()}
