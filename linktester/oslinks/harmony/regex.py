"""Regular expressions of `pathRegex`, matched without backtracking: no expression is catastrophic.

The system compiles them as C++ `std::regex` (ECMAScript) and wants the whole URI covered; an expression
that it refuses never matches. Read here: literals, classes, groups, alternatives and repetitions; look-ahead,
back references, word boundaries and named classes are told as not simulated.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from linktester.oslinks.reach import START, Places

Step = Callable[[Places, int], int]
"""Takes where one has got so far to where one gets from there."""

MOST_CHARACTERS = 4_000
MOST_DEPTH = 50
MOST_REPEATS = 1_000
_DIGITS = frozenset("0123456789")
_WORDS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") | _DIGITS
_BLANKS = frozenset(" \t\n\r\f\v")
_CLASSES = {"d": _DIGITS, "w": _WORDS, "s": _BLANKS}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_COUNTED = re.compile(r"\{(\d+)(,?)(\d*)\}")
_HEX = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_SPECIAL = frozenset("^$\\.*+?()[]{}|/-")


class BadRegexError(ValueError):
    """The system refuses this expression."""


class NotSimulatedError(ValueError):
    """A feature that is not simulated; the message names it."""


def covers(expression: str, places: Places) -> bool:
    """Return whether the expression covers the whole text.

    Raises BadRegexError, NotSimulatedError or BudgetSpentError.
    """
    return places.at_end(_compiled(expression)(places, START))


def _one_of(chars: frozenset[str], *, negated: bool = False) -> Step:
    def step(places: Places, reach: int) -> int:
        return places.one_of(reach, chars, negated=negated)

    return step


def _at_start(places: Places, reach: int) -> int:
    return places.at(reach, 0)


def _at_end(places: Places, reach: int) -> int:
    return places.at(reach, places.length)


_SIMPLE: Mapping[str, Step] = {
    ".": _one_of(frozenset("\n\r\u2028\u2029"), negated=True),
    "^": _at_start,
    "$": _at_end,
}


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> Step:
    if len(expression) > MOST_CHARACTERS:
        raise NotSimulatedError("length")
    reader = _Reader(expression)
    step = reader.alternatives(0)
    if not reader.is_at_end():
        raise BadRegexError(expression[reader.at])
    return step


class _Reader:
    """Reads an expression into one step."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def is_at_end(self) -> bool:
        return self.at >= len(self.text)

    def alternatives(self, depth: int) -> Step:
        if depth > MOST_DEPTH:
            raise NotSimulatedError("nesting")
        branches = [self._sequence(depth)]
        while self._takes("|"):
            branches.append(self._sequence(depth))
        return branches[0] if len(branches) == 1 else _either(branches)

    def _sequence(self, depth: int) -> Step:
        steps = []
        while not self.is_at_end() and self.text[self.at] not in "|)":
            steps.append(self._repeated(self._atom(depth)))
        return _in_turn(steps)

    def _atom(self, depth: int) -> Step:
        char = self._next()
        if char == "(":
            return self._group(depth)
        if char == "[":
            return self._class()
        if char in _SIMPLE:
            return _SIMPLE[char]
        if char == "\\":
            chars, negated = self._escape()
            return _one_of(chars, negated=negated)
        if char in "*+?{":
            raise BadRegexError(char)
        return _one_of(frozenset(char))

    def _group(self, depth: int) -> Step:
        if self._takes("?") and not self._takes(":"):
            raise NotSimulatedError("(?")
        step = self.alternatives(depth + 1)
        if not self._takes(")"):
            raise BadRegexError("(")
        return step

    def _repeated(self, step: Step) -> Step:
        least, most = self._times()
        if (least, most) == (1, 1):
            return step
        # A lazy repetition covers the same texts.
        self._takes("?")
        if most is not None and most < least:
            raise BadRegexError("{")
        return _times(step, least, most)

    def _times(self) -> tuple[int, int | None]:
        for mark, times in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._takes(mark):
                return times
        if self.text[self.at : self.at + 1] != "{":
            return 1, 1
        found = _COUNTED.match(self.text, self.at)
        if found is None:
            raise BadRegexError("{")
        self.at = found.end()
        least = _count(found[1])
        if found[3] and not found[2]:
            raise BadRegexError("{")
        return least, (_count(found[3]) if found[3] else None if found[2] else least)

    def _class(self) -> Step:
        negated = self._takes("^")
        chars: set[str] = set()
        while not self._takes("]"):
            chars |= self._range()
        return _one_of(frozenset(chars), negated=negated)

    def _range(self) -> frozenset[str]:
        first = self._member()
        rest = self.text[self.at : self.at + 2]
        if len(first) != 1 or not rest.startswith("-") or rest in {"-", "-]"}:
            return first
        self.at += 1
        last = self._member()
        low, high = ord(min(first)), ord(min(last, default="\0"))
        if len(last) != 1 or high < low:
            raise BadRegexError("-")
        return frozenset(map(chr, range(low, high + 1)))

    def _member(self) -> frozenset[str]:
        char = self._next()
        if char == "[" and self.text[self.at : self.at + 1] in {":", "=", "."}:
            raise NotSimulatedError("[[")
        if char != "\\":
            return frozenset(char)
        chars, negated = self._escape()
        if negated:
            raise NotSimulatedError("[\\W]")
        return chars

    def _escape(self) -> tuple[frozenset[str], bool]:
        """Return the characters an escape stands for, and whether it stands for all others."""
        found = _HEX.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
            return frozenset(chr(int(found[1] or found[2], 16))), False
        char = self._next()
        if char.lower() in _CLASSES:
            return _CLASSES[char.lower()], char.isupper()
        if char in "bBc123456789":
            raise NotSimulatedError(f"\\{char}")
        if char.isalnum() and char not in _CONTROLS:
            raise BadRegexError(char)
        return frozenset(_CONTROLS.get(char, char)), False

    def _next(self) -> str:
        if self.is_at_end():
            raise BadRegexError("")
        self.at += 1
        return self.text[self.at - 1]

    def _takes(self, char: str) -> bool:
        if self.text[self.at : self.at + 1] != char:
            return False
        self.at += 1
        return True


def escaped(text: str) -> str:
    """Return the expression that covers exactly `text`."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in text)


def _count(digits: str) -> int:
    if len(digits) > 4 or int(digits) > MOST_REPEATS:
        raise NotSimulatedError("{")
    return int(digits)


def _in_turn(steps: list[Step]) -> Step:
    def step(places: Places, reach: int) -> int:
        for each in steps:
            if not reach:
                break
            reach = each(places, reach)
        return reach

    return step


def _either(branches: list[Step]) -> Step:
    def step(places: Places, reach: int) -> int:
        found = 0
        for each in branches:
            found |= each(places, reach)
        return found

    return step


def _times(step: Step, least: int, most: int | None) -> Step:
    def repeated(places: Places, reach: int) -> int:
        for _ in range(least):
            if not reach:
                return 0
            places.tick()
            reach = step(places, reach)
        found = reach
        for further in _onwards(step, places, reach, None if most is None else most - least):
            found |= further
        return found

    return repeated


def _onwards(step: Step, places: Places, reach: int, most: int | None) -> Iterator[int]:
    """Yield where each further repetition gets that is new."""
    seen, rounds = reach, 0
    while reach and (most is None or rounds < most):
        places.tick()
        reach = step(places, reach) & ~seen
        seen |= reach
        rounds += 1
        yield reach
