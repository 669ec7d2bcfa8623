"""Paths and their patterns, where slashes at the ends count for less than Apple's pages say.

As measured with Apple's own `swcutil` (macOS 27.0; raw output in github.com/sergii-ziborov/blazingly-aasa,
conformance/oracle): slashes at the end do not count on either side, the leading slash of a pattern may be
missing or repeated, and a pattern that ends in `/*` also covers the path without it. TN3155's two examples
and the bare `abc` of Apple's components page say the same. A strict reading takes patterns literally.
"""

from collections.abc import Callable
from dataclasses import dataclass

from linktester.oslinks.ios.pattern import ANYTHING, Pattern
from linktester.oslinks.reach import Places

Compile = Callable[[str], Pattern]


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A pattern for paths: several plain ones, of which any may cover."""

    text: str
    """As written in the file."""
    forms: tuple[Pattern, ...]
    """What is held against the path without the slashes at its end."""
    bare: tuple[Pattern, ...] = ()
    """What is held against the path that also lacks its first slash."""
    written: Pattern = ANYTHING
    """The pattern without any of this."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the names of undefined variables."""
        return self.forms[0].unknown

    def covers(self, path: Places, without_slash: Places) -> bool:
        """Return whether the path, without slashes at its end, is covered. Raises BudgetSpentError."""
        if any(form.covers(path) for form in self.forms):
            return True
        return any(form.covers(without_slash) for form in self.bare)


ANY_PATH = PathPattern("*", (ANYTHING,))


def path_pattern(text: str, compile_text: Compile, *, strict: bool) -> PathPattern:
    """Return the path pattern in `text`; `strict`: taken literally."""
    if strict:
        return PathPattern(text, (compile_text(text),))
    written, leading = compile_text(text), text.lstrip("/")
    rooted = f"/{leading}" if text.startswith("/") else text
    wholes = [trimmed(rooted)]
    if rooted.endswith("/*"):
        wholes.append(trimmed(rooted[:-1]))
    forms = tuple(written if whole == text else compile_text(whole) for whole in wholes)
    return PathPattern(text, forms, () if text.startswith("/") else forms, written)


def trimmed(path: str) -> str:
    """Return `path` without the slashes at its end; the root stays a slash."""
    return path.rstrip("/") or path[:1]
