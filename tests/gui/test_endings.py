import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from linktester.gui.endings import NAMES, Endings
from tests.fakes.processes import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks by signals of POSIX")

WINDOW = """
import os, signal, sys, threading
from linktester.gui.app import main

def ask():
    while signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        threading.Event().wait(0.01)
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=ask, daemon=True).start()
sys.exit(main(["linktester"]))
"""


@pytest.fixture
def endings(qapp: QApplication) -> Iterator[Endings]:
    """Listening; the signals go back to the test runner afterwards."""
    owner = QObject()
    made = Endings(owner)
    yield made
    made.stop()


@pytest.mark.parametrize("name", NAMES)
def test_a_signal_asks_for_the_end_and_names_the_exit_code(qtbot: QtBot, endings: Endings, name: str) -> None:
    number = signal.Signals[name]
    with qtbot.waitSignal(endings.asked):
        os.kill(os.getpid(), number)
    assert endings.code == 128 + number


def test_the_first_signal_stands_and_a_third_would_end_at_once(qtbot: QtBot, endings: Endings) -> None:
    with qtbot.waitSignal(endings.asked):
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == endings._on_signal
    os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert endings.code == 128 + signal.SIGTERM


def test_what_was_ignored_stays_ignored(qapp: QApplication) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    owner = QObject()
    made = Endings(owner)
    try:
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        made.stop()
        signal.signal(signal.SIGHUP, before)


def test_signals_are_given_back(qapp: QApplication) -> None:
    before = [signal.getsignal(signal.Signals[name]) for name in NAMES]
    owner = QObject()
    made = Endings(owner)
    made.stop()
    made.stop()
    assert [signal.getsignal(signal.Signals[name]) for name in NAMES] == before
    assert made.code == 0


def test_a_window_that_is_asked_to_end_remembers_first(tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LINKTESTER_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", WINDOW], cwd=ROOT, env=env, check=False, timeout=60)
    assert done.returncode == 128 + signal.SIGTERM
    assert "geometry" in (tmp_path / "window.ini").read_text(encoding="utf-8")
