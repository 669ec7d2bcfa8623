"""What the desktop asked for is shown in the project that lies open, or told; nothing is run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.opener import Opener
from linktester.gui.openproject import OpenProject
from linktester.gui.tools import Tools
from linktester.model.errors import InputErrors
from tests.fakes import desks
from tests.fakes.window import PlayingWorkspace

ORDER = "linktester://order/wechatpay/native?fen=1&subject=tea"


class Heard:
    """What an opener wished for, in order."""

    def __init__(self, opener: Opener) -> None:
        self.wishes: list[object] = []
        self.told: list[str] = []
        self.failed: list[str] = []
        for signal in (opener.page_requested, opener.case_requested, opener.link_requested):
            signal.connect(self.wishes.append)
        opener.told.connect(self._on_told)
        opener.failed.connect(self._on_failed)

    def _on_told(self, said: object) -> None:
        self.told.append(said.code)  # type: ignore[attr-defined]

    def _on_failed(self, error: InputErrors) -> None:
        self.failed += [problem.message.code for problem in error.problems]


@pytest.fixture
def project(tools: Tools, two_suites: OpenProject) -> OpenProject:
    """Suites `hand` (in front) and `bare`."""
    return two_suites


@pytest.fixture
def opener(tools: Tools, project: OpenProject) -> Iterator[Opener]:
    made = Opener(tools, project)
    yield made
    made.deleteLater()


@pytest.fixture
def heard(opener: Opener) -> Heard:
    return Heard(opener)


def test_a_case_of_the_open_project_is_shown(opener: Opener, project: OpenProject, heard: Heard) -> None:
    opener.open(["linktester://case/two"])
    assert heard.wishes == ["cases", 1]
    assert heard.told == ["opening.case-shown"]


def test_a_case_is_found_in_whichever_suite_has_it(
    opener: Opener, project: OpenProject, folder: Path, heard: Heard
) -> None:
    project.select(folder / "bare.toml")
    opener.open(["linktester://case/three"])
    assert project.current is not None
    assert project.current.path == folder / "hand.toml"
    assert heard.wishes == ["cases", 2]


def test_a_case_nobody_has_is_told(opener: Opener, heard: Heard) -> None:
    opener.open(["linktester://case/four"])
    assert heard.wishes == []
    assert heard.failed == ["opening.no-case"]


def test_a_case_of_a_named_suite_is_looked_for_nowhere_else(
    qtbot: QtBot, opener: Opener, folder: Path, heard: Heard
) -> None:
    opener.open([f"linktester://case/two?suite={folder}/bare.toml"])
    desks.wait(qtbot, lambda: heard.failed)
    assert heard.failed == ["opening.no-case"]
    assert heard.wishes == []


def test_a_suite_of_the_open_project_comes_to_the_front(
    qtbot: QtBot, opener: Opener, project: OpenProject, folder: Path, heard: Heard
) -> None:
    opener.open([str(folder / "bare.toml")])
    desks.wait(qtbot, lambda: heard.told)
    assert project.current is not None
    assert project.current.name == "bare"
    assert heard.wishes == ["cases"]


def test_a_suite_elsewhere_is_opened_with_its_folder(
    qtbot: QtBot, opener: Opener, project: OpenProject, tmp_path: Path, heard: Heard
) -> None:
    for name in ("a", "b"):
        desks.file(tmp_path / "other", desks.TEXT.replace('"hand"', f'"{name}"'), name)
    opener.open([f"linktester://suite?path={tmp_path}/other/b.toml"])
    desks.wait(qtbot, lambda: heard.told)
    assert project.folder == tmp_path / "other"
    assert project.current is not None
    assert project.current.name == "b"
    assert heard.wishes == ["cases"]
    assert heard.told == ["opening.suite-shown"]


def test_a_case_in_a_suite_elsewhere_is_shown(
    qtbot: QtBot, opener: Opener, project: OpenProject, tmp_path: Path, heard: Heard
) -> None:
    path = desks.file(tmp_path / "other").path
    opener.open([f"linktester://case/two?suite={path}"])
    desks.wait(qtbot, lambda: heard.told)
    assert heard.wishes == ["cases", 1]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.toml", "opening.no-file"),
        ("pyproject.toml", "opening.not-a-suite"),
        ("d.toml", "opening.not-plain"),
    ],
)
def test_what_is_no_suite_is_told(
    qtbot: QtBot, opener: Opener, tmp_path: Path, heard: Heard, name: str, told: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (other / "d.toml").mkdir()
    opener.open([str(other / name)])
    desks.wait(qtbot, lambda: heard.failed)
    assert heard.failed == [told]
    assert heard.wishes == []


def test_a_broken_suite_is_shown_with_its_mistakes(
    qtbot: QtBot, opener: Opener, project: OpenProject, tmp_path: Path, heard: Heard
) -> None:
    other = tmp_path / "other" / "x.toml"
    other.parent.mkdir()
    other.write_text("schema = 1\n[[case]]\nid = ")
    opener.open([str(other)])
    desks.wait(qtbot, lambda: heard.told)
    assert heard.wishes == ["cases"]
    assert project.current is not None
    assert project.current.problems


def test_an_order_goes_into_the_box_of_links(
    opener: Opener, heard: Heard, workspace: PlayingWorkspace
) -> None:
    opener.open([ORDER])
    assert heard.wishes == [ORDER]
    assert workspace.jobs == []


def test_all_mistakes_are_told_and_the_rest_is_shown(opener: Opener, heard: Heard) -> None:
    opener.open(["linktester://run/all", ORDER, "//host/a.toml"])
    assert heard.failed == ["opening.unknown-link", "opening.elsewhere"]
    assert heard.wishes == [ORDER]


def test_what_comes_before_the_project_waits_for_it(qtbot: QtBot, tools: Tools, folder: Path) -> None:
    project = OpenProject(tools)
    opener = Opener(tools, project)
    heard = Heard(opener)
    opener.open(["linktester://case/two"])
    assert heard.wishes == []
    desks.opened(qtbot, project, folder)
    desks.wait(qtbot, lambda: heard.told)
    assert heard.wishes == ["cases", 1]
    desks.close(qtbot, tools, project)


def test_where_the_last_project_is_gone_nothing_waits_for_ever(
    qtbot: QtBot, tools: Tools, folder: Path, tmp_path: Path
) -> None:
    project = OpenProject(tools)
    opener = Opener(tools, project)
    heard = Heard(opener)
    path = desks.file(folder).path
    opener.open([str(path), "linktester://case/one"])
    project.disk.open(tmp_path / "gone")
    desks.wait(qtbot, lambda: heard.failed and heard.told)
    assert heard.failed == ["opening.no-case"]
    assert heard.wishes == ["cases"]
    desks.close(qtbot, tools, project)
