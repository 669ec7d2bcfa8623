"""One window for each user and home: who is first holds a lock, and listens.

Needs no toolkit, and next to no time: every start goes through here. The lock goes with its process, however
that ends, so that a socket left behind by a killed one is nobody's; whoever gets the lock may sweep it away.
What comes after it was not got is the matter of `linktester.gui.handover`.
"""

import os
import sys
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR
from typing import IO

from linktester.filelock import lock

_MOST_SOCKET = 90
"""Octets of a socket's path: systems end at 104 or 108, and the toolkit adds some of its own."""


class Claim:
    """What a start has found. Keep it: the lock is held as long as it is, or until `release`."""

    def __init__(self, line: str, file: IO[bytes] | None, *, is_ours: bool, is_possible: bool = True) -> None:
        self.line = line
        """Where the first one listens: a socket's path, on Windows the name of a pipe."""
        self.is_ours = is_ours
        """True for the first one."""
        self.is_possible = is_possible
        """False where this system has no place to meet at; everybody is alone then."""
        self._file = file

    def release(self) -> None:
        """Let another one be the first. May be called twice."""
        self.is_ours = False
        file, self._file = self._file, None
        if file is not None:
            # While it is held: whoever opened it before will see that it has gone, and make another one.
            with suppress(OSError):
                os.unlink(file.name)  # noqa: PTH108 - a name, not a path
            file.close()


class Start:
    """How this process was started. Plain, because making a dataclass would be seen in the first paint."""

    def __init__(
        self, things: tuple[str, ...] = (), claim: Claim | None = None, *, is_second: bool = False
    ) -> None:
        self.things = things
        """Links and absolute file names to show."""
        self.claim = claim
        """Listens when it is the first one's; None: it was not asked."""
        self.is_second = is_second
        """True where another window holds the home and does not answer."""


def claim(home: Path, environment: Mapping[str, str] | None = None) -> Claim:
    """Return whether this process is the first with `home`. Waits for nothing and never raises."""
    env = os.environ if environment is None else environment
    name = f"linktester-{zlib.crc32(os.fsencode(key(home))):08x}"
    for folder in _folders(env):
        line = _line(folder, name, env)
        if len(os.fsencode(line)) <= _MOST_SOCKET and _is_private(folder):
            with suppress(OSError):
                return _claimed(folder / f"{name}.lock", line)
    return Claim("", None, is_ours=False, is_possible=False)


def key(home: Path) -> str:
    """Return the one name of a folder, however it was spelled."""
    return os.path.normcase(os.path.realpath(home))


if sys.platform == "win32":

    def _folders(env: Mapping[str, str]) -> Iterable[Path]:
        """Yield where this user's programs may meet, the best first."""
        yield Path(env.get("LOCALAPPDATA") or env.get("TEMP") or ".") / "linktester"

    def _line(folder: Path, name: str, env: Mapping[str, str]) -> str:
        del folder
        # Names of pipes belong to the whole machine.
        who = zlib.crc32(f"{env.get('USERDOMAIN')}/{env.get('USERNAME')}".encode("utf-8", "replace"))
        return rf"\\.\pipe\{name}-{who:08x}"

    def _is_private(folder: Path) -> bool:
        """Make the folder if it is not there; it lies in what is this user's alone."""
        with suppress(OSError):
            folder.mkdir(parents=True)
        return folder.is_dir()

else:

    def _folders(env: Mapping[str, str]) -> Iterable[Path]:
        """Yield where this user's programs may meet, the best first."""
        if env.get("XDG_RUNTIME_DIR"):
            yield Path(env["XDG_RUNTIME_DIR"])
        for folder in dict.fromkeys((env.get("TMPDIR") or "/tmp", "/tmp")):
            yield Path(folder) / f"linktester-{os.getuid()}"

    def _line(folder: Path, name: str, env: Mapping[str, str]) -> str:
        del env
        return str(folder / f"{name}.socket")

    def _is_private(folder: Path) -> bool:
        """Make the folder if it is not there, and tell whether it is this user's alone."""
        with suppress(OSError):
            folder.mkdir(mode=0o700)
        try:
            found = folder.lstat()
        except OSError:
            return False
        return S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _claimed(path: Path, line: str) -> Claim:
    """Try the lock. Raises OSError where it cannot be made or the file system knows none."""
    while True:
        file = path.open("ab")
        try:
            is_ours = lock(file)
            if is_ours and _stands(file, path):
                return Claim(line, file, is_ours=True)
        except OSError:
            file.close()
            raise
        file.close()
        if not is_ours:
            return Claim(line, None, is_ours=False)


def _stands(file: IO[bytes], path: Path) -> bool:
    """Tell whether an open file is still the one of this name: whoever held it may have deleted it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
