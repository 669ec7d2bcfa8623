from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QTabWidget, QTreeWidget
from pytestqt.qtbot import QtBot

from linktester.gui.emulatorfacts import Facts
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.emulator import EmulatorPage
from linktester.gui.tools import Tools
from linktester.gui.widgets.commandrow import CommandRow
from linktester.gui.widgets.mark import Mark
from linktester.workspace import EmulatorState
from tests.fakes.window import READY, PlayingWorkspace

STATE = EmulatorState(READY, True, 1, Path("e.log"))


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject) -> EmulatorPage:
    made = EmulatorPage(tools, run, project)
    qtbot.addWidget(made)
    made.show()
    return made


def word(page: EmulatorPage) -> str:
    return page.findChild(Mark).accessibleName()


def test_how_it_stands_is_told_by_shape_and_word(page: EmulatorPage, tools: Tools) -> None:
    assert word(page) == "Starting"
    tools.host.emulator_changed.emit(STATE)
    assert word(page) == "Running"
    assert page.findChild(CommandRow, "emulator-http").line == "http://127.0.0.1:8000"
    tools.host.emulator_changed.emit(replace(STATE, own=False))
    assert word(page) == "Running, shared"
    tools.host.emulator_changed.emit(replace(STATE, ready=None))
    assert word(page) == "Not running"
    assert page.findChild(CommandRow, "emulator-http").line == ""
    assert any("started again with the next run" in label.text() for label in page.findChildren(QLabel))


def test_its_rules_are_listed_with_version_and_hash(page: EmulatorPage, tools: Tools) -> None:
    page._on_told(Facts(None, {"wechat": "2026-03-13 0011223344556677", "team/qq": "<b>"}))
    rules = page.findChild(QTreeWidget)
    lines = [[rules.topLevelItem(row).text(each) for each in range(3)] for row in range(2)]
    assert lines == [["team/qq", "<b>", ""], ["WeChat", "2026-03-13", "0011223344556677"]]
    tools.speech.switch("zh_CN")
    assert rules.topLevelItem(1).text(0) == "微信"


def test_a_restart_says_that_it_began(
    qtbot: QtBot, page: EmulatorPage, tools: Tools, workspace: PlayingWorkspace
) -> None:
    tools.host.emulator_changed.emit(STATE)
    with qtbot.waitSignal(tools.host.emulator_changed):
        page.commands()["restart-emulator"]()
        assert word(page) == "Starting"
    assert word(page) == "Running"
    assert workspace.restarted == 1


def test_the_log_is_one_action_away(page: EmulatorPage, tools: Tools) -> None:
    page.commands()["emulator-log"]()
    tabs = page.findChild(QTabWidget)
    assert tabs.tabText(tabs.currentIndex()) == "Log"


def test_entering_asks_how_it_stands(qtbot: QtBot, page: EmulatorPage, tools: Tools) -> None:
    with qtbot.waitSignal(tools.host.emulator_changed):
        page.entered()
    assert word(page) == "Running"
