"""The readable live log: happenings go to a thread of its own, which lays them out and writes them.

Answers never wait for whoever reads: what a full queue cannot take is counted and left out.
"""

import asyncio
import os
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TextIO

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.serve.happenings import Happening, Kept
from linktester.serve.loglines import Line, LogLines
from linktester.wording import Words

MOST_WAITING = 2_000
FILE_WIDTH = 400
"""Columns where there is no terminal."""
USUAL_WIDTH, NARROWEST = 100, 40
_END_SECONDS = 1.0
_PAUSE_SECONDS = 0.03
"""How long a line may wait for others; nobody sees the difference."""
_COLOURS = {"good": "32", "warn": "33", "bad": "31;1", "dim": "2", "name": "36"}
Write = Callable[[str], None]
_Item = tuple[datetime, Happening]


class LiveLog:
    """One live log. `take` is called on the emulator's thread, everything else happens on its own."""

    def __init__(
        self, words: Words, write: Write, width: Callable[[], int], *, coloured: bool = False
    ) -> None:
        """`write` gets whole lines, OSError from it ends the log; `width` tells the columns there are."""
        self._lines = LogLines(words)
        self._write = write
        self._width = width
        self._coloured = coloured
        self._waiting: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._held: list[_Item] = []
        self._closing = threading.Event()
        self._ended = False
        self._dropped = 0
        self._dropped_told = 0
        self._thread = threading.Thread(target=self._run, name="live log", daemon=True)
        self._thread.start()

    def take(self, happening: Happening) -> None:
        """Hand on a happening. Changes of orders follow the request or the act that caused them."""
        item = (datetime.now().astimezone(), happening)
        if isinstance(happening, Kept) and self._hold(item):
            return
        self._put(item)
        self._release()

    def close(self) -> None:
        """Write what waits, within a second, and end."""
        self._release()
        self._closing.set()
        self._waiting.put(None)
        self._thread.join(_END_SECONDS)

    def _hold(self, item: _Item) -> bool:
        """Keep `item` back until the loop's step is over; False where there is no loop."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return False
        if not self._held:
            loop.call_soon(self._release)
        self._held.append(item)
        return True

    def _release(self) -> None:
        held, self._held = self._held, []
        for item in held:
            self._put(item)

    def _put(self, item: _Item) -> None:
        if self._ended:
            return
        if self._waiting.qsize() >= MOST_WAITING:
            self._dropped += 1
        else:
            self._waiting.put(item)

    def _run(self) -> None:
        while (item := self._waiting.get()) is not None:
            # Answers come first: a thread woken by each of them would cost more than its line.
            self._closing.wait(_PAUSE_SECONDS)
            items = [item, *self._more()]
            try:
                self._write("".join(map(self._text, items)))
            except (OSError, ValueError):
                # Nobody reads any more.
                break
        self._ended = True
        while not self._waiting.empty():
            self._waiting.get()

    def _more(self) -> Iterator[_Item]:
        """Yield what waits already; the end is left to be found again."""
        while not self._waiting.empty():
            item = self._waiting.get()
            if item is None:
                self._waiting.put(None)
                return
            yield item

    def _text(self, item: _Item) -> str:
        at, happening = item
        lines = list(self._lines.lines(happening, at, self._width()))
        dropped = self._dropped
        if dropped > self._dropped_told:
            lines.insert(0, self._lines.dropped(dropped - self._dropped_told))
            self._dropped_told = dropped
        return "".join(self._painted(line) + "\n" for line in lines)

    def _painted(self, line: Line) -> str:
        if not self._coloured:
            return "".join(text for text, _ in line)
        return "".join(f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if style else text for text, style in line)


def on_stream(words: Words, stream: TextIO, environment: Mapping[str, str]) -> LiveLog:
    """Return a log on a standard stream: coloured and as wide as the terminal, where it is one."""
    if stream.isatty():
        width = partial(_columns, stream)
        return LiveLog(words, _to_text(stream), width, coloured=wants_colour(environment))
    try:
        # Past the stream's own buffer: nothing may hold its lock when the process ends.
        write = _to_number(stream.fileno())
    except (OSError, ValueError):
        write = _to_text(stream)
    return LiveLog(words, write, _file_width)


def on_file(words: Words, file: Path) -> LiveLog:
    """Return a log that is added to `file`. Raises EnvironmentFault when it cannot be written."""

    def write(text: str) -> None:
        # Opened for each piece, so that it may be moved away meanwhile.
        with file.open("ab", buffering=0) as opened:
            opened.write(text.encode("utf-8", "backslashreplace"))

    try:
        write("")
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault(message("serve.bad-log", file=str(file), reason=reason)) from error
    return LiveLog(words, write, _file_width)


def wants_colour(environment: Mapping[str, str]) -> bool:
    """Tell whether a terminal in this environment is to be coloured."""
    return (
        not environment.get("NO_COLOR")
        and environment.get("TERM", "") != "dumb"
        and _understands(environment)
    )


def _understands(environment: Mapping[str, str]) -> bool:
    """Tell whether the terminal obeys escape sequences; old Windows consoles show them."""
    return os.name != "nt" or "WT_SESSION" in environment or "ANSICON" in environment


def _to_text(stream: TextIO) -> Write:
    def write(text: str) -> None:
        stream.write(text)
        stream.flush()

    return write


def _to_number(number: int) -> Write:
    def write(text: str) -> None:
        data = text.encode("utf-8", "backslashreplace")
        while data:
            data = data[os.write(number, data) :]

    return write


def _columns(stream: TextIO) -> int:
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, NARROWEST)
    except (OSError, ValueError):
        return USUAL_WIDTH


def _file_width() -> int:
    return FILE_WIDTH
