from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.openproject import OpenProject
from linktester.gui.panels.editors import Editors
from linktester.gui.tools import Tools
from tests.fakes.desks import ids, wait


@pytest.fixture
def project(two_suites: OpenProject) -> OpenProject:
    return two_suites


@pytest.fixture
def editors(qtbot: QtBot, tools: Tools, project: OpenProject) -> Iterator[Editors]:
    made = Editors(tools, project)
    qtbot.addWidget(made)
    made.show_place(0)
    yield made
    wait(qtbot, lambda: tools.tasks.is_idle)


def title(project: OpenProject, place: int = 0) -> str:
    assert project.current is not None
    assert project.current.suite is not None
    return project.current.suite.cases[place].title


def test_what_is_typed_is_an_edit_and_one_step(qtbot: QtBot, project: OpenProject, editors: Editors) -> None:
    for letter in "ab":
        qtbot.keyClicks(editors.case.title, letter)
        wait(qtbot, lambda letter=letter: letter in title(project))
    project.undo()
    assert (title(project), editors.case.title.text()) == ("The first", "The first")
    assert not project.history.can_undo


def test_going_to_another_case_keeps_what_was_typed(
    qtbot: QtBot, project: OpenProject, editors: Editors
) -> None:
    qtbot.keyClicks(editors.case.title, "New ")
    editors.show_place(1)
    assert title(project) == "New The first"
    assert editors.case.id.text() == "two"


def test_a_mistake_waits_with_its_case(qtbot: QtBot, project: OpenProject, editors: Editors) -> None:
    editors.case.id.selectAll()
    qtbot.keyClicks(editors.case.id, "two")
    editors.show_place(1)
    assert ids(project) == ["one", "two", "three"]
    editors.show_place(0)
    assert editors.case.id.text() == "two"
    wait(qtbot, lambda: editors.case.fields["id"].wrong)
    assert project.is_edited


def test_a_mistake_outlives_its_window(
    qtbot: QtBot, tools: Tools, project: OpenProject, editors: Editors
) -> None:
    for form, typed in ((editors.case, "2021-13-01"), (editors.head, "soon")):
        form.axes.dates.selectAll()
        qtbot.keyClicks(form.axes.dates, typed)
    assert ids(project) == ["one", "two", "three"]
    project.leave()
    wait(qtbot, lambda: tools.tasks.is_idle)
    other = OpenProject(tools)
    after = Editors(tools, other)
    qtbot.addWidget(after)
    other.disk.open(project.folder)
    wait(qtbot, lambda: other.drafts)
    assert not other.is_edited
    other.take_drafts(True)
    after.show_place(0)
    assert [form.axes.dates.text() for form in (after.case, after.head)] == ["2021-13-01", "soon"]
    wait(qtbot, lambda: all(form.axes.fields["dates"].wrong for form in (after.case, after.head)))
    assert other.is_edited
    other.leave()


def test_a_new_id_stays_with_its_case(qtbot: QtBot, project: OpenProject, editors: Editors) -> None:
    qtbot.keyClicks(editors.case.id, "number-")
    editors.flush()
    qtbot.keyClicks(editors.case.title, "x")
    editors.flush()
    assert ids(project)[0] == "number-one"


def test_the_suite_s_own_fields_are_edits_too(qtbot: QtBot, project: OpenProject, editors: Editors) -> None:
    qtbot.keyClicks(editors.head.name, "my-")
    editors.flush()
    assert project.current is not None
    assert project.current.name == "my-hand"
    editors.head.axes.dates.clear()
    qtbot.keyClicks(editors.head.axes.dates, "2022-01-01")
    editors.flush()
    assert editors.case.axes.dates.placeholderText() == "As the suite: 2022-01-01"


def test_another_suite_brings_its_own_forms(project: OpenProject, editors: Editors, tmp_path: Path) -> None:
    project.select(tmp_path / "p" / "bare.toml")
    assert editors.head.name.text() == "bare"
    assert not editors.case.isEnabled()


def test_what_is_typed_counts_before_a_save(
    qtbot: QtBot, project: OpenProject, editors: Editors, tmp_path: Path
) -> None:
    qtbot.keyClicks(editors.case.title, "New ")
    project.save()
    wait(qtbot, lambda: not project.is_edited)
    assert "New The first" in (tmp_path / "p" / "hand.toml").read_text()


def test_renaming_goes_to_the_field(qtbot: QtBot, editors: Editors) -> None:
    editors.show()
    editors.begin_rename(suite=True)
    assert editors.currentWidget() is editors.head
    editors.begin_rename(suite=False)
    assert editors.currentWidget() is editors.case
    assert editors.case.id.selectedText() == "one"
