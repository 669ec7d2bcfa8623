"""linktester as its users start it: a process of its own, with a home of its own."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PRODUCT = (sys.executable, "-m", "linktester")
ROOT = Path(__file__).parents[2]


def environment(home: Path, language: str = "en") -> dict[str, str]:
    """Return an environment in which nothing of the machine's user is read or written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LINKTESTER"))}
    return {
        **kept,
        "HOME": str(home),
        "LINKTESTER_HOME": str(home / "kept"),
        "LANG": f"{language}.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


def linktester(
    *words: str, home: Path, language: str = "en", given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end, in the folder `home`."""
    return subprocess.run(
        [*PRODUCT, *words],
        input=given,
        capture_output=True,
        cwd=home,
        env=environment(home, language),
        check=False,
    )


@contextmanager
def running(*words: str, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start one command, its output on a pipe; it is gone afterwards."""
    with subprocess.Popen(
        [*PRODUCT, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env=environment(home),
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def events(lines: list[bytes]) -> list[dict[str, Any]]:
    """Return the events of whole lines; what a kill has cut off is no line."""
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def children(pid: int) -> list[int]:
    """Return the child processes of a process (Linux)."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


@contextmanager
def watched(pid: int) -> Iterator["Watch"]:
    """Hold on to a process, whoever's child it is, so that its number cannot become another's (Linux)."""
    handle = os.pidfd_open(pid)
    try:
        yield Watch(handle)
    finally:
        os.close(handle)


class Watch:
    """One process that is held on to."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def ends_within(self, seconds: float) -> bool:
        """Wait for the end of the process; tell whether it came."""
        ready, _, _ = select.select([self._handle], [], [], seconds)
        return bool(ready)
