"""How long it takes until something of linktester is seen, beside the toolkit's own first example.

    python -m tests.benchmarks.window

CPU from the start of a fresh interpreter until a window with a centred word, the frame of our window, and the
frame with its first page have been drawn. In turns, the best of each, because the machine is shared; with
modules compiled ahead, as they are wherever linktester is installed.
"""

# ruff: noqa: PLC0415 - what is loaded, and when, is what is measured here

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 9
SIZE = (1240, 800)


def hello(_home: Path) -> None:
    """Draw one word."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    from linktester.gui.widgets.painted import Painted

    app = QApplication([])
    window = QMainWindow()
    word = QLabel("linktester")
    word.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(word)
    window.resize(*SIZE)
    Painted(window, end)
    window.show()
    app.exec()


def frame(home: Path) -> None:
    """Draw what `linktester` without arguments draws first."""
    ours(home, with_page=False)


def page(home: Path) -> None:
    """Draw the frame with the first page in it."""
    ours(home, with_page=True)


def ours(home: Path, *, with_page: bool) -> None:
    """Do what `linktester.__main__` and `linktester.gui.app` do, up to the first drawing."""
    import gc

    gc.disable()
    from linktester.gui.display import probe
    from linktester.gui.instance import claim

    mine = claim(home)
    assert mine.is_ours
    assert probe() is None
    from linktester.gui import toolkit

    toolkit.load()
    from linktester.gui.app import make_application, make_frame
    from linktester.gui.widgets.painted import Painted
    from linktester.workspace import Workspace

    app = make_application([])
    window = make_frame(Workspace.open(home))
    if with_page:
        window.furnish()
    Painted(window.page if with_page else window, end)
    window.show()
    app.exec()


def end() -> None:
    """Print what this process has used since it was started, and stop it where it stands."""
    sys.stdout.write(json.dumps(time.process_time() * 1000))
    sys.stdout.flush()
    os._exit(0)


KINDS: dict[str, Callable[[Path], None]] = {"hello": hello, "frame": frame, "page": page}


def measured(folder: Path, kind: str) -> float:
    """Measure in a fresh process with a home of its own; milliseconds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "XDG_RUNTIME_DIR": str(folder)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(dir=folder) as home:
        command = [sys.executable, "-m", "tests.benchmarks.window", kind, home]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(json.loads(done.stdout))


def table() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            measured(Path(folder), kind)
        rounds = [{kind: measured(Path(folder), kind) for kind in KINDS} for _ in range(ROUNDS)]
    best = {kind: min(told[kind] for told in rounds) for kind in KINDS}
    lines = [f"{kind:8} {used:11.0f} {used / best['hello']:8.2f}" for kind, used in best.items()]
    sys.stdout.write("\n".join(["first drawn   CPU ms    ratio", *lines]) + "\n")


def main(words: list[str]) -> None:
    """Measure one thing, or print the table."""
    if words[:1] and words[0] in KINDS:
        KINDS[words[0]](Path(words[1]))
    else:
        table()


if __name__ == "__main__":
    main(sys.argv[1:])
