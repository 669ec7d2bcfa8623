"""What whoever looks after a fleet of machines has laid down for all users of one, in a file only they write.

    [updates]
    check = false                                        # true: ask; false: never ask
    address = "https://intranet.example/linktester.txt"  # where to ask

What it names cannot be changed in the window; what it does not name can. A file that cannot be understood is
told, and nothing is asked of anybody until it is mended.
"""

import os
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linktester.model.message import Message, message

NAME = "policy.toml"
MOST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """The file, as far as it says anything."""

    file: Path
    check: bool | None = None
    """Whether newer versions are asked for; None leaves it to the user."""
    address: str | None = None
    """Where; None leaves it to the user."""
    problem: Message | None = None
    """Why the file was not understood; then `check` is False."""

    def locks(self, setting: str) -> bool:
        """Tell whether a setting of the window is laid down here."""
        return {"updates": self.check, "address": self.address}.get(setting) is not None


def standard_file() -> Path:
    """Return where this system keeps what holds for all its users; no user's environment is believed."""
    if sys.platform == "win32":
        from platformdirs import PlatformDirs  # noqa: PLC0415 - asks the system itself

        return PlatformDirs("linktester", appauthor=False).site_config_path / NAME
    folder = "/Library/Application Support" if sys.platform == "darwin" else "/etc"
    return Path(folder, "linktester", NAME)


def read(file: Path | None = None) -> Fleet:
    """Return what `file`, or the standard one, lays down; nothing where there is none. Asks the disk."""
    file = standard_file() if file is None else file
    try:
        octets = _octets(file)
    except FileNotFoundError:
        return Fleet(file=file)
    except OSError as error:
        return _broken(file, error.strerror or str(error))
    try:
        table = tomllib.loads(octets.decode())
        if len(octets) > MOST:
            raise ValueError(f"> {MOST} B")
        return _fleet(file, table)
    except (ValueError, RecursionError) as error:
        return _broken(file, str(error))


def _octets(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MOST + 1)


def _fleet(file: Path, table: dict[str, Any]) -> Fleet:
    """Return what a table says; names that a later version may know are left alone. Raises ValueError."""
    updates = table.get("updates", {})
    if not isinstance(updates, dict):
        raise ValueError("[updates]")
    check, address = updates.get("check"), updates.get("address")
    if not isinstance(check, bool | None):
        raise ValueError("[updates] check")
    if not isinstance(address, str | None):
        raise ValueError("[updates] address")
    return Fleet(file=file, check=check, address=address)


def _broken(file: Path, reason: str) -> Fleet:
    said = message("fleet.broken", file=os.fspath(file), reason=reason[:200])
    return Fleet(file=file, check=False, problem=said)
