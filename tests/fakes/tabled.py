"""A played run that lies open, and what tests of the results' parts do to it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from linktester.gui.annotator import Annotator
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.listing import Row
from linktester.model.annotation import Annotation
from linktester.model.link import PlatformId
from linktester.model.run import CaseResult
from linktester.run import Job
from linktester.suite import Options
from tests.fakes import results as fakes

WAIT = 10_000


def settle(qtbot: QtBot, tools: Tools) -> None:
    """Wait until nothing runs and everything was delivered."""
    qtbot.waitUntil(lambda: tools.tasks.is_idle and not tools.host.is_busy, timeout=WAIT)


def play(qtbot: QtBot, tools: Tools, run: OpenRun) -> OpenRun:
    """Run what the workspace plays, to its end."""
    run.start(Job(suites=(), options=Options()))
    qtbot.waitUntil(lambda: run.finish is not None, timeout=WAIT)
    settle(qtbot, tools)
    return run


def kept(tools: Tools, run: OpenRun) -> dict[str, Annotation]:
    """Return what the archive holds of the open run, by probe key."""
    return {each.key: each for each in tools.workspace.archive.annotations(run.head.id)}


def the(run: OpenRun, **wanted: object) -> Row:
    """Return the first row with these values."""
    return next(row for row in run.rows if all(getattr(row, name) == value for name, value in wanted.items()))


def made(tools: Tools, run: OpenRun) -> Annotator:
    """Return an annotator of Wang's."""
    for name, value in (("tester", "Wang"), ("build", "12.3"), ("device", "Pixel 8")):
        tools.settings.put(name, value)
    return Annotator(tools, run)


def picture(size: int = 40) -> QImage:
    """Return a red square."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def picture_in(folder: Path, name: str = "shot.png") -> Path:
    """Return the file of a red square."""
    path = folder / name
    assert picture().save(str(path))
    return path


def many(count: int) -> list[CaseResult]:
    """Return `count` results, each of a probe of its own."""
    return [
        replace(each, evidence=replace(each.evidence, probe_key=replace(each.probe, case_id=str(number)).key))
        for number, each in enumerate(fakes.many(count))
    ]


def nasty_results() -> list[CaseResult]:
    """Return results whose every text is hostile."""
    made = [fakes.hostile(fakes.probe(fakes.ITEM, "wechat", "chat", "2021-09-10"))]
    made.append(replace(made[0], probe=replace(made[0].probe, host=PlatformId("qq"), case_id="x" * 100_000)))
    return made
