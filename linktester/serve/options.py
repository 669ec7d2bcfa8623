"""How an emulator is started."""

from dataclasses import dataclass
from pathlib import Path

HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What `linktester serve` takes."""

    state_dir: Path
    """Folder of keys, tickets, ports and the running instance's ready line. Made when absent."""
    host: str = "127.0.0.1"
    """Address of the public listeners. Anything but loopback needs `allow_remote`."""
    port: int = 0
    """Plain HTTP. 0 = the port of the last start on this state directory, else any free one."""
    tls_port: int = 0
    control_port: int = 0
    """The control port is always on loopback."""
    json: bool = False
    """Print the ready or failed event as one JSON line; otherwise as a sentence."""
    ready_file: Path | None = None
    """Also write the ready line here, mode 0600."""
    exit_with_stdin: bool = False
    """End when standard input ends, so that the emulator never outlives a killed parent."""
    packs: tuple[Path, ...] = ()
    """Extra folders of policy packs, later ones over earlier ones."""
    allow_remote: bool = False
    notify_hosts: tuple[str, ...] = ()
    """Host names beside loopback to which callbacks may be sent."""
    quiet: bool = False
    """Write no live log to standard error; with `json` there is none anyway."""
    log_file: Path | None = None
    """Add the live log to this file instead, with `json` as well."""
    language: str | None = None
    """Of words for people; the environment's where None."""
    sdk_command: str = ""
    """Command that prints how an SDK is pointed here, as a user types it; empty where there is none."""
    head_seconds: float = HEAD_SECONDS
    """How long a peer may take for a request's head, from the connection or the first octet on."""
    body_seconds: float = BODY_SECONDS
    """How long it may take for the body then."""
