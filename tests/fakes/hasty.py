"""The real emulator in a process of its own, with little patience: slow peers are refused within a moment."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from linktester.serve import ServeOptions, main

PATIENCE = 0.4
"""Seconds for a head, and for a body."""


@contextmanager
def hasty_emulator(state_dir: Path) -> Iterator[dict[str, Any]]:
    """Start it on `state_dir` and yield its ready line; it is gone afterwards."""
    words = (sys.executable, "-m", "tests.fakes.hasty", str(state_dir))
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            ready = json.loads(child.stdout.readline())
            assert ready["event"] == "ready", ready
            yield ready
        finally:
            child.stdin.close()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()


if __name__ == "__main__":
    sys.exit(
        main(
            ServeOptions(
                state_dir=Path(sys.argv[1]),
                json=True,
                exit_with_stdin=True,
                head_seconds=PATIENCE,
                body_seconds=PATIENCE,
            )
        )
    )
