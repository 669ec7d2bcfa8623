"""A window's surroundings without an emulator: real host, real archive in a folder, prepared results."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from linktester.gui.actions import Actions
from linktester.gui.circumstances import Circumstances
from linktester.gui.host import Host
from linktester.gui.settings import Settings
from linktester.gui.speech import Speech
from linktester.gui.tasks import Tasks
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.model.errors import EnvironmentFault, LinktesterError
from linktester.model.events import CaseFinished, Event, RunFinished, RunStarted
from linktester.model.message import message
from linktester.model.run import CaseResult
from linktester.run import Job
from linktester.send import Ready
from linktester.store import Archive
from linktester.workspace import EmulatorState, Places, Workspace
from tests.fakes import results as fakes

READY = Ready(
    "http://127.0.0.1:8000", "https://127.0.0.1:8443", "http://127.0.0.1:9000/_linktester/v1", "t", "none"
)


class PlayingWorkspace(Workspace):
    """Keeps a real archive and plays `results` for every job instead of sending anything."""

    def __init__(self, home: Path, results: Iterable[CaseResult] = ()) -> None:
        super().__init__(Places.find(home))
        self.jobs: list[Job] = []
        self.results = list(results)
        self.fault: LinktesterError | None = None
        self.hold: threading.Event | None = None
        """When set, a run waits for it before its last result; `cancel` ends it."""
        self.woken = 0
        self.restarted = 0
        self._cancelled = False

    def run(self, job: Job, on_event: Callable[[Event], None]) -> RunFinished:
        self.jobs.append(job)
        self._cancelled = False
        if self.fault is not None:
            raise self.fault
        number = len(self.jobs)
        head = fakes.head(
            len(self.results), id=f"20261122-10450{number}-000{number}", name=job.name, tester=job.tester
        )
        archive: Archive = self.archive
        archive.begin(head)
        on_event(RunStarted(head))
        done = []
        for index, result in enumerate(self.results):
            if self.hold is not None and index == len(self.results) - 1:
                self.hold.wait(20)
            if self._cancelled:
                break
            archive.add(head.id, index, result)
            done.append(result)
            on_event(CaseFinished(head.id, index, result))
        finished = RunFinished(head.id, fakes.STARTED, fakes.tally(done), cancelled=self._cancelled)
        archive.finish(head.id, finished)
        on_event(finished)
        return finished

    def cancel(self) -> None:
        self._cancelled = True
        if self.hold is not None:
            self.hold.set()

    def wake(self) -> EmulatorState:
        self.woken += 1
        return self.emulator()

    def restart_emulator(self) -> EmulatorState:
        self.restarted += 1
        return self.emulator()

    def emulator(self) -> EmulatorState:
        return EmulatorState(READY, True, self.restarted, self.places.state / "emulator.log")


def make_tools(workspace: Workspace, language: str = "en", theme: str = "light") -> Tools:
    """Return what pages are given. Close `tasks` and `host` afterwards."""
    speech, colours = Speech(language), Theme(theme)
    return Tools(
        speech=speech,
        theme=colours,
        actions=Actions(speech, colours),
        settings=Settings(workspace.places.data),
        tasks=Tasks(),
        host=Host(workspace),
        circumstances=Circumstances(),
    )


BROKEN = EnvironmentFault(message("outcome.means-fault"))
