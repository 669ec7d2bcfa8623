from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from linktester.gui.app import make_window
from linktester.gui.window import Window
from tests.fakes.window import PlayingWorkspace


@pytest.fixture
def window(qtbot: QtBot, workspace: PlayingWorkspace) -> Iterator[Window]:
    made = make_window(workspace)
    made.tools.speech.switch("en")
    made.tools.theme.choose("light")
    made.show()
    yield made
    made.tools.theme.choose("light")
    made.close()


def test_the_language_switches_at_once_and_is_remembered(window: Window) -> None:
    window.tools.actions["switch-language"].trigger()
    assert window.tools.speech.language == "zh_CN"
    assert window.tools.actions["run"].text() == "运行"
    assert window.tools.settings.language == "zh_CN"


def test_the_theme_switches_at_once_and_is_remembered(window: Window) -> None:
    window.tools.actions["switch-theme"].trigger()
    assert window.tools.theme.scheme == "dark"
    assert window.tools.settings.theme == "dark"


def test_inferred_rules_are_let_in_by_a_tick(window: Window) -> None:
    window.tools.actions["assume-inferred"].trigger()
    assert window.tools.circumstances.inferred
    window.tools.actions["assume-inferred"].trigger()
    assert not window.tools.circumstances.inferred


def test_the_emulator_is_restarted_on_demand(
    qtbot: QtBot, window: Window, workspace: PlayingWorkspace
) -> None:
    with qtbot.waitSignal(window.tools.host.emulator_changed):
        window.tools.actions["restart-emulator"].trigger()
    assert workspace.restarted == 1


@pytest.mark.parametrize("action", ["palette", "shortcuts", "about"])
def test_dialogs_open_without_stopping_the_window(window: Window, action: str) -> None:
    window.tools.actions[action].trigger()
    dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].close()


def test_quitting_closes_the_window(window: Window) -> None:
    window.tools.actions["quit"].trigger()
    assert not window.isVisible()


def test_where_data_and_logs_are_can_be_copied(window: Window) -> None:
    window.tools.actions["copy-paths"].trigger()
    places = window.tools.workspace.places
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.partition(": ")[2] for line in copied] == [
        str(places.data),
        str(places.state / "emulator.log"),
        str(places.data / "crashes"),
    ]
    assert window.tools.actions["open-folder"].isEnabled()
    assert window.tools.actions["open-logs"].isEnabled()
