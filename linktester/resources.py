"""The only reader of the data that ships with the package (`linktester/data/`).

Works from a source tree, an installed wheel and a frozen application alike.
"""

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path


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


def names(folder: str, suffix: str = ".toml") -> tuple[str, ...]:
    """Return the names of all files below `folder` that end in `suffix`, sorted, nested folders included."""
    base = _inside(folder)
    found = (path.relative_to(root()).as_posix() for path in base.rglob(f"*{suffix}") if path.is_file())
    return tuple(sorted(found))


def digest(files: Iterable[str]) -> str:
    """Return the first 16 hex digits of the SHA-256 over the named files, names and contents, in order."""
    import hashlib  # noqa: PLC0415 - not for the data that the first paint needs

    total = hashlib.sha256()
    for name in files:
        total.update(name.encode() + b"\0")
        total.update(hashlib.sha256(read_bytes(name)).digest())
    return total.hexdigest()[:16]


def _inside(name: str) -> Path:
    path = root().joinpath(*name.split("/"))
    if ".." in name.split("/") or name.startswith("/"):
        raise FileNotFoundError(name)
    return path
