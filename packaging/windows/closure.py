"""Proves that nothing in the tree asks the loader for a library that is neither in it nor part of Windows."""

from collections.abc import Iterator
from pathlib import Path

from windows import peparse
from windows.pins import BuildFault, Pins

SUFFIXES = (".dll", ".pyd", ".exe")


def images(tree: Path) -> Iterator[Path]:
    """Yield every Windows image in `tree`, sorted."""
    yield from sorted(path for path in tree.rglob("*") if path.suffix.lower() in SUFFIXES)


def missing(tree: Path, pins: Pins) -> dict[str, tuple[str, ...]]:
    """Return the libraries that nothing brings, each with the files that ask for it, relative to `tree`."""
    files = list(images(tree))
    here = {file.name.lower() for file in files}
    asked: dict[str, list[str]] = {}
    for file in files:
        for name in peparse.image(file).imports():
            if name.lower() not in here and not of_windows(name, pins):
                asked.setdefault(name.lower(), []).append(file.relative_to(tree).as_posix())
    return {name: tuple(files) for name, files in sorted(asked.items())}


def of_windows(name: str, pins: Pins) -> bool:
    """Return whether every supported Windows has this library."""
    plain = name.lower().removesuffix(".dll")
    return plain in pins.system or plain.startswith(pins.system_families)


def check(tree: Path, pins: Pins) -> int:
    """Raise BuildFault with the names of what is missing; return how many images were looked at."""
    lacking = missing(tree, pins)
    if lacking:
        told = "; ".join(f"{name} (for {', '.join(files[:3])})" for name, files in lacking.items())
        raise BuildFault(f"libraries that nothing brings: {told}")
    return len(list(images(tree)))
