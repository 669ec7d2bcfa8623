"""`android.os.PatternMatcher`: the five kinds of patterns in filters, with the simple glob's oddities."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from linktester.oslinks.android.advancedglob import build_advanced
from linktester.oslinks.android.javatext import units

_NUL = "\0"


class PatternType(StrEnum):
    """Kinds of patterns; the values are those of the batch mode."""

    LITERAL = "literal"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    SIMPLE_GLOB = "simpleGlob"
    ADVANCED_GLOB = "advancedGlob"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern, made by `build`."""

    type: PatternType
    text: str
    compiled: re.Pattern[str] | None = field(default=None, compare=False, repr=False)

    def matches(self, text: str | None) -> bool:
        """Return whether the whole of `text` fits; what is absent fits nothing."""
        if text is None:
            return False
        match self.type:
            case PatternType.LITERAL:
                return text == self.text
            case PatternType.PREFIX:
                return text.startswith(self.text)
            case PatternType.SUFFIX:
                return text.endswith(self.text)
            case PatternType.SIMPLE_GLOB:
                return simple_glob(units(self.text), units(text))
        return self.compiled is not None and self.compiled.fullmatch(units(text)) is not None

    def reached(self, text: str | None) -> int:
        """Return how many characters of `text` agree with the pattern's own, as a measure of a near miss."""
        if text is None:
            return 0
        if self.type is PatternType.SUFFIX:
            return _common(self.text[::-1], text[::-1])
        return _common(self.text, text)


def build(kind: PatternType, text: str) -> Pattern:
    """Return the pattern. Raises GlobError for an advanced glob that the system refuses."""
    return Pattern(kind, text, build_advanced(text) if kind is PatternType.ADVANCED_GLOB else None)


def simple_glob(pattern: str, text: str) -> bool:
    """Return whether the simple glob `pattern` matches `text`, both in UTF-16 units.

    `c*` takes all of that character there are; `.*` runs to the first occurrence of the character behind it
    and never further; a lone `.` is any one character, even where a backslash stands before it.
    """
    if not pattern:
        return not text
    ip = im = 0
    while ip < len(pattern) and im < len(text):
        char, ip, escaped = _next(pattern, ip)
        if not pattern.startswith("*", ip):
            if char not in (".", text[im]):
                return False
            im += 1
        elif char != "." or escaped:
            im = _past_run(text, im, char)
            ip += 1
        elif ip >= len(pattern) - 1:
            return True
        else:
            wanted, ip, _ = _next(pattern, ip + 1)
            im = text.find(wanted, im) + 1
            if not im:
                return False
    if ip >= len(pattern) and im >= len(text):
        return True
    # The text is used up but for a last `.*`, which needs nothing.
    return ip == len(pattern) - 2 and pattern.endswith(".*")


def _next(pattern: str, at: int) -> tuple[str, int, bool]:
    """Return the character at `at` without its backslash, where it ends, and whether it had one."""
    if pattern[at] != "\\":
        return pattern[at], at + 1, False
    return (pattern[at + 1] if at + 1 < len(pattern) else _NUL), at + 2, True


def _past_run(text: str, at: int, char: str) -> int:
    while at < len(text) and text[at] == char:
        at += 1
    return at


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
