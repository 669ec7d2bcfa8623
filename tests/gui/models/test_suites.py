from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from linktester.gui import edits
from linktester.gui.models.suites import LINE_ROLE, SuitesModel
from linktester.gui.opensuite import OpenSuite
from linktester.gui.tools import Tools
from linktester.model.verdict import Outcome
from linktester.project import CaseForm
from tests.fakes.desks import EMPTY, TEXT, file, open_suite


@pytest.fixture
def model(qtmodeltester: ModelTester, tools: Tools, tmp_path: Path) -> SuitesModel:
    made = SuitesModel(tools.speech)
    made.show_suites((OpenSuite.of(file(tmp_path, EMPTY, "bare")), open_suite(tmp_path)))
    qtmodeltester.check(made)
    return made


def lines(model: SuitesModel) -> list[tuple[str, str, str, bool]]:
    found = [model.index(row).data(LINE_ROLE) for row in range(model.rowCount())]
    return [(line.name, line.count, line.below, line.edited) for line in found]


def test_a_suite_reads_as_a_line(model: SuitesModel) -> None:
    assert lines(model) == [
        ("bare", "0", "no results in the open run", False),
        ("hand", "3", "no results in the open run", False),
    ]


def test_results_are_counted(model: SuitesModel, tmp_path: Path) -> None:
    model.show_outcomes({tmp_path / "hand.toml": {Outcome.BLOCKED: 2, Outcome.HONORED: 1}})
    assert lines(model)[1][2] == "1 honored, 2 blocked"
    assert model.index(1).data(LINE_ROLE).outcomes == ((Outcome.HONORED, 1), (Outcome.BLOCKED, 2))
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "hand, 3, 1 honored, 2 blocked"


def test_what_is_wrong_comes_first(model: SuitesModel, tmp_path: Path) -> None:
    opened = open_suite(tmp_path)
    assert opened.state is not None
    changed = opened.with_state(edits.remove(opened.state, [0])).found(
        file(tmp_path, TEXT.replace("hand", "theirs"))
    )
    waiting = opened.with_state(replace(opened.state, unfinished={"one": CaseForm()}))
    for suite, below in (
        (changed, "changed elsewhere too"),
        (opened.gone(), "its file was deleted"),
        (open_suite(tmp_path, "[[case]\n"), "cannot be read; mistakes: 1"),
        (waiting, "forms with a mistake: 1"),
    ):
        model.show_suites((suite,))
        assert lines(model)[0][2] == below


def test_the_same_suites_keep_their_rows(qtbot: QtBot, model: SuitesModel, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_suites((OpenSuite.of(file(tmp_path, EMPTY, "bare")), open_suite(tmp_path)))
    assert (model.row_of(tmp_path / "hand.toml"), model.row_of(tmp_path / "none.toml")) == (1, -1)
    assert model.path_at(1) == tmp_path / "hand.toml"
    assert model.path_at(2) is None


def test_a_name_is_shown_as_text(model: SuitesModel, tmp_path: Path) -> None:
    hostile = file(tmp_path, TEXT.replace('"hand"', '"<b>\\u202eh"'))
    model.show_suites((OpenSuite.of(hostile),))
    assert lines(model)[0][0] == "<b>\\u202eh"
    assert "&lt;b&gt;" not in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
