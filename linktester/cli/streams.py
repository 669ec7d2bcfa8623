"""The standard streams as they really come: closed, cut off half-way, on a full disk, in any locale."""

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any, TextIO, cast

_GONE = (errno.EPIPE, errno.EINVAL)
"""What writing to a reader that has gone says; Windows says the second."""


class Outlet:
    """A text stream that never stops the work: once it cannot be written, it swallows what comes.

    A reader that has gone (`| head`) is no fault of anybody's; every other reason is kept in `fault`.
    """

    def __init__(self, stream: TextIO | None) -> None:
        """`stream` is None where the process was started without one."""
        self._stream = stream
        self.fault: str | None = None
        """Why nothing could be written any more, in the system's words."""

    def write(self, text: str) -> int:
        """Write `text`, or swallow it."""
        if self._stream is not None:
            try:
                self._stream.write(text)
            except (OSError, ValueError) as error:
                self._give_up(error)
        return len(text)

    def write_octets(self, data: bytes) -> None:
        """Write what is no text, after the text before it."""
        self.flush()
        if self._stream is not None:
            try:
                self._stream.buffer.write(data)
            except (OSError, ValueError) as error:
                self._give_up(error)

    def flush(self) -> None:
        """Hand on what was written."""
        if self._stream is not None:
            try:
                self._stream.flush()
            except (OSError, ValueError) as error:
                self._give_up(error)

    def isatty(self) -> bool:
        """Tell whether somebody looks."""
        return self._stream is not None and self._stream.isatty()

    @property
    def gone(self) -> bool:
        """Return whether nothing can be written any more: work for it alone may end."""
        return self._stream is None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _give_up(self, error: OSError | ValueError) -> None:
        stream, self._stream = self._stream, None
        if isinstance(error, OSError) and error.errno not in _GONE:
            self.fault = error.strerror or str(error)
        # What is still in its buffer would fail once more when the process ends.
        with suppress(OSError, ValueError, AttributeError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, cast(TextIO, stream).fileno())
            os.close(null)


def outlet(stream: TextIO | None) -> Outlet:
    """Return `stream` as one that can be written without care."""
    return stream if isinstance(stream, Outlet) else Outlet(stream)


def standard_input() -> TextIO:
    """Return the standard input as text; empty where the process was started without one."""
    return sys.stdin or io.StringIO()


def read_octets(stream: TextIO, most: int) -> bytes:
    """Return at most `most` octets of a text stream, those under it where there are any."""
    binary = getattr(stream, "buffer", None)
    return (
        bytes(binary.read(most)) if binary is not None else stream.read(most).encode("utf-8", "surrogatepass")
    )


def fill_gaps() -> None:
    """Open the null device for each standard stream that is closed.

    Otherwise the next file or socket would take its number, and whatever is printed would go there.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def force_utf_8() -> None:
    """Make the standard streams UTF-8 whatever the locale says; what cannot be written is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
