"""The emulator as a child process: started, attached to, watched, restarted, and always reaped.

Blocking by design, so that it belongs to no event loop: call it from a thread where one runs.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import IO, Self
from urllib.parse import urlsplit

import httpx

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.send.ready import MAX_LINE, Ready

LOG_FILE = "emulator.log"
MAX_CRASHES = 3
CRASH_SECONDS = 60.0
START_SECONDS = 30.0
CONNECT_SECONDS = 1.0
"""How long a listener on this machine is waited for."""
STOP_SECONDS = 5.0
TURNS, TURN_SECONDS = 40, 0.25
"""How often and how far apart a state directory is tried again whose emulator just starts or ends."""
_HELD = "serve.already-running"
_SILENT = "send.emulator-silent"


def command() -> tuple[str, ...]:
    """Return how this installation starts its emulator: as a module, or as the one frozen executable."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "serve")
    return (sys.executable, "-m", "linktester", "serve")


class EmulatorProcess:
    """One emulator: our own child, or one that runs already.

    A child is started with its standard input open, and ends when that closes: it never outlives us, even
    when we are killed.
    """

    def __init__(
        self,
        state_dir: Path,
        *,
        packs: Sequence[Path] = (),
        program: Sequence[str] | None = None,
        start_seconds: float = START_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is started yet. `program` replaces the command line's beginning, for tests."""
        self._state_dir = state_dir
        self._packs = tuple(packs)
        self._program = tuple(program) if program is not None else command()
        self._start_seconds = start_seconds
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._ready: Ready | None = None
        self._crashes: deque[float] = deque(maxlen=MAX_CRASHES)
        self._restarts = 0
        self._lent = False

    @classmethod
    def attach(cls, file: Path) -> "EmulatorProcess":
        """Return the emulator whose ready line is in `file`; it is used, never stopped.

        Raises EnvironmentFault when the file tells of none, or of one that does not answer.
        """
        ready = Ready.from_file(file)
        attached = cls(file.parent)
        attached._ready = ready
        attached._lent = True
        if not attached.alive:
            raise EnvironmentFault(message("send.emulator-not-answering", file=str(file)))
        return attached

    @property
    def ready(self) -> Ready:
        """Where it listens. Raises EnvironmentFault before the start."""
        if self._ready is None:
            raise EnvironmentFault(message("send.emulator-not-started"))
        return self._ready

    @property
    def alive(self) -> bool:
        """Whether it runs (a child) or answers (one that was attached to)."""
        if self._process is not None:
            return self._process.poll() is None and not self._refuses()
        return self._ready is not None and answers(self._ready)

    def _refuses(self) -> bool:
        """Whether nobody listens any more.

        A killed process closes its listeners a moment before its parent can see that it has ended; who asks
        in that moment, because a connection broke, must not be told that all is well.
        """
        if self._ready is None:
            return False
        control = urlsplit(self._ready.control_url)
        try:
            socket.create_connection((control.hostname or "", control.port or 0), CONNECT_SECONDS).close()
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
        return False

    @property
    def is_own(self) -> bool:
        """Whether it is our child."""
        return self._process is not None

    @property
    def restarts(self) -> int:
        """Times it was started again."""
        return self._restarts

    def start(self) -> Ready:
        """Start the child, or attach to what holds the state directory; return where it listens.

        Raises EnvironmentFault when it does not come up in time, or says why it cannot.
        """
        if self._ready is not None and self.alive:
            return self._ready
        for _ in range(TURNS):
            try:
                return self._begun()
            except EnvironmentFault as fault:
                if fault.message.args.get("reason") != _HELD:
                    raise
                # Whoever holds the directory does not answer yet, or no more.
                time.sleep(TURN_SECONDS)
        return self._begun()

    def _begun(self) -> Ready:
        process = self._spawn(self._ports())
        line = _first_line(process, self._start_seconds)
        try:
            self._ready = Ready.from_line(line)
        except EnvironmentFault as fault:
            _reap(process, 0.0)
            running = Ready.running_in(line)
            if running is None or not answers(running):
                raise self._explained(fault) from fault
            self._ready = running
            return running
        self._process = process
        return self._ready

    def ensure(self) -> Ready:
        """Return the running emulator, started again on the same ports if it died.

        One that belonged to another linktester on the same state directory, and ended with that, is replaced
        by a child of our own. Raises EnvironmentFault after MAX_CRASHES deaths within CRASH_SECONDS, and when
        one that was attached to by its ready file is gone.
        """
        if self.alive:
            return self.ready
        if self._lent:
            raise EnvironmentFault(message("send.emulator-gone"))
        if self._ready is not None:
            if self._process is not None:
                _reap(self._process, 0.0)
                self._process = None
            self._note_crash()
            self._restarts += 1
        return self._started_again()

    def stop(self) -> None:
        """End our child and wait for it; one that was attached to goes on. May be called twice."""
        process, self._process = self._process, None
        if process is not None:
            _reap(process, STOP_SECONDS)
            self._ready = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _started_again(self) -> Ready:
        for _ in range(MAX_CRASHES):
            try:
                return self.start()
            except EnvironmentFault as fault:
                if fault.message.code != _SILENT:
                    raise
                # Killed while it was starting: one more death.
                self._note_crash()
        return self.start()

    def _note_crash(self) -> None:
        now = self._clock()
        self._crashes.append(now)
        if len(self._crashes) == MAX_CRASHES and now - self._crashes[0] <= CRASH_SECONDS:
            log = str(self._state_dir / LOG_FILE)
            raise EnvironmentFault(message("send.emulator-keeps-dying", times=MAX_CRASHES, log=log))

    def _ports(self) -> tuple[str, ...]:
        """After a restart the same ports are taken, so that every open session finds the new one."""
        if self._ready is None:
            return ()
        ready = self._ready
        named = (
            ("--port", ready.base_url),
            ("--tls-port", ready.tls_base_url),
            ("--control-port", ready.control_url),
        )
        return tuple(word for option, url in named for word in (option, str(urlsplit(url).port or 0)))

    def _spawn(self, ports: tuple[str, ...]) -> subprocess.Popen[bytes]:
        packs = [word for folder in self._packs for word in ("--packs", str(folder))]
        words = ["--json", "--exit-with-stdin", "--state-dir", str(self._state_dir), *ports, *packs]
        # In a group of its own: Ctrl+C is for us, and we still need it while we end.
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
            subprocess, "CREATE_NEW_PROCESS_GROUP", 0
        )
        with self._opened_log() as log:
            try:
                return subprocess.Popen(
                    [*self._program, *words],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    creationflags=flags,
                    start_new_session=True,
                    env={**os.environ, "PYTHONUNBUFFERED": "1"},
                )
            except OSError as error:
                reason = error.strerror or str(error)
                raise EnvironmentFault(message("send.emulator-not-startable", reason=reason)) from error

    def _opened_log(self) -> IO[bytes]:
        try:
            self._state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            return (self._state_dir / LOG_FILE).open("ab")
        except OSError as error:
            folder, reason = str(self._state_dir), error.strerror or str(error)
            raise EnvironmentFault(message("send.state-unusable", folder=folder, reason=reason)) from error

    def _explained(self, fault: EnvironmentFault) -> EnvironmentFault:
        """A child that died without a word is told together with where its log lies."""
        if fault.message.code != "send.no-ready-line":
            return fault
        log = str(self._state_dir / LOG_FILE)
        return EnvironmentFault(message(_SILENT, log=log, line=fault.message.args["line"]))


