"""Android's advanced globs: sets, ranges and repetitions, each greedy and without a way back.

A glob becomes a regular expression of possessive repetitions only: those never backtrack either, so matching
takes time in proportion to the text, whatever the pattern.
"""

import re
from dataclasses import dataclass, field

from linktester.model.message import Message, message
from linktester.oslinks.android.javatext import integer, units

_MOST_SLOTS = 2048 - 3
"""The system gives up on a pattern that fills more of its table before the last character."""
_MOST = (1 << 31) - 1
_NEVER = "[^\\x00-\\U0010ffff]"


class GlobError(Exception):
    """The system refuses to build this pattern; carries why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.code)
        self.reason = reason


def build_advanced(pattern: str) -> re.Pattern[str]:
    """Return an expression for `fullmatch` on the text's UTF-16 units. Raises GlobError."""
    return re.compile("".join(_Reader(units(pattern)).read()), re.DOTALL)


@dataclass(slots=True)
class _Set:
    inverse: bool
    items: list[tuple[str, str]] = field(default_factory=list)
    low: str | None = None
    """First half of a range whose second half is due."""


class _Reader:
    """Reads one pattern from left to right; `slots` counts as the system's table does."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.slots = 0
        self.parts: list[str] = []
        self.set: _Set | None = None
        self.may_repeat = False

    def read(self) -> list[str]:
        while self.at < len(self.pattern):
            self._check_size()
            char = self.pattern[self.at]
            if self.set is None:
                self._outside(char)
            else:
                self._inside(self.set, char)
        if self.set is not None:
            raise GlobError(message("androidrules.glob-open-set"))
        return self.parts

    def _check_size(self) -> None:
        if self.slots > _MOST_SLOTS:
            raise GlobError(message("androidrules.glob-too-long"))

    def _outside(self, char: str) -> None:
        if char == "[":
            self._open_set()
        elif char in "*+":
            self._modify(0 if char == "*" else 1, _MOST)
            self.slots += 1
            self.at += 1
        elif char == "{":
            self._range()
        elif char == "}":
            # A closing brace without an opening one vanishes.
            self.at += 1
        elif char == ".":
            self._token(".")
        else:
            self._token(re.escape(self._unescaped(char)))

    def _unescaped(self, char: str) -> str:
        if char != "\\":
            return char
        self.at += 1
        if self.at >= len(self.pattern):
            raise GlobError(message("androidrules.glob-escape-at-end"))
        return self.pattern[self.at]

    def _token(self, part: str, slots: int = 1) -> None:
        self.parts.append(part)
        self.may_repeat = True
        self.slots += slots
        self.at += 1

    def _modify(self, least: int, most: int) -> None:
        if not self.may_repeat:
            raise GlobError(message("androidrules.glob-lone-modifier"))
        self.may_repeat = False
        if most <= 0:
            self.parts.pop()
        elif (least, most) != (1, 1):
            upper = "" if most == _MOST else str(most)
            self.parts[-1] += f"{{{max(least, 0)},{upper}}}+"

    def _range(self) -> None:
        if not self.may_repeat:
            raise GlobError(message("androidrules.glob-lone-modifier"))
        end = self.pattern.find("}", self.at)
        if end < 0:
            raise GlobError(message("androidrules.glob-open-range"))
        self._modify(*_bounds(self.pattern[self.at + 1 : end]))
        self.slots += 3
        self.at = end
        self._check_size()
        self.slots += 1
        self.at += 1

    def _open_set(self) -> None:
        inverse = self.pattern.startswith("^", self.at + 1)
        self.set = _Set(inverse)
        self.slots += 1
        self.at += 2 if inverse else 1

    def _inside(self, found: _Set, char: str) -> None:
        if char == "]":
            self._close_set(found)
            return
        char = self._unescaped(char)
        if found.low is not None:
            found.items.append((found.low, char))
            found.low = None
            self.slots += 1
        elif self._starts_range():
            found.low = char
            self.slots += 1
            self.at += 1
        else:
            found.items.append((char, char))
            self.slots += 2
        self.at += 1

    def _starts_range(self) -> bool:
        ahead = self.pattern[self.at + 1 : self.at + 3]
        return len(ahead) == 2 and ahead[0] == "-" and ahead[1] != "]"

    def _close_set(self, found: _Set) -> None:
        if not found.items:
            raise GlobError(message("androidrules.glob-empty-set"))
        self.set = None
        self._token(_set_part(found))


def _set_part(found: _Set) -> str:
    # A range whose ends are the wrong way round is legal and holds nothing.
    ranges = "".join(f"\\u{ord(low):04x}-\\u{ord(high):04x}" for low, high in found.items if low <= high)
    if not ranges:
        return "." if found.inverse else _NEVER
    return f"[{'^' if found.inverse else ''}{ranges}]"


def _bounds(text: str) -> tuple[int, int]:
    first, comma, second = text.partition(",")
    least = integer(first)
    most: int | None = least
    if comma:
        most = integer(second) if second else _MOST
    if least is None or most is None:
        raise GlobError(message("androidrules.glob-bad-range", range=text[:60]))
    if least > most:
        raise GlobError(message("androidrules.glob-range-order", range=text[:60]))
    return least, most
