"""Three listeners in one loop: plain HTTP, HTTPS with a leaf per host name, and the control port."""

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import ssl
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from uvicorn.config import Config
from uvicorn.server import ServerState

from linktester.model.errors import EnvironmentFault
from linktester.serve import emulator as emulators
from linktester.serve.app import PublicApp
from linktester.serve.callbacks import Sender
from linktester.serve.certificates import Authority
from linktester.serve.control import PREFIX, ControlApp
from linktester.serve.credentials import CREDENTIALS_FILE
from linktester.serve.files import unusable, write_private
from linktester.serve.ground import Ground
from linktester.serve.options import ServeOptions
from linktester.serve.ports import CONTROL_HOST, open_sockets
from linktester.serve.protocol import IDLE_SECONDS, Protocol

TOKEN_FILE = "control-token"
GRACE_SECONDS = 3.0
"""How long answers under way may take once the end is asked for."""
_HANDSHAKE_SECONDS = 10.0
_log = logging.getLogger(__name__)


class Listeners:
    """An emulator with its sockets."""

    def __init__(self, options: ServeOptions) -> None:
        """Bind everything. Raises InputErrors (packs) and EnvironmentFault (ports, state)."""
        self._options = options
        self._emulator = emulators.build(options)
        self._authority = Authority(options.state_dir / "tls")
        self._token = _kept_token(options.state_dir / TOKEN_FILE)
        self._emulator.ground.ca_pem = self._authority.pem
        self._sender = Sender(self._emulator.ground)
        # The ready line names their file.
        self._emulator.ground.credentials  # noqa: B018
        self._sockets = open_sockets(options)
        self._states: list[ServerState] = []

    @property
    def ground(self) -> Ground:
        """What the platforms' APIs stand on."""
        return self._emulator.ground

    def ready_line(self) -> dict[str, Any]:
        """Return the ready event."""
        ports = self._sockets.ports
        host = f"[{self._options.host}]" if ":" in self._options.host else self._options.host
        return {
            "event": "ready",
            "base_url": f"http://{host}:{ports.plain}",
            "tls_base_url": f"https://{host}:{ports.tls}",
            "control_url": f"http://{CONTROL_HOST}:{ports.control}{PREFIX}",
            "control_token": self._token,
            "credentials_file": str((self._options.state_dir / CREDENTIALS_FILE).resolve()),
            "pid": os.getpid(),
        }

    def run(self, ready: Callable[[], None]) -> None:
        """Serve until told to stop; `ready` is called once everything listens."""
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(self._serve(ready))

    async def _serve(self, ready: Callable[[], None]) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        _stop_on_signals(loop, stop)
        if self._options.exit_with_stdin:
            threading.Thread(target=_watch_stdin, args=(loop, stop), daemon=True).start()
        public = PublicApp(self._emulator, self._options.body_seconds)
        servers = [
            await self._listen(public, self._sockets.plain),
            await self._listen(public, self._sockets.tls, self._authority.context()),
            await self._listen(self._control(stop), self._sockets.control),
        ]
        sending = asyncio.create_task(self._sender.run())
        sending.add_done_callback(_tell_end)
        try:
            ready()
            await stop.wait()
        finally:
            sending.cancel()
            await self._end(servers)

    def _control(self, stop: asyncio.Event) -> ControlApp:
        return ControlApp(self._emulator, self._token, stop, self._sender, self._options.body_seconds)

    async def _listen(self, app: Any, listening: Any, tls: ssl.SSLContext | None = None) -> asyncio.Server:
        config = Config(
            app,
            http=Protocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=IDLE_SECONDS,
        )
        config.load()
        state = ServerState()
        self._states.append(state)

        def connected() -> Protocol:
            made = Protocol(config, state, {})
            made.head_seconds = self._options.head_seconds
            return made

        timeout = _HANDSHAKE_SECONDS if tls else None
        loop = asyncio.get_running_loop()
        return await loop.create_server(connected, sock=listening, ssl=tls, ssl_handshake_timeout=timeout)

    async def _end(self, servers: list[asyncio.Server]) -> None:
        for server in servers:
            server.close()
        for state in self._states:
            for connection in list(state.connections):
                connection.shutdown()
        tasks = [task for state in self._states for task in state.tasks]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
            for task in late:
                task.cancel()
        await self._sender.close()
        self._emulator.ground.close()


def _tell_end(sending: asyncio.Task[None]) -> None:
    """Say aloud that callbacks have stopped; the listeners go on."""
    if not sending.cancelled() and (error := sending.exception()) is not None:
        _log.error("callbacks are not sent any more", exc_info=error)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Take uvloop where it is installed; it has no Windows wheel."""
    try:
        module = import_module("uvloop")
    except ImportError:
        return None
    made: Callable[[], asyncio.AbstractEventLoop] = module.new_event_loop
    return made


def _stop_on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    def asked(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        if sys.platform == "win32":
            signal.signal(number, asked)
        else:
            loop.add_signal_handler(number, stop.set)


def _watch_stdin(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Wait for the end of standard input, reading past whatever comes."""
    with contextlib.suppress(OSError):
        while os.read(0, 65_536):
            pass
    with contextlib.suppress(RuntimeError):
        # The loop may be closed already when the end comes from elsewhere.
        loop.call_soon_threadsafe(stop.set)


def _kept_token(file: Path) -> str:
    """Return the control token of this state directory, made at the first start."""
    try:
        kept = file.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        kept = ""
    except OSError as error:
        raise EnvironmentFault(unusable(file.parent, error)) from error
    if len(kept) >= 32:
        return kept
    made = secrets.token_urlsafe(32)
    write_private(file, made.encode())
    return made
