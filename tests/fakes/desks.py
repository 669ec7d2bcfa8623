"""Small suites and projects on the disk for the cases page, and waiting for what goes on beside it."""

from collections.abc import Callable
from pathlib import Path

from linktester.gui.openproject import OpenProject
from linktester.gui.opensuite import OpenSuite
from linktester.gui.tools import Tools
from linktester.model.case import Suite
from linktester.project import SuiteFile, open_file
from linktester.project.suitefile import read

TEXT = """schema = 1
name = "hand"
title = "By hand"

[matrix]
at = [{host = "wechat", surface = "chat"}]
dates = ["2021-09-01", "now"]

# kept
[[case]]
id = "one"
title = "The first"
link = "https://item.taobao.com/item.htm?id=600000000601"

[[case]]
id = "two"
link = "https://www.douyin.com/video/7300000000000000601"
at = [{host = "wechat", surface = "chat"}, {host = "wechat", surface = "moments"}]
dates = ["2021-12-15"]
expect = [
  {host = "wechat", surface = "chat", until = "2021-09-17", verdict = "BLOCKED", by = "host"},
  {host = "wechat", surface = "moments", verdict = "HONORED", modifiers = ["carried"]},
]

[[case]]
id = "three"
link = "wxp://f2f0LT0602abcdefghijk"
at = [{host = "alipay", surface = "scan"}]
"""
"""A suite of three cases."""
EMPTY = 'schema = 1\nname = "bare"\n\n[matrix]\nat = [{host = "wechat", surface = "chat"}]\n'


OWN = read(TEXT + '\n[[case]]\nid = "own"\nlink = "https://own.example.com/a"\n', "x").cases[-1]
"""A case at a host that nobody plays."""


def file(folder: Path, text: str = TEXT, name: str = "hand") -> SuiteFile:
    """Write a suite into `folder` and return it as read."""
    path = folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    found = open_file(path)
    assert found is not None
    return found


def open_suite(folder: Path, text: str = TEXT) -> OpenSuite:
    """Return a suite that lies open."""
    return OpenSuite.of(file(folder, text))


def suite(folder: Path, text: str = TEXT) -> Suite:
    """Return what a suite file says."""
    found = file(folder, text).suite
    assert found is not None
    return found


def opened(qtbot: object, project: OpenProject, folder: Path, **texts: str) -> OpenProject:
    """Open a project of these suites (name → text) and wait until it lies there."""
    for name, text in (texts or {"hand": TEXT}).items():
        file(folder, text, name)
    project.disk.open(folder)
    wait(qtbot, lambda: project.folder == folder)
    return project


def close(qtbot: object, tools: Tools, project: OpenProject) -> None:
    """End a project as a window does, but for the threads, which the next one goes on to use."""
    project.leave()
    wait(qtbot, lambda: tools.tasks.is_idle)


def wait(qtbot: object, condition: Callable[[], object]) -> None:
    """Wait until something is true."""
    qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)  # type: ignore[attr-defined]


def ids(project: OpenProject) -> list[str]:
    """Return the ids of the current suite's cases."""
    assert project.current is not None
    assert project.current.suite is not None
    return [case.id for case in project.current.suite.cases]
