from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui import edits
from linktester.gui.openproject import OpenProject
from linktester.gui.opensuite import Trouble
from linktester.gui.tools import Tools
from linktester.model.case import Case
from linktester.model.message import Message, message
from linktester.project import CaseForm
from tests.fakes.desks import EMPTY, OWN, TEXT, close, file, ids, opened, wait


@pytest.fixture
def project(one_suite: OpenProject) -> OpenProject:
    return one_suite


def told(project: OpenProject) -> list[Message]:
    heard: list[Message] = []
    project.told.connect(heard.append)
    return heard


def take_first(project: OpenProject) -> Path:
    suite = project.current
    assert suite is not None
    assert suite.state is not None
    project.edit(suite.path, edits.remove(suite.state, [0]), message("cases.did-edit"))
    return suite.path


def look(qtbot: QtBot, project: OpenProject, trouble: Trouble) -> None:
    project.look()
    wait(qtbot, lambda: project.current is not None and project.current.trouble is trouble)


def test_the_first_start_opens_the_sample_and_the_next_one_the_last_folder(
    qtbot: QtBot, tools: Tools, folder: Path
) -> None:
    first = OpenProject(tools)
    with qtbot.waitSignal(first.told):
        first.open_last()
    assert first.current is not None
    assert first.current.name == "first-steps"
    opened(qtbot, first, folder)
    wait(qtbot, lambda: first.folder == folder)
    close(qtbot, tools, first)
    second = OpenProject(tools)
    with qtbot.waitSignal(second.told):
        second.open_last()
    assert second.folder == folder
    close(qtbot, tools, second)


def test_saving_writes_what_was_edited(qtbot: QtBot, project: OpenProject) -> None:
    path = take_first(project)
    heard = told(project)
    project.save()
    wait(qtbot, lambda: not project.is_edited)
    assert '"one"' not in path.read_text()
    assert [each.code for each in heard] == ["openproject.saved"]
    project.undo()
    assert (project.is_edited, ids(project)) == (True, ["one", "two", "three"])


def test_what_has_a_mistake_in_it_stays_and_is_told(qtbot: QtBot, project: OpenProject) -> None:
    suite = project.current
    assert suite is not None
    assert suite.state is not None
    project.edit(suite.path, replace(suite.state, unfinished={"one": CaseForm()}), message("cases.did-edit"))
    heard = told(project)
    project.save()
    wait(qtbot, lambda: [each for each in heard if each.code == "openproject.saved-in-part"])
    assert project.is_edited


def test_a_file_changed_elsewhere_is_read_again(qtbot: QtBot, project: OpenProject, folder: Path) -> None:
    heard = told(project)
    file(folder, TEXT.replace('"one"', '"uno"'))
    project.look()
    wait(qtbot, lambda: ids(project)[0] == "uno")
    assert [each.code for each in heard] == ["openproject.reloaded"]


def test_of_two_changes_one_is_chosen_and_none_is_lost(
    qtbot: QtBot, project: OpenProject, folder: Path
) -> None:
    path = take_first(project)
    file(folder, TEXT.replace('"one"', '"uno"'))
    look(qtbot, project, Trouble.CHANGED)
    assert ids(project) == ["two", "three"]
    project.take_theirs(path)
    assert (ids(project), project.is_edited) == (["uno", "two", "three"], False)
    project.undo()
    assert (ids(project), project.is_edited) == (["two", "three"], True)
    project.save()
    wait(qtbot, lambda: not project.is_edited)
    assert '"uno"' not in path.read_text()


def test_mine_can_be_kept_or_saved_beside(qtbot: QtBot, project: OpenProject, folder: Path) -> None:
    path = take_first(project)
    file(folder, TEXT.replace('"one"', '"uno"'))
    look(qtbot, project, Trouble.CHANGED)
    project.save_copy(path)
    wait(qtbot, lambda: len(project.suites) == 2)
    assert [suite.path.name for suite in project.suites] == ["hand-2.toml", "hand.toml"]
    assert ids(project) == ["two", "three"]
    project.select(path)
    assert ids(project) == ["uno", "two", "three"]
    take_first(project)
    file(folder, TEXT.replace('"one"', '"eins"'))
    look(qtbot, project, Trouble.CHANGED)
    project.keep_mine(path)
    wait(qtbot, lambda: not project.is_edited)
    assert '"eins"' not in path.read_text()


