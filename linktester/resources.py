"""The only reader of the data that ships with the package (`linktester/data/`).

Works from a source tree, an installed wheel and a frozen application alike.
"""

import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_TEXT = r'"[^"\\\x00-\x08\x0a-\x1f\x7f]*"'
_LINE = re.compile(
    r"(?:\[(?P<table>[A-Za-z0-9_-]+)\]|\[\[(?P<each>[A-Za-z0-9_-]+)\]\]"
    rf'|(?P<key>[A-Za-z0-9_-]+|"[A-Za-z0-9_.-]+") = (?P<value>{_TEXT}|\[{_TEXT}(?:, {_TEXT})*\]))?'
    r"[ \t]*(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?"
)
"""A line of TOML as our own tables are written: a header, or a key with a text or a list of texts."""


@cache
def root() -> Path:
    """Return the folder of the packaged data.

    Raises FileNotFoundError with the places looked in.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "linktester" / "data"] if frozen else []
    places.append(Path(__file__).parent / "data")
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError("packaged data not found; looked in " + ", ".join(map(str, places)))


def read_bytes(name: str) -> bytes:
    """Return the octets of `name`, a `/`-separated path below the data folder."""
    return _inside(name).read_bytes()


def read_text(name: str) -> str:
    """Return the UTF-8 text of `name`."""
    return _inside(name).read_text(encoding="utf-8")


def read_table(name: str) -> dict[str, Any]:
    """Return the table that the TOML file `name` holds."""
    return parsed(read_text(name))


def parsed(text: str) -> dict[str, Any]:
    """Return what `tomllib` makes of `text`, in a fifth of its time for tables of plain lines.

    Those are what a start reads before anything is seen; all else is left to the library, errors included.
    """
    plain = _plain(text)
    if plain is not None:
        return plain
    import tomllib  # noqa: PLC0415 - a start does without it

    return tomllib.loads(text)


def names(folder: str, suffix: str = ".toml") -> tuple[str, ...]:
    """Return the names of all files below `folder` that end in `suffix`, sorted, nested folders included."""
    start = len(str(root())) + 1
    # Text rather than paths: a start lists the words before anything is seen.
    files = (f"{place}{os.sep}{name}" for place, _, held in os.walk(_inside(folder)) for name in held)
    return tuple(sorted(file[start:].replace(os.sep, "/") for file in files if file.endswith(suffix)))


def digest(files: Iterable[str]) -> str:
    """Return the first 16 hex digits of the SHA-256 over the named files, names and contents, in order."""
    import hashlib  # noqa: PLC0415 - not for the data that the first paint needs

    total = hashlib.sha256()
    for name in files:
        total.update(name.encode() + b"\0")
        total.update(hashlib.sha256(read_bytes(name)).digest())
    return total.hexdigest()[:16]


def _plain(text: str) -> dict[str, Any] | None:
    """Return the table, or None when there is more to it than plain lines."""
    whole: dict[str, Any] = {}
    table = whole
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        header, each, key, value = found.group("table", "each", "key", "value")
        if header or each:
            entered = _entered(whole, header, each)
            if entered is None:
                return None
            table = entered
        elif key:
            key = key.strip('"')
            if key in table:
                return None
            table[key] = value[2:-2].split('", "') if value[0] == "[" else value[1:-1]
    return whole


def _entered(whole: dict[str, Any], header: str | None, each: str | None) -> dict[str, Any] | None:
    """Return the new table that a header opens, None where its name is taken."""
    table: dict[str, Any] = {}
    if header:
        return None if header in whole else whole.setdefault(header, table)
    rows = whole.setdefault(each or "", [])
    if not isinstance(rows, list) or (rows and not isinstance(rows[0], dict)):
        return None
    rows.append(table)
    return table


def _inside(name: str) -> Path:
    path = root().joinpath(*name.split("/"))
    if ".." in name.split("/") or name.startswith("/"):
        raise FileNotFoundError(name)
    return path
