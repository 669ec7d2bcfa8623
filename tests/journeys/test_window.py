"""The first five minutes at the window: paste, verdict, other date, own link, status, export, reopen.

Real window, real emulator, real archive; what is checked is what stands on the screen and on the disk.
"""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", reason="Qt's system libraries are missing", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)

from linktester.gui.pages.runs import RunsPage
from linktester.gui.panels.resultline import ResultLine
from linktester.gui.widgets.banner import Banner
from linktester.model.annotation import Status
from linktester.model.message import Message
from linktester.model.verdict import Cause
from linktester.run import Job
from linktester.suite import Options, bundled
from tests.fakes.desk import Desk
from tests.fakes.processes import children, linktester

pytestmark = [pytest.mark.journey]

SHARED = "看看这个 https://item.taobao.com/item.htm?id=600000000001 快来"
OWN = "https://item.jd.com/100000000001.html"
NOTE = "Pressed “continue”; 页面打开了"
Sit = Callable[..., Desk]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where `linktester` in a process of its own keeps things, too."""
    return tmp_path / "kept"


@pytest.fixture
def sit(qapp: object, home: Path) -> Iterator[Sit]:
    """Open the window; it is closed at the end, and what is left of it is freed on this thread."""
    gc.disable()
    desks: list[Desk] = []

    def begin(language: str = "en") -> Desk:
        desks.append(Desk(home, language))
        return desks[-1]

    yield begin
    for desk in desks:
        desk.close()
    gc.collect()


def test_the_first_five_minutes(sit: Sit, home: Path, tmp_path: Path) -> None:
    desk = sit()
    paste(desk, SHARED)
    desk.finish_run(lambda: desk.act("run"))
    assert word(desk, "wechat", "chat") == "honored + carried"

    # A wall stands before September 2021: one click on its era.
    before = desk.find(QPushButton, "date-e0")
    desk.until(before.isEnabled, "another date")
    desk.finish_run(before.click)
    assert word(desk, "wechat", "chat") == "blocked + carried"

    # A link of one's own, again as of now.
    desk.until(lambda: desk.find(QPushButton, "date-now").isEnabled(), "the present")
    desk.finish_run(desk.find(QPushButton, "date-now").click)
    paste(desk, OWN)
    desk.finish_run(lambda: desk.act("run"))
    assert {row.link for row in desk.rows} == {OWN}
    desk.find(ResultLine, "result-wechat-chat").click()
    assert desk.window.page.ID == "results"
    chosen = desk.window.run.current
    assert chosen is not None
    assert (chosen.host, chosen.surface) == ("wechat", "chat")

    annotate(desk)
    exported = export(desk, tmp_path / "from-window.json")
    run = desk.window.run.head
    assert run is not None
    path = tmp_path / "from-terminal.json"
    told = linktester("report", run.id, "--format", "json", "-o", str(path), home=tmp_path)
    assert told.returncode == 0, told.stderr.decode()
    assert exported == json.loads(path.read_text(encoding="utf-8"))
    desk.close()

    again = sit()
    again.go("runs")
    page = again.window.page
    assert isinstance(page, RunsPage)
    table = again.find(QAbstractItemView, "runs-table")
    again.until(lambda: table.model().rowCount() == 4, "four runs")
    opening = again.find(QPushButton, "runs-open")
    again.until(opening.isEnabled, "a run to be chosen")
    opening.click()
    again.until(lambda: again.rows, "the kept run")
    again.rest()
    row = again.window.run.row(chosen.key)
    assert row is not None
    assert (row.status, row.outcome) == (Status.NOT_EXECUTABLE, chosen.outcome)
    again.window.run.select(row.key)
    note = again.find(QPlainTextEdit, "note")
    again.until(lambda: note.toPlainText() == NOTE, "the note")
    assert row.screenshot


@pytest.mark.skipif(sys.platform != "linux", reason="finds child processes in /proc")
def test_an_emulator_that_is_killed_comes_back_and_the_run_ends(sit: Sit, home: Path) -> None:
    desk = sit()
    desk.rest()
    told: list[Message] = []
    desk.window.run.told.connect(told.append)
    desk.finish_run(lambda: start_and_kill(desk, home))
    head, finish = desk.window.run.head, desk.window.run.finish
    assert head is not None
    assert finish is not None
    assert not finish.cancelled
    assert len(desk.rows) == head.total
    assert not [row for row in desk.rows if row.cause is Cause.FAULT]
    assert [each.code for each in told] == ["openrun.emulator-restarted"]
    assert desk.window.statusBar().currentMessage().startswith("The emulator ended and was started again")


def test_a_disk_that_is_full_leaves_the_old_report_as_it_was(sit: Sit, tmp_path: Path) -> None:
    desk = sit()
    desk.rest()
    desk.finish_run(lambda: desk.window.start_run(walled_garden()))
    desk.go("results")
    with small_disk(tmp_path / "disk") as disk:
        report = disk / "report.json"
        report.write_text("the old one", encoding="utf-8")
        desk.act("export")
        dialog = desk.dialog()
        dialog.findChild(QRadioButton, "export-format-json").click()
        dialog.findChild(QLineEdit, "export-path").setText(str(report))
        dialog.findChild(QPushButton, "primary").click()
        banner = dialog.findChild(Banner)
        desk.until(banner.isVisible, "what went wrong")
        sentence = " ".join(label.text() for label in banner.findChildren(QLabel))
        assert "No space left on device" in sentence
        assert report.read_text(encoding="utf-8") == "the old one"
        assert list(disk.iterdir()) == [report]
        dialog.reject()


def test_two_windows_share_a_home_and_a_project(sit: Sit) -> None:
    first, second = sit(), sit("zh_CN")
    paste(first, OWN)
    first.finish_run(lambda: first.act("run"))
    paste(second, SHARED)
    second.finish_run(lambda: second.act("run"))
    for desk in (first, second):
        desk.go("runs")
        table = desk.find(QAbstractItemView, "runs-table")
        desk.until(lambda table=table: table.model().rowCount() == 2, "both runs")
    assert word(first, "wechat", "chat")
    first.close()
    # The emulator may have been the first one's; the second does not feel it.
    second.go("start")
    second.finish_run(lambda: second.act("run"))
    assert all(row.cause is not Cause.FAULT for row in second.rows)


def walled_garden() -> Job:
    """Return a job of the bundled suite."""
    return Job(suites=(bundled("walled-garden"),), options=Options())


def start_and_kill(desk: Desk, home: Path) -> None:
    """Begin a run, and kill our emulator when some results are there."""
    desk.window.start_run(walled_garden())
    desk.until(lambda: len(desk.rows) > 20, "some results")
    state = str(home / "state")
    (emulator,) = (
        pid
        for pid in children(os.getpid())
        if state in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
    )
    os.kill(emulator, signal.SIGKILL)


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Mount a disk of a few pages; the test is skipped where that is not allowed."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the rights to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def paste(desk: Desk, text: str) -> None:
    """Paste a text on the start page, as with its button."""
    desk.go("start")
    desk.rest()
    desk.put_on_clipboard(text)
    desk.act("paste-link")
    desk.rest()
    assert desk.find(QPlainTextEdit, "link-text").toPlainText() == text


def word(desk: Desk, host: str, surface: str) -> str:
    """Return the verdict as it reads on the start page."""
    line = desk.find(ResultLine, f"result-{host}-{surface}")
    return str(line.accessibleName()).split(" · ", maxsplit=1)[0]


def annotate(desk: Desk) -> None:
    """Say of the current result: not executable, with a note and a screenshot; all by keys."""
    desk.rest()
    table = desk.find(QAbstractItemView, "results-table")
    table.setFocus()
    desk.until(desk.tools.actions["status-not-executable"].isEnabled, "a status")
    QTest.keyClick(table, Qt.Key.Key_X)
    current = desk.window.run
    desk.until(lambda: current.current and current.current.status, "the status to be stored")
    desk.act("note")
    note = desk.find(QPlainTextEdit, "note")
    desk.until(lambda: not note.isReadOnly(), "the note to be read")
    note.insertPlainText(NOTE)
    desk.find(QPushButton, "note-save").click()
    picture = QImage(40, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("#2060a0"))
    QGuiApplication.clipboard().setImage(picture)
    desk.act("paste-screenshot")
    desk.until(lambda: current.current and current.current.screenshot, "the screenshot to be stored")
    desk.rest()


def export(desk: Desk, path: Path) -> object:
    """Write what is shown as JSON, by the dialog; return what stands in the file."""
    desk.act("export")
    dialog = desk.dialog()
    dialog.findChild(QRadioButton, "export-format-json").click()
    dialog.findChild(QLineEdit, "export-path").setText(str(path))
    dialog.findChild(QPushButton, "primary").click()
    desk.until(path.is_file, "the file")
    desk.rest()
    dialog.findChild(QPushButton, "export-close").click()
    return json.loads(path.read_text(encoding="utf-8"))
