"""Writes a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.partfile import beside


def refuse_unwritable(path: Path) -> None:
    """Raise InputErrors when a report can surely not be written to `path`; to be asked before a long run."""
    folder = path.parent
    try:
        taken = path.is_dir()
    except (OSError, ValueError) as fault:
        raise _wrong("report.not-writable", path, reason=str(fault)[:200]) from fault
    if taken:
        raise _wrong("report.is-folder", path)
    if not folder.is_dir():
        raise _wrong("report.no-folder", folder)
    # A device or a pipe is written to as it stands; its folder gets no new file.
    written = path if is_no_file(path) else folder
    if not os.access(written, os.W_OK):
        raise _wrong("report.not-writable", written, reason="permission")


def is_no_file(path: Path) -> bool:
    """Return whether `path` is there and is a device, a pipe or a socket."""
    return path.exists() and not path.is_file()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream that becomes `path` when the block ends well; otherwise nothing changes.

    A device or a pipe is written to as it is; it must not be replaced. Raises InputErrors when the file
    cannot be written.
    """
    refuse_unwritable(path)
    if is_no_file(path):
        with _into(path) as stream:
            yield stream
        return
    try:
        with beside(path) as part:
            yield part.stream
            part.settle()
            part.put(keep_rights=False)
    except OSError as fault:
        raise _wrong("report.not-writable", path, reason=fault.strerror or str(fault)) from fault


@contextmanager
def _into(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("wb") as stream:
            yield stream
    except OSError as fault:
        raise _wrong("report.not-writable", path, reason=fault.strerror or str(fault)) from fault


def _wrong(code: str, path: Path, **args: str) -> InputErrors:
    return InputErrors([Problem(Place(file=str(path)), message(code, path=str(path), **args))])
