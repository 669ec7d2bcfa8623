import os
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.project import folder as room
from linktester.project.edit import renamed
from linktester.project.folder import Project
from linktester.project.saving import save
from linktester.suite import Options, bundled, bundled_names, expand

TEXT = 'name = "s"\n[[case]]\nid = "a"\nlink = "https://u.example/"\nat = {host = "qq", surface = "chat"}\n'


def names(paths):
    return [Path(path).name for path in paths]


@pytest.fixture
def project(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(TEXT)
    return Project.open(tmp_path)


def test_suites_are_found_and_a_broken_one_hides_no_other(tmp_path):
    (tmp_path / "below" / "deeper").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("good.toml", "below/deeper/too.toml", ".hidden/no.toml", "none.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "bad.toml").write_text("[[case]]\nid = 1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    project = Project.open(tmp_path)
    assert names(file.path for file in project.files) == ["bad.toml", "too.toml", "good.toml"]
    assert [file.suite is None for file in project.files] == [True, False, False]
    assert all(problem.place.line for problem in project.files[0].problems)


def test_links_lead_in_no_circle_and_no_file_stands_there_twice(tmp_path):
    (tmp_path / "a.toml").write_text(TEXT)
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    (tmp_path / "c.toml").symlink_to(tmp_path / "c.toml")
    (tmp_path / "circle").symlink_to(tmp_path, target_is_directory=True)
    assert names(file.path for file in Project.open(tmp_path).files) == ["a.toml"]


def test_more_suites_than_one_project_holds_are_told(tmp_path):
    for number in range(room.MAX_FILES + 1):
        (tmp_path / f"{number:04}.toml").write_text("")
    project = Project.open(tmp_path)
    assert len(project.files) == room.MAX_FILES
    assert [problem.message.code for problem in project.problems] == ["project.too-many"]


def test_a_folder_that_is_none_is_told(tmp_path):
    for path in (tmp_path / "none", tmp_path / "file"):
        (tmp_path / "file").write_text("")
        with pytest.raises(EnvironmentFault) as caught:
            Project.open(path)
        assert caught.value.message.code == "project.no-folder"


def test_the_first_project_begins_small_and_is_never_overwritten(tmp_path):
    project = Project.sample(tmp_path / "first")
    assert names(file.path for file in project.files) == ["first-steps.toml", "walled-garden.toml"]
    assert [file.problems for file in project.files] == [(), ()]
    mine = project.files[0].path
    mine.write_text(TEXT)
    assert Project.sample(tmp_path / "first").file(mine).text == TEXT


def test_the_first_suite_is_short():
    plan = expand(bundled("first-steps"), Options())
    assert len(plan.probes) <= 60
    assert all(case.expect for case in bundled("first-steps").cases)
    assert set(room.SAMPLES) <= set(bundled_names())


def test_a_place_that_takes_no_project_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault):
        Project.sample(tmp_path / "file" / "project")


def test_nothing_new_is_nothing_read(project):
    changes = project.refresh()
    assert not changes
    assert all(new is old for new, old in zip(changes.project.files, project.files, strict=True))


def test_a_second_look_tells_what_became_of_each_file(project):
    folder = project.folder
    (folder / "a.toml").write_text(TEXT + "\n")
    (folder / "b.toml").unlink()
    (folder / "c.toml").write_text(TEXT)
    (folder / "d.toml").write_text("case =")
    changes = project.refresh()
    assert changes
    found = (changes.changed, changes.added, changes.removed, changes.broken)
    assert [names(paths) for paths in found] == [["a.toml"], ["c.toml"], ["b.toml"], ["d.toml"]]
    assert not changes.project.refresh()


def test_a_file_that_breaks_stays_and_is_told_once(project):
    path = project.files[0].path
    path.write_text("no suite at all")
    changes = project.refresh()
    assert changes.broken == (path,)
    assert changes.project.file(path).suite is None
    path.write_text(TEXT)
    assert changes.project.refresh().changed == (path,)


def test_a_touch_is_no_change(project):
    path = project.files[0].path
    os.utime(path, ns=(1, 1))
    changes = project.refresh()
    assert not changes
    assert changes.project.file(path).stamp.modified_ns == 1


def test_what_we_saved_ourselves_is_no_news(project):
    file = project.files[0]
    saved = save(file, renamed(file.suite, "t"))
    known = project.with_file(saved.file)
    assert known.file(file.path).suite.name == "t"
    assert not known.refresh()
    assert project.without_file(file.path).file(file.path) is None


def test_a_folder_that_went_is_told(project):
    for file in project.files:
        file.path.unlink()
    project.folder.rmdir()
    with pytest.raises(EnvironmentFault):
        project.refresh()
