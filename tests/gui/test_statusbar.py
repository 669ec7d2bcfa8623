from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.openrun import OpenRun
from linktester.gui.statusbar import StatusBar
from linktester.gui.tools import Tools
from linktester.model.message import message
from linktester.workspace import EmulatorState
from tests.fakes.window import BROKEN, READY, PlayingWorkspace


def test_the_emulators_state_is_in_sight(
    qtbot: QtBot, tools: Tools, run: OpenRun, workspace: PlayingWorkspace
) -> None:
    bar = StatusBar(tools, run)
    qtbot.addWidget(bar)
    button = bar.findChild(QToolButton)
    assert button.text() == "Emulator starting …"
    log = workspace.emulator().log
    bar.show_emulator(EmulatorState(READY, True, 0, log))
    assert button.text() == "Emulator running, port 8000"
    bar.show_emulator(EmulatorState(None, True, 0, log))
    assert button.text() == "Emulator not running"
    tools.speech.switch("zh_CN")
    assert button.text() == "模拟器未运行"


def test_what_is_told_is_plain_and_bounded(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    bar = StatusBar(tools, run)
    qtbot.addWidget(bar)
    bar.tell(message("openrun.busy"))
    assert bar.currentMessage().startswith("Another run is going on")
    bar.tell(message("openproject.made", file="\x1b[31m\u202e\n" + "x" * 9_000))
    assert r"\x1b[31m\u202e\n" in bar.currentMessage()
    assert len(bar.currentMessage()) < 500


def test_after_a_start_that_was_refused_it_is_asked_how_the_emulator_stands(
    qtbot: QtBot, tools: Tools, run: OpenRun
) -> None:
    bar = StatusBar(tools, run)
    qtbot.addWidget(bar)
    tools.host.refused.emit(BROKEN)
    button = bar.findChild(QToolButton)
    qtbot.waitUntil(lambda: button.text() == "Emulator running, port 8000")


def test_what_is_told_is_told_again_in_the_other_language(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    bar = StatusBar(tools, run)
    qtbot.addWidget(bar)
    bar.tell(message("openrun.busy"))
    tools.speech.switch("zh_CN")
    assert bar.currentMessage() == tools.speech.t("openrun.busy")
    bar.clearMessage()
    tools.speech.switch("en")
    assert not bar.currentMessage()
