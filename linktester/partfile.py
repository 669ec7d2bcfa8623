"""Files that are written beside their place first, and then put there at one stroke."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

MOST_NAME = 56
"""Characters of the file's own name in its part's: a name ends at 255 octets, and each may take four."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the making. All methods raise OSError."""

    target: Path
    """Where it will stand."""
    path: Path
    stream: BinaryIO
    """Open for writing until `settle`."""

    def settle(self) -> None:
        """Let what was written survive a power cut, and close the stream."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()

    def fill(self, octets: bytes) -> None:
        """Write all of it."""
        self.stream.write(octets)
        self.settle()

    def put(self, *, keep_rights: bool) -> None:
        """Put a settled part in place of the target, with its rights if wanted."""
        if keep_rights and self.target.exists():
            shutil.copymode(self.target, self.path)
        self.path.replace(self.target)


@contextmanager
def beside(target: Path) -> Iterator[Part]:
    """Yield a new part of `target`; it goes when the block ends and it was not put. Raises OSError."""
    path = target.with_name(f".{target.name[:MOST_NAME]}.{secrets.token_hex(4)}.part")
    stream = path.open("xb")
    try:
        with stream:
            yield Part(target, path, stream)
    finally:
        with suppress(OSError):
            path.unlink()


@contextmanager
def told(path: Path, code: str) -> Iterator[None]:
    """Turn what the file system refuses into EnvironmentFault: the message `code` of `path` and `reason`."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault(message(code, path=str(path), reason=reason)) from error
