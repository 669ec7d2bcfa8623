"""What every step of packaging knows of the project: its folders, version and date."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "packaging"
WORK = ROOT / "build" / "package"
"""Virtual environments and trees in the making; may be deleted at any time."""
DIST = ROOT / "dist"
"""What is handed out."""
NAME = "linktester"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


class PackagingFault(Exception):
    """A package cannot be made, or must not be: the sentence says why."""


def version() -> str:
    """Return the version, as pyproject.toml tells it."""
    told: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return told


def summary() -> str:
    """Return the one sentence that says what linktester is."""
    told: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["description"]
    return told


def epoch() -> int:
    """Return the seconds that every file of a package carries: $SOURCE_DATE_EPOCH, else the last commit's."""
    if named := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(named)
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if told.returncode or not told.stdout.strip():
        raise PackagingFault("Outside a git checkout the date has to be told: set SOURCE_DATE_EPOCH.")
    return int(told.stdout)


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of a step that makes the same octets each time."""
    fixed = {"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return {**os.environ, **fixed, "PYTHONDONTWRITEBYTECODE": "1", **extra}


def do(*words: str | Path, folder: Path = ROOT, quiet: bool = False, **extra: str) -> str:
    """Run a program and return what it printed, or show it with `quiet` off. Raises PackagingFault."""
    command = [str(word) for word in words]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment(**extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.PIPE if quiet else None,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise PackagingFault(f"`{command[0]}` is not installed.") from None
    if done.returncode:
        said = f"{done.stdout or ''}{done.stderr or ''}"[-3000:]
        raise PackagingFault(f"`{' '.join(command)}` ended with {done.returncode}.\n{said}")
    return done.stdout or ""


def tell(sentence: str) -> None:
    """Say what is being done."""
    sys.stdout.write(f"· {sentence}\n")
    sys.stdout.flush()


def stamp(folder: Path) -> None:
    """Give everything below `folder` the one date."""
    seconds = epoch()
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def size(folder: Path) -> int:
    """Return the octets of all files below `folder`."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
