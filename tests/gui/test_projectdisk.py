from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.projectdisk import ProjectDisk
from linktester.gui.tools import Tools
from linktester.model.errors import InputErrors
from linktester.project import Project, removed
from tests.fakes.desks import TEXT, file, suite


@pytest.fixture
def disk(tools: Tools) -> ProjectDisk:
    return ProjectDisk(tools.tasks)


def test_a_folder_and_the_sample_are_opened(qtbot: QtBot, disk: ProjectDisk, tmp_path: Path) -> None:
    file(tmp_path / "p")
    with qtbot.waitSignal(disk.opened) as opened:
        disk.open(tmp_path / "p")
    assert [each.name for each in opened.args[0].files] == ["hand"]
    with qtbot.waitSignal(disk.opened) as opened:
        disk.open_sample(tmp_path / "s")
    assert "first-steps" in [each.name for each in opened.args[0].files]


def test_a_folder_that_is_none_is_told(qtbot: QtBot, disk: ProjectDisk, tmp_path: Path) -> None:
    with qtbot.waitSignal(disk.failed):
        disk.open(tmp_path / "nowhere")


def test_a_look_tells_only_news(qtbot: QtBot, disk: ProjectDisk, tmp_path: Path) -> None:
    file(tmp_path)
    project = Project.open(tmp_path)
    with qtbot.assertNotEmitted(disk.looked, wait=100):
        disk.look(project)
    file(tmp_path, TEXT.replace("hand", "theirs"))
    with qtbot.waitSignal(disk.looked) as looked:
        disk.look(project)
    before, changes = looked.args[0]
    assert before is project
    assert [path.name for path in changes.changed] == ["hand.toml"]


def test_saving_writes_or_tells_who_was_quicker(qtbot: QtBot, disk: ProjectDisk, tmp_path: Path) -> None:
    found, wanted = file(tmp_path), removed(suite(tmp_path), 0)
    with qtbot.waitSignal(disk.saved) as saved:
        disk.save(found, wanted)
    assert saved.args[0] is wanted
    assert "one" not in found.path.read_text()
    with qtbot.waitSignal(disk.refused) as refused:
        disk.save(found, wanted)
    with qtbot.waitSignal(disk.saved):
        disk.keep_mine(refused.args[1], wanted)


def test_one_file_is_written_once_at_a_time(qtbot: QtBot, disk: ProjectDisk, tmp_path: Path) -> None:
    found, wanted = file(tmp_path), removed(suite(tmp_path), 0)
    with qtbot.waitSignal(disk.saved), qtbot.assertNotEmitted(disk.refused):
        disk.save(found, wanted)
        disk.save(found, wanted)


def test_a_copy_stands_beside(qtbot: QtBot, disk: ProjectDisk, tmp_path: Path) -> None:
    found = file(tmp_path)
    with qtbot.waitSignal(disk.copied) as copied:
        disk.save_copy(found, removed(suite(tmp_path), 0))
    assert copied.args[0] is found
    assert copied.args[1].path.name == "hand-2.toml"


def test_suites_are_begun_brought_in_and_put_aside(qtbot: QtBot, disk: ProjectDisk, tmp_path: Path) -> None:
    failures: list[InputErrors] = []
    with qtbot.waitSignal(disk.made) as made:
        disk.make(tmp_path, "new", failures.append)
    disk.make(tmp_path, "new", failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    table = tmp_path / "some.csv"
    table.write_text("id,link,host,surface\na,https://www.douyin.com/video/7300000000000000601,wechat,chat\n")
    with qtbot.waitSignal(disk.made) as imported:
        disk.import_table(tmp_path, table, failures.append)
    assert [case.id for case in imported.args[0].suite.cases] == ["a"]
    with qtbot.waitSignal(disk.put_aside):
        disk.delete(made.args[0])
    assert sorted(path.name for path in tmp_path.glob("*.toml")) == ["some.toml"]
