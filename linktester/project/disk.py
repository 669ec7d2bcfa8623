"""Octets of suite files on disk: read whole, replaced whole or not at all, never overwritten by accident."""

import errno
import hashlib
import os
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from linktester import partfile
from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.partfile import beside
from linktester.suite import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a look at a file costs nothing to know; another stamp means: read it again."""

    modified_ns: int
    size: int
    number: int
    """Of the inode: editors that replace a file keep time and size, at worst, but not this."""


def digest_of(octets: bytes) -> str:
    """Return the SHA-256 of a file as 64 hex digits."""
    return hashlib.sha256(octets).hexdigest()


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, None when there is none."""
    with suppress(OSError):
        found = path.stat()
        return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
    return None


def octets_of(path: Path) -> bytes | None:
    """Return what the file holds, one octet beyond the limit of a suite at most; None when it is gone.

    Raises EnvironmentFault when it is there and cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault(message("project.unreadable", path=str(path), reason=reason)) from error


def replace(path: Path, octets: bytes, seen: str | None) -> bool:
    """Put `octets` in place of the file at one stroke, if it still has the digest `seen` (None: is gone).

    Returns False, with nothing done, when it has another. Rights stay, and a link to a file elsewhere stays
    one. Raises EnvironmentFault, with the old file untouched, when the disk does not take it.
    """
    with told(path):
        target = path.resolve()
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with beside(target) as part:
            part.fill(octets)
            # As late as can be: nobody holds a lock on a text file that people edit.
            present = octets_of(path)
            if (None if present is None else digest_of(present)) != seen:
                return False
            part.put(keep_rights=True)
        _settle(target.parent)
        return True


def create(path: Path, octets: bytes) -> bool:
    """Write a new file; False, with nothing done, when the name is taken. Raises EnvironmentFault."""
    with told(path):
        # Looked at first, so that a folder where everything stands already need not be writable.
        if path.exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path) as part:
            part.fill(octets)
            return _named(part.path, path)


def move(path: Path, target: Path) -> bool:
    """Give a file another name; False, with nothing done, when that is taken. Raises EnvironmentFault."""
    with told(path):
        if target.exists() or target.is_symlink():
            return False
        path.rename(target)
        return True


def told(path: Path) -> AbstractContextManager[None]:
    """Turn what the file system refuses into EnvironmentFault."""
    return partfile.told(path, "project.unwritable")


def _named(part: Path, path: Path) -> bool:
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:
        # Sticks and some network folders know no second names; what is left is to look first.
        if path.exists():
            return False
        part.rename(path)
    return True


def _settle(folder: Path) -> None:
    """Let the new name survive a power cut, where a folder can be asked for that."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
