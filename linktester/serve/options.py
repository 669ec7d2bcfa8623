"""How an emulator is started."""

from dataclasses import dataclass
from pathlib import Path


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
