"""Runs the programs of others that the build needs, and says which Debian packages bring the missing ones."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from windows.pins import BuildFault

MOST_TOLD = 4000


def require(tools: Mapping[str, str]) -> None:
    """Raise BuildFault with the one line to type when a program is missing; `tools` is program to package."""
    missing = sorted({package for program, package in tools.items() if not shutil.which(program)})
    if missing:
        packages = " ".join(missing)
        raise BuildFault(f"Missing programs. Type: apt-get install -y --no-install-recommends {packages}")


def run(
    command: Sequence[str | Path], folder: Path | None = None, text: str | None = None, **more: str
) -> str:
    """Run a program in `folder`, `text` as its input, `more` in its environment; return what it printed.

    Raises BuildFault with its last words when it fails.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **more},
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = (done.stdout + done.stderr)[-MOST_TOLD:]
        raise BuildFault(f"`{' '.join(words)}` failed ({done.returncode}):\n{told}")
    return done.stdout


def uv() -> str:
    """Return the `uv` to use: of the PATH, else beside the running Python.

    Raises BuildFault where there is none.
    """
    found = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if not found:
        raise BuildFault("Missing program uv. Type: python3 -m pip install uv")
    return found
