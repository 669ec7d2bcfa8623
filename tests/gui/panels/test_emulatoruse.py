import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from linktester.gui.panels.emulatoruse import EmulatorUse, command_line
from linktester.gui.tools import Tools
from linktester.gui.widgets.commandrow import CommandRow
from linktester.workspace import EmulatorState
from tests.fakes import results as fakes
from tests.fakes.window import READY

STATE = EmulatorState(READY, True, 2, Path("e.log"))


def line(view: EmulatorUse, name: str) -> str:
    return view.findChild(CommandRow, f"emulator-{name}").line


def test_addresses_and_commands_are_ready_to_be_copied(qtbot: QtBot, tools: Tools) -> None:
    view = EmulatorUse(tools)
    qtbot.addWidget(view)
    view.show_state(STATE)
    assert line(view, "http") == "http://127.0.0.1:8000"
    assert line(view, "https") == "https://127.0.0.1:8443"
    assert "::127.0.0.1:8443" in line(view, "try")
    assert line(view, "suite").startswith("linktester run --emulator ")
    assert "--allow-remote" in line(view, "device")
    assert READY.control_token not in line(view, "control").split("/")


def test_nothing_stale_is_left_when_it_ends(qtbot: QtBot, tools: Tools) -> None:
    view = EmulatorUse(tools)
    qtbot.addWidget(view)
    view.show_state(STATE)
    view.show_since(fakes.STARTED)
    said = [label.text() for label in view.findChildren(QLabel)]
    assert "2026-11-22 10:45:01 +08:00 · restarts: 2" in said
    view.show_state(replace(STATE, ready=None))
    assert (line(view, "http"), line(view, "try"), line(view, "suite")) == ("", "", "")
    assert "– · restarts: 2" in [label.text() for label in view.findChildren(QLabel)]


@pytest.mark.skipif("sys.platform == 'win32'", reason="another shell")
def test_words_with_blanks_stay_words() -> None:
    words = ["linktester", "run", "--emulator", "/a b/it's $HOME"]
    assert shlex.split(command_line(words)) == words
