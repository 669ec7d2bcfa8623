from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from linktester.gui import edits
from linktester.gui.opensuite import OpenSuite
from linktester.gui.panels.suites import SuitesPanel
from linktester.gui.tools import Tools
from linktester.model.verdict import Outcome
from tests.fakes.desks import EMPTY, file, open_suite


@pytest.fixture
def panel(qtbot: QtBot, tools: Tools, tmp_path: Path) -> SuitesPanel:
    made = SuitesPanel(tools)
    qtbot.addWidget(made)
    made.show_folder(tmp_path)
    made.model.show_suites((OpenSuite.of(file(tmp_path, EMPTY, "bare")), open_suite(tmp_path)))
    made.resize(220, 500)
    made.show()
    return made


def test_going_to_a_suite_is_told(qtbot: QtBot, panel: SuitesPanel, tmp_path: Path) -> None:
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.list.setCurrentIndex(panel.model.index(1))
    assert chosen.args == [tmp_path / "hand.toml"]


def test_being_shown_a_suite_is_not(qtbot: QtBot, panel: SuitesPanel, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(panel.chosen):
        panel.show_current(tmp_path / "hand.toml")
    assert panel.list.currentIndex().row() == 1


def test_several_can_be_chosen(panel: SuitesPanel, tmp_path: Path) -> None:
    panel.list.selectAll()
    assert panel.selected() == (tmp_path / "bare.toml", tmp_path / "hand.toml")
    panel.list.selectionModel().select(panel.model.index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert panel.selected() == (tmp_path / "bare.toml",)


def test_the_folder_is_named(panel: SuitesPanel, tmp_path: Path) -> None:
    assert panel.folder.text() == tmp_path.name
    panel.show_folder(None)
    assert not panel.import_table.isEnabled()


def test_lines_are_drawn_with_marks_and_mark_of_unsaved(panel: SuitesPanel, tmp_path: Path) -> None:
    plain = panel.list.grab().toImage()
    opened = open_suite(tmp_path)
    assert opened.state is not None
    panel.model.show_suites((panel.model._suites[0], opened.with_state(edits.remove(opened.state, [0]))))
    unsaved = panel.list.grab().toImage()
    panel.model.show_outcomes({tmp_path / "hand.toml": {Outcome.BLOCKED: 2}})
    assert len({bytes(each.constBits()) for each in (plain, unsaved, panel.list.grab().toImage())}) == 3


def test_its_button_asks_for_a_table(qtbot: QtBot, panel: SuitesPanel) -> None:
    with qtbot.waitSignal(panel.import_asked):
        panel.import_table.click()
