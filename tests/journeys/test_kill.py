"""`kill -9` at any moment: of the emulator, which comes back, and of the run, which keeps what it told."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from linktester.model.events import CaseFinished, CaseStarted, EmulatorRestarted, Event
from linktester.send import EmulatorProcess
from linktester.store import Archive
from tests.fakes.journeys import a_probe, run, told
from tests.fakes.processes import children, events, linktester, running, watched

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(sys.platform != "linux", reason="finds child processes in /proc"),
]

PROBES = [
    a_probe(
        f"https://item.taobao.com/item.htm?id={600000000000 + number}",
        "wechat",
        "chat",
        f"2021-1{number % 3}-05",
        case_id=f"case-{number}",
    )
    for number in range(150)
]
PATIENCE = 30.0
"""Seconds after which an emulator is taken to have outlived its killed parent."""


class Killer:
    """Listens to a run and kills the emulator once, at the moment that `when` tells."""

    def __init__(self, emulator: EmulatorProcess, when: Callable[[Event], bool]) -> None:
        self._emulator = emulator
        self._when = when
        self._killed = False
        self.heard: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.heard.append(event)
        if not self._killed and self._when(event):
            self._killed = True
            (pid,) = (pid for pid in children(os.getpid()) if is_emulator(pid, self._emulator))
            os.kill(pid, signal.SIGKILL)

    @property
    def restarts(self) -> list[EmulatorRestarted]:
        return [event for event in self.heard if isinstance(event, EmulatorRestarted)]


def is_emulator(pid: int, emulator: EmulatorProcess) -> bool:
    """Tell it by the state folder on its command line, which its ready line names too."""
    folder = str(Path(emulator.ready.credentials_file).parent)
    return folder in Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def is_first_start(event: Event) -> bool:
    return isinstance(event, CaseStarted)


def is_first_result(event: Event) -> bool:
    return isinstance(event, CaseFinished)


def is_late_start(event: Event) -> bool:
    return isinstance(event, CaseStarted) and event.index == len(PROBES) - 5


@pytest.mark.parametrize("when", [is_first_start, is_first_result, is_late_start])
def test_a_killed_emulator_comes_back_and_no_case_suffers(
    tmp_path: Path, when: Callable[[Event], bool]
) -> None:
    with EmulatorProcess(tmp_path) as emulator:
        before = emulator.ready
        killer = Killer(emulator, when)
        results = run(emulator, PROBES, killer)
        assert [event.times for event in killer.restarts] == [1]
        assert (emulator.ready.base_url, emulator.ready.tls_base_url) == (
            before.base_url,
            before.tls_base_url,
        )
    assert {told(result) for result in results} == {"HONORED confirm by host", "HONORED"}
    assert {result.attempt for result in results} == {1, 2}
    assert [result.probe for result in results] == PROBES
    assert all(result.journal for result in results)


@pytest.mark.parametrize("shown", [0, 1, 90, 400])
def test_a_killed_run_has_kept_every_case_it_told(tmp_path: Path, shown: int) -> None:
    with running("run", "--json", home=tmp_path) as product:
        assert product.stdout is not None
        lines = until_shown(product.stdout, shown)
        (emulator,) = children(product.pid)
        with watched(emulator) as watch:
            product.send_signal(signal.SIGKILL)
            lines += product.stdout.readlines()
            assert product.wait() == -signal.SIGKILL
            assert watch.ends_within(PATIENCE)
    heard = events(lines)
    name = heard[0]["head"]["id"]
    finished = {event["index"]: event["result"] for event in heard if event["event"] == "case_finished"}
    assert len(finished) >= shown
    kept = results_of(tmp_path, name)
    assert finished.keys() <= kept.keys()
    for index, result in finished.items():
        assert kept[index] == (result["probe"]["key"], result["verdict"]["outcome"])


def test_after_a_kill_the_same_home_works_as_before(tmp_path: Path) -> None:
    with running("run", "--json", home=tmp_path) as product:
        assert product.stdout is not None
        product.stdout.readline()
        product.send_signal(signal.SIGKILL)
    link = ("--link", "https://item.taobao.com/item.htm?id=1", "--host", "wechat", "--surface", "chat")
    again = linktester("run", *link, "--as-of", "2021-12-01", home=tmp_path)
    assert again.returncode == 0, again.stderr.decode()
    listed = linktester("runs", home=tmp_path)
    assert listed.returncode == 0
    assert len(listed.stdout.decode().splitlines()) >= 2


def until_shown(out: IO[bytes], shown: int) -> list[bytes]:
    """Read until a case is under way and so many have been told."""
    lines: list[bytes] = []
    told = 0
    while told < shown or len(lines) < 2:
        lines.append(out.readline())
        assert lines[-1], "the run ended before it could be killed"
        told += lines[-1].startswith(b'{"event":"case_finished"')
    return lines


def results_of(home: Path, run_id: str) -> dict[int, tuple[str, str]]:
    archive = Archive.open(home / "kept" / "archive.db")
    try:
        return {
            index: (result.probe.key, result.verdict.outcome.value)
            for index, result in archive.numbered(run_id)
        }
    finally:
        archive.close()
