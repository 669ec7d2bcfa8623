"""Pages of an untrusted PDF, drawn by a child process that is ended when it takes too long."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

from PIL import Image

from linktester.model.errors import EnvironmentFault
from linktester.model.message import Message, message
from linktester.qr.pdfpages import DOTS_PER_INCH, MAX_BYTES, MAX_PIXELS, MAX_SECONDS, Page
from linktester.qr.pictures import wrong

GRACE = 2.0
"""Seconds the child gets beyond what it allows itself."""
_LONGEST_HEAD = 4096


def command() -> tuple[str, ...]:
    """Return how this installation starts the child: as a module, or as the one frozen executable."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "qr", "pages")
    return (sys.executable, "-m", "linktester.qr.pageworker")


def isolated_pages(
    data: bytes,
    dots_per_inch: float = DOTS_PER_INCH,
    seconds: float = MAX_SECONDS,
    program: Sequence[str] | None = None,
) -> Iterator[Page]:
    """Yield every page as `pdfpages.pages` does; a document that kills its reader is told like a damaged one.

    Raises EnvironmentFault when the child cannot be started.
    """
    if len(data) > MAX_BYTES:
        raise wrong(message("qr.document-too-large", size=len(data), limit=MAX_BYTES))
    child = _started([*(program or command()), str(dots_per_inch), str(seconds)])
    late = threading.Event()
    watch = threading.Timer(seconds + GRACE, _end, (child, late))
    watch.daemon = True
    watch.start()
    number = 0
    try:
        _give(child, data)
        for page in _received(child):
            number = page.number
            yield page
        if child.wait() or late.is_set():
            raise wrong(message("qr.page-too-slow" if late.is_set() else "qr.page-broken", page=number + 1))
    finally:
        watch.cancel()
        child.kill()
        _pipe(child.stdout).close()
        child.wait()


def _started(words: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise EnvironmentFault(message("qr.child-not-startable", reason=reason)) from fault


def _end(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _give(child: subprocess.Popen[bytes], data: bytes) -> None:
    # It reads all of it before it writes; when it dies over it, its output says so.
    with suppress(OSError), _pipe(child.stdin) as stream:
        stream.write(data)


def _received(child: subprocess.Popen[bytes]) -> Iterator[Page]:
    out = _pipe(child.stdout)
    while line := out.readline(_LONGEST_HEAD):
        head = _head(line)
        if head is None:
            return
        if "code" in head:
            raise wrong(Message(str(head["code"]), head["args"]))
        size = (int(head["width"]), int(head["height"]))
        if size[0] * size[1] > 2 * MAX_PIXELS:
            return
        body = out.read(size[0] * size[1])
        if len(body) != size[0] * size[1]:
            return
        yield Page(int(head["page"]), Image.frombytes("L", size, body), float(head["dots"]))


def _head(line: bytes) -> dict[str, Any] | None:
    """Return what stands ahead of a page; None when the child broke off within it."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
