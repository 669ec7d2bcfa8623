"""Shared libraries as the loader sees them: which file needs which, and what nobody needs any more."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from project import PackagingFault

MAGIC = b"\x7fELF"


def files(folder: Path) -> list[Path]:
    """Return programs and libraries below `folder`, sorted; links are not followed."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in found if _starts_with_magic(path)]


def needed(paths: Iterable[Path]) -> dict[Path, frozenset[str]]:
    """Return for each file the names of the libraries that it asks the loader for."""
    found: dict[Path, frozenset[str]] = {}
    for path in paths:
        lines = _readelf("-d", path).splitlines()
        found[path] = frozenset(line.split("[", 1)[1].rstrip("]") for line in lines if "(NEEDED)" in line)
    return found


def has_symbols(path: Path) -> bool:
    """Return whether there is something to strip."""
    return " .symtab " in _readelf("-SW", path)


def drop_unasked(folder: Path) -> list[str]:
    """Delete loose libraries of `folder` that no kept file asks for; return their names.

    The freezer collected them for plugins and modules that were left behind.
    """
    wants = needed(files(folder))
    places = (folder, folder / "pillow.libs")
    loose = {path.name: path for path in wants if path.parent in places and path.name.startswith("lib")}
    reached: set[str] = {name for name in loose if name.startswith("libpython")}
    waiting = [names for path, names in wants.items() if path not in loose.values() or path.name in reached]
    while waiting:
        new = {name for name in waiting.pop() if name in loose} - reached
        reached |= new
        waiting += [wants[loose[name]] for name in new]
    dropped = sorted(set(loose) - reached)
    for name in dropped:
        loose[name].unlink()
    return dropped


def strip(folder: Path) -> None:
    """Take debugging symbols out of every library that still has them."""
    for path in files(folder):
        if ".so" in path.name and has_symbols(path):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def _starts_with_magic(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == MAGIC


def _readelf(option: str, path: Path) -> str:
    done = subprocess.run(["readelf", option, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFault(f"{path} is no library that can be read: {done.stderr.strip()}")
    return done.stdout
