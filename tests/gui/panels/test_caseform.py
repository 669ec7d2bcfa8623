from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.panels.caseform import CaseEditor, check
from linktester.gui.tools import Tools
from linktester.gui.widgets.growingtext import MOST
from linktester.model.case import Suite
from linktester.project import form_of
from tests.fakes.desks import suite, wait

NASTY = "<b>\u202e\x1b[31m" + "e\u0301" * 50


@pytest.fixture
def said(tmp_path: Path) -> Suite:
    return suite(tmp_path)


@pytest.fixture
def editor(qtbot: QtBot, tools: Tools, said: Suite, tmp_path: Path) -> CaseEditor:
    made = CaseEditor(tools)
    qtbot.addWidget(made)
    show(made, said, 1)
    wait(qtbot, lambda: tools.tasks.is_idle)
    return made


def show(editor: CaseEditor, said: Suite, index: int, **changes: object) -> None:
    form = replace(form_of(said.cases[index], said), **changes)
    editor.show_case(Path("hand.toml"), index, said, form)


def wrong(editor: CaseEditor) -> dict[str, str]:
    fields = {**editor.fields, **editor.axes.fields}
    return {name: field.wrong for name, field in fields.items() if field.wrong}


def test_a_case_stands_in_its_fields(editor: CaseEditor) -> None:
    assert editor.id.text() == "two"
    assert editor.link.text == "https://www.douyin.com/video/7300000000000000601"
    assert editor.axes.dates.text() == "2021-12-15"
    assert len(editor.expectations.forms) == 2
    assert editor.facts.headline.text().startswith("Douyin video")
    assert wrong(editor) == {}


def test_looking_is_no_edit(qtbot: QtBot, tools: Tools, editor: CaseEditor, said: Suite) -> None:
    with qtbot.assertNotEmitted(editor.checked):
        show(editor, said, 0)
        wait(qtbot, lambda: tools.tasks.is_idle)
    assert editor.id.text() == "one"


def test_typing_gives_a_case_a_moment_later(qtbot: QtBot, editor: CaseEditor) -> None:
    with qtbot.waitSignal(editor.checked) as checked:
        qtbot.keyClicks(editor.title, "New")
    answer, part = checked.args
    assert (answer.case.title, answer.index, part) == ("New", 1, "title")


def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(qtbot: QtBot, editor: CaseEditor) -> None:
    with qtbot.waitSignal(editor.checked) as checked:
        editor.axes.dates.selectAll()
        qtbot.keyClicks(editor.axes.dates, "2021-13-01")
    assert checked.args[0].case is None
    assert checked.args[0].form.dates == ("2021-13-01",)
    assert [*wrong(editor)] == ["dates"]
    assert editor.axes.dates.text() == "2021-13-01"


def test_every_mistake_is_told_at_once(qtbot: QtBot, tools: Tools, editor: CaseEditor, said: Suite) -> None:
    show(editor, said, 1, id="one", link="", intent="wish", clients=("x",))
    wait(qtbot, lambda: [*wrong(editor)] == ["id", "link", "intent", "clients"])


def test_choices_and_lists_are_edits_too(qtbot: QtBot, editor: CaseEditor) -> None:
    with qtbot.waitSignal(editor.checked) as checked:
        editor.expectations.items.buttons["delete"].click()
    assert len(checked.args[0].case.expect) == 1
    with qtbot.waitSignal(editor.checked) as checked:
        editor.intent.setCurrentIndex(editor.intent.findData("page"))
        editor.intent.activated.emit(editor.intent.currentIndex())
    assert (checked.args[0].case.intent, checked.args[1]) == ("page", "intent")


def test_hostile_text_is_edited_as_text(qtbot: QtBot, tools: Tools, editor: CaseEditor, said: Suite) -> None:
    show(editor, said, 1, title=NASTY)
    wait(qtbot, lambda: tools.tasks.is_idle)
    with qtbot.waitSignal(editor.checked) as checked:
        qtbot.keyClicks(editor.id, "2")
    assert checked.args[0].form.title == NASTY


def test_a_link_too_long_for_the_field_stays_whole(
    qtbot: QtBot, tools: Tools, editor: CaseEditor, said: Suite
) -> None:
    link = "https://own.example.com/?q=" + "a" * MOST
    show(editor, said, 1, link=link)
    wait(qtbot, lambda: tools.tasks.is_idle)
    assert editor.link.isReadOnly()
    with qtbot.waitSignal(editor.checked) as checked:
        qtbot.keyClicks(editor.id, "2")
    assert checked.args[0].case.link.text == link
    show(editor, said, 1)
    assert not editor.link.isReadOnly()


def test_words_follow_the_language(tools: Tools, editor: CaseEditor) -> None:
    tools.speech.switch("zh_CN")
    assert editor.intent.itemText(0) == "由链接决定"
    assert editor.axes.stands.rows[0].startswith("微信")


def test_a_form_is_looked_through_without_a_window(said: Suite) -> None:
    form = form_of(said.cases[0], said)
    assert check(Path("x"), 0, said, form).case is not None
    assert check(Path("x"), 0, said, replace(form, id="")).problems[0].place.path == "id"
