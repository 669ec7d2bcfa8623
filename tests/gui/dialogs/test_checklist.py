from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.checklist import ChecklistDialog
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.report.checkbook import write_checkbook
from linktester.report.sheet import write_sheet
from tests.fakes import results as fakes
from tests.fakes.tabled import play, settle
from tests.fakes.window import PlayingWorkspace

TODAY = datetime.now(UTC).date().isoformat()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, parent: QWidget
) -> ChecklistDialog:
    workspace.results = [
        *fakes.walled_garden(),
        fakes.gap(fakes.probe(fakes.VIDEO, "qq", "chat", "2999-01-01")),
        fakes.honored(
            fakes.probe(fakes.ITEM, "qq", "chat", "2999-01-01"), fakes.PHASE_TWO, fakes.Modifier.CARRIED
        ),
    ]
    play(qtbot, tools, run)
    made = ChecklistDialog(tools, run, parent)
    made.open()
    settle(qtbot, tools)
    return made


def button(dialog: ChecklistDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, f"checklist-{name}")


def test_it_says_how_much_there_is_to_try(dialog: ChecklistDialog) -> None:
    assert dialog._counts.text().startswith("2 checks for ")
    assert "Together they answer 2 results" in dialog._counts.text()
    assert dialog._past.text().startswith("13 more results")
    assert dialog.findChild(QTableView, "checklist-table").model().rowCount() == 2
    dialog.close()


def test_fresher_evidence_needs_no_asking(qtbot: QtBot, tools: Tools, dialog: ChecklistDialog) -> None:
    older = dialog.findChild(QComboBox, "checklist-older")
    assert older.currentText() == "180 days"
    older.setCurrentIndex(older.count() - 1)
    settle(qtbot, tools)
    assert dialog._counts.text().startswith("1 checks for ")
    tools.speech.switch("zh_CN")
    assert not dialog._counts.text().startswith("1 checks")
    dialog.close()


@pytest.mark.parametrize(("write", "start"), [(write_sheet, b"<!"), (write_checkbook, b"PK")])
def test_sheet_and_workbook_are_written(
    qtbot: QtBot, tools: Tools, dialog: ChecklistDialog, tmp_path: Path, write: object, start: bytes
) -> None:
    path = tmp_path / "checks.out"
    assert not button(dialog, "open").isEnabled()
    dialog.save(write, path)
    settle(qtbot, tools)
    assert path.read_bytes().startswith(start)
    assert dialog._state.text() == f"Written: {path}"
    assert button(dialog, "open").isEnabled()
    dialog.close()


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, tools: Tools, dialog: ChecklistDialog, tmp_path: Path
) -> None:
    dialog.save(write_sheet, tmp_path)
    settle(qtbot, tools)
    assert "is a folder" in dialog._state.text()
    assert not button(dialog, "open").isEnabled()
    dialog.close()


def test_it_asks_where_to_write_without_standing_in_the_way(
    qtbot: QtBot, tools: Tools, dialog: ChecklistDialog
) -> None:
    button(dialog, "save-book").click()
    asking = dialog.findChild(QFileDialog)
    assert asking.defaultSuffix() == "xlsx"
    asking.close()
    dialog.close()


def test_where_all_is_known_there_is_nothing_to_write(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, parent: QWidget
) -> None:
    workspace.results = fakes.walled_garden()[:1]
    play(qtbot, tools, run)
    dialog = ChecklistDialog(tools, run, parent)
    dialog.open()
    settle(qtbot, tools)
    assert dialog._counts.text().startswith("There is nothing to ask")
    assert not button(dialog, "save-sheet").isEnabled()
    dialog.close()
