from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.sighting import SightingDialog
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.model.run import CaseResult
from linktester.policy import load
from tests.fakes.tabled import picture, play, settle
from tests.fakes.window import PlayingWorkspace


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def opened(qtbot: QtBot, tools: Tools, run: OpenRun, result: CaseResult, parent: QWidget) -> SightingDialog:
    dialog = SightingDialog(tools, run, result, parent)
    dialog.open()
    settle(qtbot, tools)
    return dialog


def press(dialog: SightingDialog, words: str) -> None:
    button = next(
        each for each in dialog.findChildren(QPushButton) if each.text() == words and each.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def say(dialog: SightingDialog, effect: str) -> None:
    dialog.findChild(QRadioButton, f"effect-{effect}").setChecked(True)


def test_a_sighting_becomes_a_rule_and_it_says_where(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, parent: QWidget
) -> None:
    dialog = opened(qtbot, tools, play(qtbot, tools, run), workspace.results[0], parent)
    press(dialog, "Record")
    assert not workspace.places.packs.exists()
    say(dialog, "swallow")
    QGuiApplication.clipboard().setImage(picture())
    dialog._form.paste()
    press(dialog, "Record")
    settle(qtbot, tools)
    file = workspace.places.packs / "wechat.toml"
    assert f"“tap does nothing” is now a rule of your team, in the file {file}" in dialog._told.text()
    assert "asks about 2021-09-10" in dialog._told.text()
    assert run.rows[0].has_screenshot
    assert run.rows[0].screenshot in file.read_text("utf-8")
    with qtbot.waitSignal(dialog.again_requested) as again:
        press(dialog, "Run it again")
    assert again.args[0] == run.rows[0].key
    assert again.args[1] is not None


def test_a_result_of_today_is_run_again_as_it_was(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, parent: QWidget
) -> None:
    play(qtbot, tools, run)
    result = workspace.results[0]
    later = replace(result, probe=replace(result.probe, as_of=result.probe.as_of.replace(year=2999)))
    dialog = opened(qtbot, tools, run, later, parent)
    say(dialog, "open")
    press(dialog, "Record")
    settle(qtbot, tools)
    assert "asks about" not in dialog._told.text()
    with qtbot.waitSignal(dialog.again_requested) as again:
        press(dialog, "Run it again")
    assert again.args[1] is None


def test_it_can_be_taken_back(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, parent: QWidget
) -> None:
    dialog = opened(qtbot, tools, play(qtbot, tools, run), workspace.results[0], parent)
    say(dialog, "open")
    press(dialog, "Record")
    settle(qtbot, tools)
    assert load((workspace.places.packs,)).versions() != load().versions()
    press(dialog, "Take it back")
    settle(qtbot, tools)
    assert dialog._told.text() == "Taken back. The rule is out of the file again."
    assert not (workspace.places.packs / "wechat.toml").exists()
    dialog.close()


def test_a_mistake_stands_at_its_field_and_can_be_mended(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, parent: QWidget
) -> None:
    dialog = opened(qtbot, tools, play(qtbot, tools, run), workspace.results[0], parent)
    say(dialog, "open")
    field = dialog.findChild(QLineEdit, "sighting-device")
    field.setText("Pixel")
    folder = workspace.places.packs
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file in the way")
    press(dialog, "Record")
    settle(qtbot, tools)
    assert "This is a file." in dialog._fault.text()
    folder.unlink()
    press(dialog, "Record")
    settle(qtbot, tools)
    assert "is now a rule" in dialog._told.text()
    dialog.close()


def test_closing_it_early_is_harmless(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, parent: QWidget
) -> None:
    play(qtbot, tools, run)
    dialog = SightingDialog(tools, run, workspace.results[0], parent)
    dialog.open()
    dialog.reject()
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: parent.findChildren(SightingDialog) == [])
