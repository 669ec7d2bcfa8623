import threading

from PySide6.QtWidgets import QCheckBox, QComboBox, QMainWindow, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.openrun import OpenRun, Progress
from linktester.gui.toolbar import ToolBar
from linktester.gui.tools import Tools
from linktester.model.phone import OS
from linktester.run import Job
from linktester.suite import Options
from tests.fakes.window import PlayingWorkspace


def test_the_system_is_chosen_in_words(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    bar = ToolBar(tools, run)
    qtbot.addWidget(bar)
    systems = bar.findChildren(QComboBox)[-1]
    assert [systems.itemText(index) for index in range(systems.count())] == ["iOS", "Android", "HarmonyOS"]
    systems.setCurrentIndex(0)
    assert tools.circumstances.system is OS.IOS


def test_a_run_shows_its_progress_and_how_to_stop_it(
    qtbot: QtBot, tools: Tools, run: OpenRun, workspace: PlayingWorkspace
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = ToolBar(tools, run)
    window.addToolBar(bar)
    window.resize(1_600, 200)
    window.show()
    progress, stop = bar.findChild(QProgressBar), bar.findChildren(QPushButton)[-1]
    assert not progress.isVisible()
    workspace.hold = threading.Event()
    run.start(Job(suites=(), options=Options()))
    qtbot.waitUntil(lambda: progress.value() == len(workspace.results) - 1)
    qtbot.waitUntil(progress.isVisible)
    assert stop.isVisible()
    workspace.hold.set()
    qtbot.waitUntil(lambda: not tools.host.is_busy)
    qtbot.waitUntil(progress.isHidden)


def test_numbers_have_units(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    bar = ToolBar(tools, run)
    qtbot.addWidget(bar)
    assert bar._sentence(Progress(0, 10, 0.0, running=True)) == "0 of 10"
    assert bar._sentence(Progress(10, 110, 10.0, running=True)) == "10 of 110 · 10 per second · 10 s left"
    assert bar._sentence(Progress(10, 9010, 10.0, running=True)) == "10 of 9010 · 10 per second · 15 min left"


def test_inferred_rules_are_a_tick_and_an_action(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    bar = ToolBar(tools, run)
    qtbot.addWidget(bar)
    tick = next(box for box in bar.findChildren(QCheckBox) if box.text() == "Assume inferred rules hold")
    with qtbot.waitSignal(tools.actions.requested) as requested:
        tick.click()
    assert requested.args == ["assume-inferred"]
    assert tick.isChecked()
    tools.actions["assume-inferred"].trigger()
    assert not tick.isChecked()