def test_saving_over_somebody_s_change_asks_first(qtbot: QtBot, project: OpenProject, folder: Path) -> None:
    take_first(project)
    file(folder, TEXT.replace('"one"', '"uno"'))
    project.save()
    wait(qtbot, lambda: project.current is not None and project.current.trouble is Trouble.CHANGED)
    heard = told(project)
    project.save()
    assert [each.code for each in heard] == ["openproject.decide"]
    assert '"uno"' in (folder / "hand.toml").read_text()


def test_a_broken_or_deleted_file_keeps_its_cases_here(
    qtbot: QtBot, project: OpenProject, folder: Path
) -> None:
    file(folder, "[[case]\n")
    look(qtbot, project, Trouble.BROKEN)
    assert ids(project) == ["one", "two", "three"]
    (folder / "hand.toml").unlink()
    look(qtbot, project, Trouble.DELETED)
    project.keep_mine(folder / "hand.toml")
    wait(qtbot, lambda: project.current is not None and project.current.trouble is Trouble.NONE)
    assert '"one"' in (folder / "hand.toml").read_text()


def test_a_deleted_suite_can_be_closed(qtbot: QtBot, project: OpenProject, folder: Path) -> None:
    (folder / "hand.toml").unlink()
    look(qtbot, project, Trouble.DELETED)
    project.take_away(folder / "hand.toml")
    assert project.current is None


def test_new_files_appear(qtbot: QtBot, project: OpenProject, folder: Path) -> None:
    file(folder, EMPTY, "bare")
    project.look()
    wait(qtbot, lambda: len(project.suites) == 2)


def test_a_case_from_elsewhere_comes_with_its_stand_in(project: OpenProject) -> None:
    heard = told(project)
    project.offer(replace(OWN, id="one"))
    assert ids(project) == ["one", "two", "three", "one-2"]
    assert project.current is not None
    assert project.current.suite is not None
    assert [site.host for site in project.current.suite.sites] == ["own.example.com"]
    assert heard[-1].code == "openproject.offered"
    project.undo()
    assert ids(project) == ["one", "two", "three"]
    assert heard[-1].args == {"what": "add a case"}


def test_cases_offered_together_are_undone_together(project: OpenProject) -> None:
    before = ids(project)
    project.offer_all((OWN, OWN, OWN))
    assert ids(project) == [*before, "own", "own-2", "own-3"]
    project.undo()
    assert ids(project) == before


def test_a_case_offered_too_early_waits(qtbot: QtBot, tools: Tools, folder: Path) -> None:
    project = OpenProject(tools)
    case: Case = OWN
    project.offer(case)
    opened(qtbot, project, folder)
    assert ids(project)[-1] == "own"
    close(qtbot, tools, project)


def test_edits_outlive_a_window_that_did_not_save(qtbot: QtBot, tools: Tools, folder: Path) -> None:
    first = opened(qtbot, OpenProject(tools), folder)
    take_first(first)
    close(qtbot, tools, first)
    second = opened(qtbot, OpenProject(tools), folder)
    wait(qtbot, lambda: second.drafts)
    assert ids(second) == ["one", "two", "three"]
    second.take_drafts(True)
    assert (ids(second), second.is_edited, second.drafts) == (["two", "three"], True, ())
    second.save()
    wait(qtbot, lambda: not second.is_edited)
    close(qtbot, tools, second)


def test_drafts_can_be_given_up(qtbot: QtBot, tools: Tools, folder: Path) -> None:
    first = opened(qtbot, OpenProject(tools), folder)
    take_first(first)
    close(qtbot, tools, first)
    second = opened(qtbot, OpenProject(tools), folder)
    wait(qtbot, lambda: second.drafts)
    second.take_drafts(False)
    wait(qtbot, lambda: tools.tasks.is_idle)
    close(qtbot, tools, second)
    third = opened(qtbot, OpenProject(tools), folder)
    wait(qtbot, lambda: tools.tasks.is_idle)
    assert third.drafts == ()
    close(qtbot, tools, third)


def test_unsaved_edits_wait_while_another_folder_is_open(
    qtbot: QtBot, project: OpenProject, folder: Path, tmp_path: Path
) -> None:
    take_first(project)
    file(tmp_path / "q", EMPTY)
    project.disk.open(tmp_path / "q")
    wait(qtbot, lambda: project.folder == tmp_path / "q")
    project.disk.open(folder)
    wait(qtbot, lambda: project.folder == folder)
    assert (ids(project), project.is_edited) == (["two", "three"], True)
