from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.panels.suitehead import HeadEditor, check
from linktester.gui.tools import Tools
from linktester.model.case import Suite
from linktester.project import SiteForm, head_of
from tests.fakes.desks import suite, wait


@pytest.fixture
def said(tmp_path: Path) -> Suite:
    return suite(tmp_path)


@pytest.fixture
def editor(qtbot: QtBot, tools: Tools, said: Suite) -> HeadEditor:
    made = HeadEditor(tools)
    qtbot.addWidget(made)
    made.show_head(Path("hand.toml"), said, head_of(said))
    wait(qtbot, lambda: tools.tasks.is_idle)
    return made


def test_a_head_stands_in_its_fields(editor: HeadEditor) -> None:
    assert (editor.name.text(), editor.title.text()) == ("hand", "By hand")
    assert editor.axes.dates.text() == "2021-09-01, now"
    assert editor.axes.stands.rows == ["WeChat · 1:1 chat · tap"]


def test_typing_gives_a_suite_a_moment_later(qtbot: QtBot, editor: HeadEditor) -> None:
    with qtbot.waitSignal(editor.checked) as checked:
        qtbot.keyClicks(editor.name, "y-")
    answer, part = checked.args
    assert (answer.suite.name, part) == ("y-hand", "name")
    with qtbot.waitSignal(editor.checked) as checked:
        editor.sites.items.buttons["add"].click()
    assert (checked.args[0].suite, checked.args[0].form.sites) == (None, (SiteForm(),))
    assert editor.sites.fields["host"].wrong


def test_default_places_that_are_needed_are_told(qtbot: QtBot, editor: HeadEditor) -> None:
    with qtbot.waitSignal(editor.checked) as checked:
        editor.axes.stands._on_remove_asked(0)
    assert checked.args[0].suite is None
    assert "default place" in editor.axes.fields["at"].wrong


def test_a_form_is_looked_through_without_a_window(said: Suite) -> None:
    assert check(Path("x"), said, head_of(said)).suite == said
    assert check(Path("x"), said, replace(head_of(said), dates=("x",))).problems[0].place.path == "dates[0]"
