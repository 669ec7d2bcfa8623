from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui import edits
from linktester.gui.opensuite import OpenSuite
from linktester.gui.suitedesk import SuiteDesk
from linktester.model.message import message
from tests.fakes.desks import EMPTY, file

DID = message("cases.did-edit")


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> SuiteDesk:
    made = SuiteDesk()
    files = (file(tmp_path), file(tmp_path, EMPTY, "bare"))
    made.replace_all(tuple(map(OpenSuite.of, files)), tmp_path / "hand.toml")
    return made


def take_first(desk: SuiteDesk, key: str = "") -> None:
    suite = desk.current
    assert suite is not None
    assert suite.state is not None
    desk.edit(suite.path, edits.remove(suite.state, [0]), DID, key)


def count(desk: SuiteDesk) -> int:
    assert desk.current is not None
    assert desk.current.suite is not None
    return len(desk.current.suite.cases)


def test_suites_lie_by_path_with_one_in_front(desk: SuiteDesk, tmp_path: Path) -> None:
    assert [suite.name for suite in desk.suites] == ["bare", "hand"]
    assert desk.current is desk.suite(tmp_path / "hand.toml")
    assert not desk.is_edited


def test_an_edit_is_told_and_can_be_taken_back(qtbot: QtBot, desk: SuiteDesk) -> None:
    with qtbot.waitSignals([desk.suite_changed, desk.changed]):
        take_first(desk)
    assert (count(desk), desk.is_edited) == (2, True)
    with qtbot.waitSignal(desk.stepped) as stepped:
        desk.undo()
    assert stepped.args == [False, DID]
    assert (count(desk), desk.is_edited) == (3, False)
    desk.redo()
    assert count(desk) == 2


def test_an_edit_that_changes_nothing_is_none(desk: SuiteDesk) -> None:
    suite = desk.current
    assert suite is not None
    assert suite.state is not None
    desk.edit(suite.path, suite.state, DID)
    assert not desk.history.can_undo


def test_undoing_goes_to_the_suite_it_changes(qtbot: QtBot, desk: SuiteDesk, tmp_path: Path) -> None:
    take_first(desk)
    desk.select(tmp_path / "bare.toml")
    with qtbot.waitSignal(desk.current_changed) as changed:
        desk.undo()
    assert changed.args == [tmp_path / "hand.toml"]


def test_going_elsewhere_begins_a_new_step(desk: SuiteDesk, tmp_path: Path) -> None:
    take_first(desk, "typing")
    desk.select(tmp_path / "bare.toml")
    desk.select(tmp_path / "hand.toml")
    take_first(desk, "typing")
    desk.undo()
    assert count(desk) == 2


def test_a_suite_that_is_closed_makes_room_for_the_next(desk: SuiteDesk, tmp_path: Path) -> None:
    take_first(desk)
    desk.take_away(tmp_path / "hand.toml")
    assert desk.current is not None
    assert desk.current.name == "bare"
    assert not desk.history.can_undo
    desk.take_away(tmp_path / "bare.toml")
    assert desk.current is None
