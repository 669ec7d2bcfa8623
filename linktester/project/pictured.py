"""What somebody gave as a picture: the texts of the codes in it.

Apart from `given`, because the libraries for pictures are not needed before there is one.
"""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from linktester import qr
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Finding
from linktester.model.message import Message, message
from linktester.project.given import MOST_CHOICES

MAX_PICTURE = 32 * 1024 * 1024
"""Octets of a picture file that are read; `qr` refuses larger ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A picture that was read."""

    texts: tuple[str, ...]
    """What its codes say, each once, in the decoder's order; empty when no code could be read."""
    findings: tuple[Finding, ...] = ()
    """What a weaker scanner would stumble over."""


def read_picture(data: bytes) -> Pictured:
    """Return what the codes in a picture say. Raises InputErrors for what is no picture, or too large."""
    codes = qr.read(data)
    texts = tuple(dict.fromkeys(code.text for code in codes))[:MOST_CHOICES]
    return Pictured(texts=texts, findings=qr.check(data))


def read_file(path: Path) -> Pictured:
    """Return what the codes in a picture file say. Raises InputErrors, also for whatever is no file."""
    return read_picture(file_octets(path))


def file_octets(path: Path) -> bytes:
    """Return the octets of a picture file, one more than is looked at when it is too large.

    Raises InputErrors for whatever is no file.
    """
    try:
        if path.is_dir():
            raise _wrong(path, message("given.folder"))
        if path.exists() and not path.is_file():
            # A pipe that nobody writes to would be waited for.
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with path.open("rb") as stream:
            return stream.read(MAX_PICTURE + 1)
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise _wrong(path, message("given.unreadable", reason=reason[:200])) from fault


def _wrong(path: Path, said: Message) -> InputErrors:
    return InputErrors([Problem(Place(file=path.name), said)])
