"""Whether the window stutters while results stream in: the heartbeat of its event loop.

    python -m tests.benchmarks.heartbeat [RESULTS]

A tick every few milliseconds, while so many results come in: prepared ones as fast as the window takes them,
then real ones from engine and emulator, each with the table of results or the matrix in front. A stall is the
time between two ticks. The row of the idle window shows what the machine alone does to the heartbeat.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from linktester.gui.app import make_application, make_window
from linktester.gui.garbage import Garbage
from linktester.gui.window import Window
from linktester.model.run import CaseResult
from linktester.run import Job
from linktester.suite import Options, open_table
from linktester.workspace import Workspace
from tests.fakes import results as fakes
from tests.fakes.window import PlayingWorkspace

TICK_MS = 5
IDLE_MS = 5_000
SETTLE_MS = 1_500
LONG_MS = (50, 100)
ROWS = (
    ("idle", "results"),
    ("prepared", "results"),
    ("prepared", "matrix"),
    ("real", "results"),
    ("real", "matrix"),
)


class Heartbeat(QObject):
    """Ticks in the event loop and writes down when."""

    def __init__(self) -> None:
        super().__init__()
        self._at: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def told(self) -> dict[str, float]:
        """Return what the gaps between ticks come to, in milliseconds."""
        gaps = sorted((after - before) * 1000 for before, after in zip(self._at, self._at[1:], strict=False))
        over = {f"over_{long}": float(sum(gap > long for gap in gaps)) for long in LONG_MS}
        spent = self._at[-1] - self._at[0]
        return {"longest": gaps[-1], "p99": gaps[len(gaps) * 99 // 100], "seconds": spent, **over}

    def _on_tick(self) -> None:
        self._at.append(time.perf_counter())


class Listening(QObject):
    """Brings a page to the front, starts what is to be measured, and prints the heartbeat at its end."""

    def __init__(self, window: Window, page: str, job: Job | None) -> None:
        super().__init__(window)
        self._window = window
        self._job = job
        self._beat = Heartbeat()
        window.start()
        window.show_page(page)
        QTimer.singleShot(SETTLE_MS, self._on_settled)

    def _on_settled(self) -> None:
        self._beat.start()
        if self._job is None:
            QTimer.singleShot(IDLE_MS, self._on_over)
            return
        self._window.tools.host.busy_changed.connect(self._on_busy_changed)
        self._window.start_run(self._job)

    def _on_busy_changed(self, busy: bool) -> None:
        if not busy:
            QTimer.singleShot(SETTLE_MS, self._on_over)

    def _on_over(self) -> None:
        sys.stdout.write(json.dumps({"rows": len(self._window.run.rows), **self._beat.told()}))
        sys.stdout.flush()
        self._window.close()
        QApplication.quit()


def listen(kind: str, page: str, count: int, home: Path) -> None:
    """Measure in this process."""
    app = make_application([])
    played = () if kind == "idle" else prepared(count)
    window = make_window(Workspace.open(home) if kind == "real" else PlayingWorkspace(home, played))
    window.show()
    Garbage(partial(is_idle, window), window)
    listening = Listening(window, page, job(kind, count, home))
    app.exec()
    listening.deleteLater()


def is_idle(window: Window) -> bool:
    """Tell whether a collection would go unnoticed, as the product does."""
    return not window.tools.host.is_busy


def prepared(count: int) -> Iterator[CaseResult]:
    """Yield results of all kinds, each of a case of its own."""
    kinds = fakes.walled_garden()
    for number in range(count):
        one = kinds[number % len(kinds)]
        probe = replace(one.probe, case_id=f"case-{number:05}")
        yield replace(one, probe=probe, evidence=replace(one.evidence, probe_key=probe.key))


def job(kind: str, count: int, home: Path) -> Job | None:
    """Return a job of so many links, as a tester would have it from a table; None for an idle window."""
    if kind == "idle":
        return None
    if kind == "prepared":
        return Job(suites=(), options=Options())
    links = (f"https://item.taobao.com/item.htm?id={600000 + number}" for number in range(count))
    lines = [f"c{number},{link},wechat,chat,android,2021-12-15" for number, link in enumerate(links)]
    path = home / "many.csv"
    path.write_text("\n".join(["id,link,host,surface,os,as_of", *lines]) + "\n", encoding="utf-8")
    return Job(suites=(open_table(path),), options=Options())


def measured(*words: str) -> dict[str, float]:
    """Measure in a fresh process with a home of its own."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "tests.benchmarks.heartbeat", "--one", *words, home]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def table(count: int) -> None:
    """Print one table."""
    heads = "".join(f"   over {long} ms" for long in LONG_MS)
    say(f"results   page      rows   seconds   longest ms   99th ms{heads}")
    for kind, page in ROWS:
        told = measured(kind, page, str(count))
        over = "".join(f"{told[f'over_{long}']:{len(str(long)) + 11}.0f}" for long in LONG_MS)
        times = f"{told['seconds']:9.1f} {told['longest']:12.1f} {told['p99']:9.1f}"
        say(f"{kind:9} {page:8} {told['rows']:5.0f} {times}{over}")


def say(text: str) -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(words: list[str]) -> None:
    """Measure one thing, or print the table."""
    if words[:1] == ["--one"]:
        listen(words[1], words[2], int(words[3]), Path(words[4]))
    else:
        table(int(words[0]) if words else 10_000)


if __name__ == "__main__":
    main(sys.argv[1:])
