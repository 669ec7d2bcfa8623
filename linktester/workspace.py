"""The composition root: where things are kept, and how emulator, sender, archive and engine come together.

The emulator is a process of its own, started when first needed and kept until the workspace is closed; it is
never imported. Every host (command line, window, test plug-in) runs its jobs through here.

The engine is loaded when it is first needed: a window shall be seen before that.
"""

import os
import sys
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from linktester import __version__
from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

if TYPE_CHECKING:
    from linktester.model.case import Suite
    from linktester.model.events import Event, RunFinished
    from linktester.run import Clock, Job
    from linktester.send import EmulatorProcess, Ready
    from linktester.store import Archive
    from linktester.suite import Options, Plan, Table

HOME_VARIABLE = "LINKTESTER_HOME"
PORTABLE_MARK, PORTABLE_DATA = "portable.txt", "data"
"""Beside the program: the file that makes it portable, and where it keeps everything then."""
TRIES = 2
"""How often an emulator that ended before the run began is replaced."""
KEEP_DAYS = 180
"""Octets of answers that no run has seen for so long are dropped; results stay."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the workspace keeps things. Nothing is created by looking."""

    data: Path
    """History and the team's own packs."""
    state: Path
    """The emulator's keys, orders, tickets and log."""
    is_portable: bool = False
    """True where the program carries its data with it."""

    @property
    def archive(self) -> Path:
        """The history's file."""
        return self.data / "archive.db"

    @property
    def packs(self) -> Path:
        """The team's own rules."""
        return self.data / "packs"

    @classmethod
    def find(
        cls,
        home: Path | None = None,
        environment: Mapping[str, str] | None = None,
        program: Path | None = None,
    ) -> "Places":
        """Return the places under `home`, else $LINKTESTER_HOME, else where this system keeps such things.

        A program with the file `portable.txt` beside it keeps everything in `data` beside it, unless told
        otherwise: so it can be carried about on a stick.
        """
        named = (os.environ if environment is None else environment).get(HOME_VARIABLE)
        base = home or (Path(named).expanduser() if named else None)
        if base is not None:
            return cls(base.absolute(), base.absolute() / "state")
        beside = (program or _program()) / PORTABLE_DATA
        if beside.with_name(PORTABLE_MARK).is_file():
            return cls(beside, beside / "state", is_portable=True)
        from platformdirs import PlatformDirs  # noqa: PLC0415

        system = PlatformDirs("linktester", appauthor=False)
        return cls(system.user_data_path, system.user_state_path)


@dataclass(frozen=True, slots=True)
class EmulatorState:
    """What can be told of the emulator without asking it."""

    ready: "Ready | None"
    """None = it was not started, or ended."""
    own: bool
    """False: another linktester on the same folders started it, and it ends with that."""
    restarts: int
    """How often it had to be started again since it was first needed."""
    log: Path


class Workspace:
    """Runs jobs one at a time and keeps their history. Close it, or use it as a context manager."""

    def __init__(
        self, places: Places, *, keep_days: int | None = KEEP_DAYS, clock: "Clock | None" = None
    ) -> None:
        self.places = places
        self._keep_days = keep_days
        self._given_clock = clock
        self._emulators = _Emulators(places)
        self._stop: Callable[[], None] | None = None
        # Whoever forgets to close it leaves no child behind.
        self._finalizer = weakref.finalize(self, self._emulators.close)

    @classmethod
    def open(cls, home: Path | None = None) -> "Workspace":
        """Return the workspace under `home`; see `Places.find`. Opens and starts nothing yet."""
        return cls(Places.find(home))

    @cached_property
    def archive(self) -> "Archive":
        """The history, opened on first use. Raises EnvironmentFault."""
        from linktester.store import Archive  # noqa: PLC0415

        return Archive.open(self.places.archive)

    def run(self, job: "Job", on_event: "Callable[[Event], None]") -> "RunFinished":
        """Run `job` to its end and return the last event. Blocks; `on_event` is called on this thread.

        Raises InputErrors for ties among expectations and for wrong packs, before anything is sent, and
        EnvironmentFault when the emulator or the archive cannot be had. Ctrl-C counts as `cancel`.
        """
        import asyncio  # noqa: PLC0415

        from linktester.suite import join  # noqa: PLC0415

        now = self._clock.now().replace(microsecond=0)
        options = job.options if job.options.now else replace(job.options, now=now)
        plan = join([*(_plan(suite, options) for suite in job.suites), _again(job)])
        process = self._emulators.get(job)
        try:
            finished = asyncio.run(self._run(job, plan, process, on_event))
        finally:
            self._stop = None
        self._expire()
        return finished

    def cancel(self) -> None:
        """End the run that is going on, from any thread; what is done is kept. Does nothing without one."""
        stop = self._stop
        if stop is not None:
            stop()

    def wake(self) -> EmulatorState:
        """Start the emulator ahead of the first run, or again after it ended. Blocks.

        Raises as `run` does. Call it from the thread that runs jobs.
        """
        self._emulators.get(_no_job())
        return self.emulator()

    def restart_emulator(self) -> EmulatorState:
        """Stop the emulator, if it is ours, and start it anew. As `wake`."""
        self._emulators.close()
        return self.wake()

    def emulator(self) -> EmulatorState:
        """Tell how the emulator stands, from any thread. A shared one is asked, for a moment at most."""
        return self._emulators.state()

    def close(self) -> None:
        """Stop our emulator and close the history. Both start again when needed."""
        self._emulators.close()
        if "archive" in self.__dict__:
            self.archive.close()
            del self.archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _clock(self) -> "Clock":
        from linktester.run import SystemClock  # noqa: PLC0415

        return self._given_clock or SystemClock()

    async def _run(
        self, job: "Job", plan: "Plan", process: "EmulatorProcess", on_event: "Callable[[Event], None]"
    ) -> "RunFinished":
        import asyncio  # noqa: PLC0415

        from linktester import policy  # noqa: PLC0415
        from linktester.model.run import RunHead  # noqa: PLC0415
        from linktester.run import LIMITS, ArchiveStore, EmulatedRun, Engine  # noqa: PLC0415

        emulated = EmulatedRun(process, job.live)
        limits = LIMITS if job.jobs is None else replace(LIMITS, parallel=job.jobs)
        engine = Engine(emulated, ArchiveStore(self.archive), policy.mapping(), self._clock, limits)
        loop = asyncio.get_running_loop()

        def stop() -> None:
            loop.call_soon_threadsafe(engine.cancel)

        self._stop = stop
        packs = await _packs(process)
        self._emulators.check(job, process, packs)
        head = RunHead(
            id=self._run_id(),
            started_at=self._clock.now(),
            suites=tuple(dict.fromkeys((*(suite.name for suite in job.suites), *job.again_of))),
            basis=emulated.basis,
            version=__version__,
            packs=packs,
            total=len(plan.probes),
            not_applicable=plan.not_applicable,
            name=job.name,
            tester=job.tester,
            build=job.build,
            device=job.device,
        )
        return await engine.run(plan, head, on_event)

    def _run_id(self) -> str:
        return f"{self._clock.now():%Y%m%d-%H%M%S}-{os.urandom(2).hex()}"

    def _expire(self) -> None:
        if self._keep_days is not None and "archive" in self.__dict__:
            # A full disk is told by the run itself; tidying up may wait.
            with suppress(EnvironmentFault):
                self.archive.expire((self._clock.now() - timedelta(days=self._keep_days)).date())


