"""What every test of the window is given."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", reason="Qt's system libraries are missing", exc_type=ImportError)

from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from tests.fakes import desks
from tests.fakes import results as fakes
from tests.fakes.paydesks import PayDesk, pay_desk
from tests.fakes.window import PlayingWorkspace, make_tools


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Free what a test leaves on this thread: widgets must not be destroyed on another one."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _loaded_for_good() -> Iterator[None]:
    """Take what is loaded out of every later collection, which makes them quick."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def workspace(tmp_path: Path) -> PlayingWorkspace:
    """A workspace over an empty folder that plays the walled garden for every job."""
    return PlayingWorkspace(tmp_path, fakes.walled_garden())


@pytest.fixture
def tools(qapp: object, workspace: PlayingWorkspace) -> Iterator[Tools]:
    """English and light."""
    made = make_tools(workspace)
    made.theme.apply()
    yield made
    made.host.close()
    made.tasks.close()


@pytest.fixture
def paydesk(qapp: object, tmp_path: Path) -> Iterator[PayDesk]:
    """Surroundings whose emulator is a played control port of payments."""
    with pay_desk(tmp_path) as made:
        yield made


@pytest.fixture
def run(tools: Tools) -> OpenRun:
    """No run lies open yet."""
    return OpenRun(tools)


@pytest.fixture
def project(tools: Tools) -> OpenProject:
    """No project lies open yet."""
    return OpenProject(tools)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where `one_suite` and `two_suites` lie."""
    return tmp_path / "p"


@pytest.fixture
def one_suite(qtbot: QtBot, tools: Tools, folder: Path) -> Iterator[OpenProject]:
    """A project of one suite lies open."""
    made = desks.opened(qtbot, OpenProject(tools), folder)
    yield made
    desks.close(qtbot, tools, made)


@pytest.fixture
def two_suites(qtbot: QtBot, tools: Tools, folder: Path) -> Iterator[OpenProject]:
    """A project of a suite and an empty one lies open; the full one is in front."""
    made = desks.opened(qtbot, OpenProject(tools), folder, hand=desks.TEXT, bare=desks.EMPTY)
    made.select(folder / "hand.toml")
    yield made
    desks.close(qtbot, tools, made)
