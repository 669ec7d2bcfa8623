"""The emulator's three sockets, and the ports it had last time."""

import contextlib
import errno
import logging
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.serve.files import write_private
from linktester.serve.options import ServeOptions

PORTS_FILE = "ports.json"
CONTROL_HOST = "127.0.0.1"
_BACKLOG = 1024
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ports:
    """Port numbers by listener; 0 = any."""

    plain: int = 0
    tls: int = 0
    control: int = 0


@dataclass(frozen=True, slots=True)
class Sockets:
    """Bound and listening."""

    plain: socket.socket
    tls: socket.socket
    control: socket.socket

    @property
    def ports(self) -> Ports:
        """The numbers they got."""
        return Ports(*(each.getsockname()[1] for each in (self.plain, self.tls, self.control)))


def open_sockets(options: ServeOptions) -> Sockets:
    """Bind the three listeners and remember their ports in the state directory.

    A port the user named must be free; one remembered from the last start is given up when somebody else
    has taken it meanwhile. Raises EnvironmentFault.
    """
    last = _remembered(options.state_dir)
    opened: list[socket.socket] = []
    wanted = (
        (options.host, options.port, last.plain),
        (options.host, options.tls_port, last.tls),
        (CONTROL_HOST, options.control_port, last.control),
    )
    try:
        for host, named, before in wanted:
            opened.append(_bound(host, named, before))
    except EnvironmentFault:
        for each in opened:
            each.close()
        raise
    sockets = Sockets(*opened)
    write_private(options.state_dir / PORTS_FILE, msgspec.json.encode(sockets.ports))
    return sockets


def _remembered(folder: Path) -> Ports:
    try:
        return msgspec.json.decode((folder / PORTS_FILE).read_bytes(), type=Ports)
    except (OSError, msgspec.MsgspecError):
        return Ports()


def _bound(host: str, named: int, before: int) -> socket.socket:
    if named == 0 and before != 0:
        with contextlib.suppress(OSError, OverflowError):
            return _listening(host, before)
        _log.warning("port %d of the last start is taken, another one is used", before)
    try:
        return _listening(host, named)
    except (OSError, OverflowError) as error:
        code = getattr(error, "errno", None)
        if code == errno.EADDRINUSE:
            raise EnvironmentFault(message("serve.port-in-use", host=host, port=named)) from error
        said = message("serve.cannot-listen", host=host, port=named, reason=str(error))
        raise EnvironmentFault(said) from error


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY on what it accepts only where the protocol is named; without it every POST
    # waits some 40 ms for a delayed acknowledgement.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            # After a restart the old connections linger; Windows needs nothing and means theft by it.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_BACKLOG)
    except (OSError, OverflowError):
        made.close()
        raise
    made.setblocking(False)
    return made
