"""Reading one table of a document key by key: every mistake is noted, none stops the reading."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import Arg, message

E = TypeVar("E", bound=StrEnum)
MAX_TEXT = 1_048_576
"""Characters of one value; longer texts are a mistake, not a crash."""
MAX_PROBLEMS = 500
"""Mistakes kept of one input; nobody reads more."""
_SHOWN = 80


class Notes:
    """The mistakes of one document so far."""

    def __init__(self, place_of: Callable[[str], Place]) -> None:
        self._place_of = place_of
        self.problems: list[Problem] = []

    def place(self, path: str) -> Place:
        """Return where `path` stands in the document."""
        return self._place_of(path)

    def note(self, path: str, code: str, /, **args: Arg) -> None:
        """Keep one mistake about `path`."""
        self.add(Problem(self.place(path), message(code, **args)))

    def add(self, problem: Problem) -> None:
        """Keep a mistake that somebody else found."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    def add_all(self, problems: Iterable[Problem], path: str) -> None:
        """Keep mistakes that were found without knowing the document; they are placed at `path`."""
        for problem in problems:
            self.add(Problem(self.place(path), problem.message))

    def raise_any(self) -> None:
        """Raise InputErrors when there is any mistake."""
        if self.problems:
            raise InputErrors(sorted(self.problems, key=_line))


class Fields:
    """One table. Each reader takes its key off; `close` notes the keys that nobody asked for."""

    def __init__(self, value: Mapping[str, object], path: str, notes: Notes) -> None:
        self._value = value
        self._asked: set[str] = set()
        self.path = path
        self.notes = notes

    def path_of(self, key: str) -> str:
        """Return the dotted path of `key`."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Tell whether the table holds `key`, without taking it off."""
        return key in self._value

    def raw(self, key: str) -> object:
        """Return the value as it stands, None when absent."""
        self._asked.add(key)
        return self._value.get(key)

    def note(self, key: str, code: str, /, **args: Arg) -> None:
        """Note a mistake about `key`."""
        self.notes.note(self.path_of(key), code, **args)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a string; `default` when absent or wrong."""
        value = self.raw(key)
        if value is None:
            if required:
                self.notes.note(self.path, "suite.missing-key", key=key)
            return default
        return self._as_text(key, value, default)

    def optional(self, key: str) -> str | None:
        """Return a string, None when absent or wrong."""
        value = self.text(key)
        return value if self.has(key) else None

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.note(key, "suite.wrong-type", key=key, wanted="true | false", found=shown(value))
        return default

    def whole(self, key: str, default: int) -> int:
        """Return a whole number."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.note(key, "suite.wrong-type", key=key, wanted="0, 1, 2 …", found=shown(value))
        return default

    def choice(self, key: str, kind: type[E]) -> E | None:
        """Return a member of `kind`, None when absent or wrong."""
        value = self.raw(key)
        return None if value is None else self._member(key, self.path_of(key), value, kind)

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Return members of `kind` from one string or a list of strings."""
        found = [self._member(key, path, value, kind) for path, value in self.several(key)]
        return tuple(member for member in found if member is not None)

    def several(self, key: str) -> list[tuple[str, object]]:
        """Return (path, value) of a list's entries; a lone value counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return []
        path = self.path_of(key)
        if isinstance(value, list):
            return [(f"{path}[{index}]", entry) for index, entry in enumerate(value)]
        return [(path, value)]

    def table(self, key: str) -> "Fields | None":
        """Return the table under `key`, None when absent or not a table."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, Mapping):
            return Fields(value, self.path_of(key), self.notes)
        self.note(key, "suite.wrong-type", key=key, wanted="[table]", found=shown(value))
        return None

    def tables(self, key: str) -> list["Fields"]:
        """Return the tables of an array of tables."""
        found = []
        for path, value in self.several(key):
            if isinstance(value, Mapping):
                found.append(Fields(value, path, self.notes))
            else:
                self.notes.note(path, "suite.wrong-type", key=key, wanted="[[table]]", found=shown(value))
        return found

    def entries(self, key: str) -> dict[str, str]:
        """Return a table of plain values as strings (numbers and booleans as TOML writes them)."""
        table = self.table(key)
        if table is None:
            return {}
        return {name: table.plain(name) for name in table._value}

    def plain(self, key: str) -> str:
        """Return a string, number or boolean as text."""
        value = self.raw(key)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        return self._as_text(key, value, "")

    def close(self) -> None:
        """Note every key that was never asked for, with the nearest known one."""
        known = sorted(self._asked)
        for key in self._value:
            if key not in self._asked:
                self.note(key, "suite.unknown-key", key=clip(key), nearest=nearest(key, known))

    def _as_text(self, key: str, value: object, default: str) -> str:
        if not isinstance(value, str):
            self.note(key, "suite.wrong-type", key=key, wanted='"text"', found=shown(value))
            return default
        if len(value) > MAX_TEXT:
            self.note(key, "suite.too-long", key=key, length=len(value), limit=MAX_TEXT)
            return default
        return value

    def _member(self, key: str, path: str, value: object, kind: type[E]) -> E | None:
        allowed = [member.value for member in kind]
        if isinstance(value, str) and value in allowed:
            return kind(value)
        self.notes.note(
            path,
            "suite.not-allowed",
            key=key,
            found=shown(value),
            allowed=", ".join(allowed),
            nearest=nearest(str(value), allowed),
        )
        return None


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word closest to `word`, or `–` when none is close."""
    candidates = list(known)
    folded = {entry.lower(): entry for entry in candidates}
    found = difflib.get_close_matches(word[:_SHOWN].lower(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else "–"


def clip(text: str) -> str:
    """Return `text` short enough for a sentence."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def shown(value: object) -> str:
    """Return a wrong value as a sentence may show it."""
    return clip(value if isinstance(value, str) else repr(value))


def _line(problem: Problem) -> tuple[str, int]:
    return problem.place.file or "", problem.place.line or 0
