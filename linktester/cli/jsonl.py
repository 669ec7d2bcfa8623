"""Answers lines with lines, for programs at both ends of a pipe.

One line in, one line out, in the same order and in constant memory. Answers are handed on whenever no
further input is ready, so that a program may wait for one before it writes the next question.
"""

from collections.abc import Callable, Iterator
from typing import TextIO

MOST_OCTETS = 16 * 1024 * 1024
"""Longest line, its line break not counted; what is longer is skipped and told."""
_CHUNK = 256 * 1024
_FULL = 1024 * 1024
"""Characters of answers that are handed on even while input is ready."""
_MARK = b"\xef\xbb\xbf"

Answer = Callable[[bytes | None], str]
"""Makes the answer to a line, its line break included; None stands for a line that was too long."""


def source(stream: TextIO) -> Callable[[], bytes]:
    """Return what reads the octets of `stream` that are there, waiting for the first; empty at the end."""
    binary = getattr(stream, "buffer", None)
    if binary is None:
        return lambda: stream.read(_CHUNK).encode("utf-8", "surrogatepass")
    return lambda: bytes(binary.read1(_CHUNK))


def lines(read: Callable[[], bytes], before_waiting: Callable[[], bool]) -> Iterator[bytes | None]:
    """Yield the lines that `read` gives, without line breaks and blank ones; None for one too long.

    `before_waiting` is called ahead of every read and ends it all by returning False.
    """
    start, skipping, mark = bytearray(), False, _MARK
    while before_waiting():
        chunk = read()
        if not chunk:
            break
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            line, mark = _joined(start, piece).removeprefix(mark), b""
            if not skipping and not _is_blank(line):
                yield line if len(line) <= MOST_OCTETS else None
            skipping = False
        start += b"" if skipping else rest
        if len(start) > MOST_OCTETS + 1:
            yield None
            start, skipping = bytearray(), True
    last = bytes(start).removeprefix(mark)
    if not _is_blank(last):
        yield last if len(last) <= MOST_OCTETS else None


def answer_all(read: Callable[[], bytes], answer: Answer, write: Callable[[str], bool]) -> None:
    """Answer every line until there are no more, or `write` returns False because nobody listens."""
    pending: list[str] = []
    size = 0

    def hand_on() -> bool:
        nonlocal size
        text, size = "".join(pending), 0
        pending.clear()
        return not text or write(text)

    for line in lines(read, hand_on):
        said = answer(line)
        pending.append(said)
        size += len(said)
        if size > _FULL and not hand_on():
            return
    hand_on()


def _joined(start: bytearray, piece: bytes) -> bytes:
    """Return the line that `piece` ends, and forget its beginning."""
    line = bytes(start) + piece if start else piece
    start.clear()
    return line[:-1] if line.endswith(b"\r") else line


def _is_blank(line: bytes) -> bool:
    return not line or line.isspace()
