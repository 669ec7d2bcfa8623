from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui import edits
from linktester.gui.openproject import OpenProject
from linktester.gui.opensuite import Trouble
from linktester.gui.panels.diskbar import DiskBar, DraftBar
from linktester.gui.tools import Tools
from linktester.model.message import message
from tests.fakes.desks import TEXT, file, ids, opened, wait


@pytest.fixture
def project(one_suite: OpenProject) -> OpenProject:
    return one_suite


@pytest.fixture
def bar(qtbot: QtBot, tools: Tools, project: OpenProject) -> DiskBar:
    made = DiskBar(tools, project)
    qtbot.addWidget(made)
    return made


def edit(project: OpenProject) -> None:
    suite = project.current
    assert suite is not None
    assert suite.state is not None
    project.edit(suite.path, edits.remove(suite.state, [0]), message("cases.did-edit"))


def look(qtbot: QtBot, project: OpenProject, trouble: Trouble) -> None:
    project.look()
    wait(qtbot, lambda: project.current is not None and project.current.trouble is trouble)


def test_it_is_silent_while_all_is_well(bar: DiskBar) -> None:
    assert bar.isHidden()


def test_two_changes_ask_which_to_keep(
    qtbot: QtBot, tools: Tools, project: OpenProject, bar: DiskBar, folder: Path
) -> None:
    edit(project)
    file(folder, TEXT.replace('"one"', '"uno"'))
    look(qtbot, project, Trouble.CHANGED)
    assert bar.sentence.text() == "hand.toml was changed elsewhere, and here too."
    assert [*bar.buttons] == ["disk-mine", "disk-theirs", "disk-copy"]
    tools.speech.switch("zh_CN")
    assert bar.buttons["disk-mine"].text() == "保留这里的"
    bar.buttons["disk-theirs"].click()
    assert (ids(project)[0], bar.isHidden()) == ("uno", True)


def test_a_broken_file_shows_its_lines(
    qtbot: QtBot, project: OpenProject, bar: DiskBar, folder: Path
) -> None:
    file(folder, "schema = 1\n[[case]\n")
    look(qtbot, project, Trouble.BROKEN)
    assert bar.details.text().startswith("hand.toml:2  This is not valid TOML")
    assert [*bar.buttons] == ["disk-open", "disk-look", "disk-mine", "disk-copy"]
    file(folder)
    bar.buttons["disk-look"].click()
    wait(qtbot, bar.isHidden)


def test_a_deleted_file_is_saved_again(
    qtbot: QtBot, project: OpenProject, bar: DiskBar, folder: Path
) -> None:
    (folder / "hand.toml").unlink()
    look(qtbot, project, Trouble.DELETED)
    assert [*bar.buttons] == ["disk-again", "disk-forget"]
    bar.buttons["disk-again"].click()
    wait(qtbot, bar.isHidden)
    assert (folder / "hand.toml").read_text() == TEXT


def test_drafts_are_offered(qtbot: QtBot, tools: Tools, folder: Path) -> None:
    first = opened(qtbot, OpenProject(tools), folder)
    edit(first)
    first.leave()
    wait(qtbot, lambda: tools.tasks.is_idle)
    second = OpenProject(tools)
    bar = DraftBar(tools, second)
    qtbot.addWidget(bar)
    assert bar.isHidden()
    opened(qtbot, second, folder)
    wait(qtbot, lambda: not bar.isHidden())
    assert bar.details.text().startswith("hand.toml (20")
    bar.buttons["draft-take"].click()
    assert (ids(second), bar.isHidden()) == (["two", "three"], True)
    second.leave()
    wait(qtbot, lambda: tools.tasks.is_idle)