class _Emulators:
    """The one emulator in use, and what it was started with."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._process: EmulatorProcess | None = None
        self._asked: tuple[Path | None, tuple[Path, ...], Mapping[str, str]] | None = None

    def get(self, job: "Job") -> "EmulatorProcess":
        """Return the running emulator that `job` needs; another one of ours is stopped first.

        One that was started before the team's rules were changed is another one. Raises InputErrors for
        mistakes in these rules, with file and line.
        """
        from linktester import policy  # noqa: PLC0415

        packs = self.packs(job)
        versions = policy.load(packs).versions() if packs and job.emulator is None else {}
        asked = (job.emulator, packs, versions)
        if self._process is not None and self._asked == asked:
            self._process.ensure()
            return self._process
        self.close()
        self._process = self._begun(job, packs)
        self._asked = asked
        return self._process

    def packs(self, job: "Job") -> tuple[Path, ...]:
        """Return the folders of rules that `job` goes by, beside the shipped ones."""
        folder = self._places.packs
        own = (folder,) if folder.is_dir() and any(folder.rglob("*.toml")) else ()
        return own + job.packs

    def check(self, job: "Job", process: "EmulatorProcess", told: Mapping[str, str]) -> None:
        """Raise EnvironmentFault when the emulator is another linktester's and goes by other rules."""
        if process.is_own or job.emulator is not None:
            return
        from linktester import policy  # noqa: PLC0415

        if dict(told) != policy.load(self.packs(job)).versions():
            raise EnvironmentFault(message("workspace.other-packs", state=str(self._places.state)))

    def state(self) -> EmulatorState:
        """Return what is known of it."""
        from linktester.send import LOG_FILE  # noqa: PLC0415

        process, log = self._process, self._places.state / LOG_FILE
        if process is None or not process.alive:
            return EmulatorState(None, True, 0 if process is None else process.restarts, log)
        return EmulatorState(process.ready, process.is_own, process.restarts, log)

    def close(self) -> None:
        """Stop it, if it is ours."""
        process, self._process = self._process, None
        if process is not None:
            process.stop()

    def _begun(self, job: "Job", packs: tuple[Path, ...]) -> "EmulatorProcess":
        from linktester.send import EmulatorProcess  # noqa: PLC0415

        if job.emulator is not None:
            return EmulatorProcess.attach(job.emulator)
        process = EmulatorProcess(self._places.state, packs=packs)
        process.start()
        return process


def _program() -> Path:
    """Return the folder of the running program; on macOS that of its bundle, which is sealed."""
    folder = Path(sys.executable).parent
    return folder.parents[2] if folder.parts[-2:] == ("Contents", "MacOS") else folder


def _no_job() -> "Job":
    from linktester.run import Job  # noqa: PLC0415
    from linktester.suite import Options  # noqa: PLC0415

    return Job(suites=(), options=Options())


def _plan(suite: "Suite | Table", options: "Options") -> "Plan":
    from linktester.suite import Table, expand  # noqa: PLC0415

    return suite.plan(options) if isinstance(suite, Table) else expand(suite, options)


def _again(job: "Job") -> "Plan":
    from linktester.suite import Plan, Probes  # noqa: PLC0415

    return Plan(Probes((partial(iter, job.again),), len(job.again)), ())


async def _packs(process: "EmulatorProcess") -> Mapping[str, str]:
    import asyncio  # noqa: PLC0415

    for _ in range(TRIES):
        with suppress(EnvironmentFault):
            return await _told_packs(process)
        # One that was shared ends with the linktester that started it.
        await asyncio.to_thread(process.ensure)
    return await _told_packs(process)


async def _told_packs(process: "EmulatorProcess") -> Mapping[str, str]:
    from linktester.send import Control  # noqa: PLC0415

    control = Control(process.ready)
    try:
        return await control.packs()
    finally:
        await control.aclose()