def answers(ready: Ready) -> bool:
    """Return whether an emulator answers at this control port."""
    try:
        answer = httpx.get(
            f"{ready.control_url.rstrip('/')}/health",
            headers={"Authorization": f"Bearer {ready.control_token}"},
            timeout=5.0,
            trust_env=False,
            verify=False,
        )
    except httpx.HTTPError:
        return False
    return answer.status_code == httpx.codes.OK


def _first_line(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """Return the child's first line; empty when it ends or says nothing in time."""
    lines: Queue[bytes] = Queue()
    assert process.stdout is not None
    reader = threading.Thread(target=_read_lines, args=(process.stdout, lines), daemon=True)
    reader.start()
    try:
        return lines.get(timeout=seconds)
    except Empty:
        return b""


def _read_lines(stream: IO[bytes], lines: "Queue[bytes]") -> None:
    """Read the ready line, then drain, so that a child that prints more never blocks."""
    with stream:
        lines.put(stream.readline(MAX_LINE))
        while stream.read(MAX_LINE):
            pass


def _reap(process: subprocess.Popen[bytes], patience: float) -> None:
    """End the process, gently for `patience` seconds, and collect it."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    if patience > 0 and process.poll() is None:
        if sys.platform != "win32":  # there it would be no request but the end; closing its input asks
            process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    if process.poll() is None:
        process.kill()
    process.wait()
