from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.checklist import ChecklistDialog
from linktester.gui.dialogs.export import ExportDialog
from linktester.gui.dialogs.sighting import SightingDialog
from linktester.gui.openrun import OpenRun
from linktester.gui.resultcommands import ResultCommands, went_wrong
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import MOST
from linktester.model.annotation import Status
from linktester.model.link import Link
from linktester.model.run import Match
from tests.fakes import results as fakes
from tests.fakes import rows
from tests.fakes.tabled import play, settle, the
from tests.fakes.window import PlayingWorkspace


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def acts(qtbot: QtBot, tools: Tools, run: OpenRun, page: QWidget) -> ResultCommands:
    play(qtbot, tools, run)
    return ResultCommands(tools, run, page)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_rows_are_copied_for_a_spreadsheet_that_calculates_nothing(
    qtbot: QtBot, acts: ResultCommands
) -> None:
    with qtbot.waitSignal(acts.told) as told:
        acts.copy_rows([["Case", "Link"], ["a", "=1+1"]])
    assert clipboard() == "Case\tLink\na\t'=1+1"
    assert told.args[0].args == {"count": 1}


def test_no_half_row_is_copied_and_what_did_not_fit_is_told(qtbot: QtBot, acts: ResultCommands) -> None:
    long = "x" * (MOST // 2)
    with qtbot.waitSignal(acts.told) as told:
        acts.copy_rows([["Case"], ["half \ud800"], [long], [long], ["last"]])
    assert clipboard() == f"Case\nhalf \\ud800\n{long}"
    assert (told.args[0].code, told.args[0].args) == ("results.copied-part", {"count": 2, "of": 4})


def test_the_whole_link_is_copied_however_long(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, acts: ResultCommands
) -> None:
    acts.copy_link(run.rows[0])
    assert clipboard() == fakes.ITEM.text
    long: Link = replace(fakes.ITEM, text=fakes.ITEM.text + "&x=" + "y" * 3_000)
    workspace.results = [fakes.blocked(fakes.probe(long, "wechat", "chat", "2021-09-10"), fakes.BEFORE)]
    play(qtbot, tools, run)
    acts.copy_link(run.rows[0])
    qtbot.waitUntil(lambda: clipboard() == long.text)


def test_half_characters_in_a_link_do_no_harm(run: OpenRun, acts: ResultCommands) -> None:
    acts.copy_link(rows.row(link="https://a.example/\ud800x"))
    assert clipboard() == "https://a.example/\ufffdx"


def test_what_differs_or_failed_is_run_again(
    qtbot: QtBot, tools: Tools, run: OpenRun, acts: ResultCommands
) -> None:
    failed = the(run, match=Match.NONE)
    run.note(failed.key, rows.said(failed.key, Status.FAILED))
    tools.settings.put("tester", "Wang")
    with qtbot.waitSignal(acts.run_requested) as asked:
        acts.run_wrong()
    job = asked.args[0]
    wanted = [row.key for row in run.rows if went_wrong(row)]
    assert len(wanted) == 2
    assert [each.probe.key for each in job.again] == wanted
    assert (job.tester, job.suites, job.again_of) == ("Wang", (), ("walled-garden",))


def test_all_are_run_again_and_none_is_told(qtbot: QtBot, run: OpenRun, acts: ResultCommands) -> None:
    with qtbot.waitSignal(acts.run_requested) as asked:
        acts.run_again(None)
    assert len(asked.args[0].again) == 26
    with qtbot.waitSignal(acts.told) as told:
        acts.run_again(())
    assert told.args[0].code == "results.nothing-to-run"


def test_the_sample_comes_along(qtbot: QtBot, acts: ResultCommands) -> None:
    with qtbot.waitSignal(acts.run_requested) as asked:
        acts.run_sample()
    (suite,) = asked.args[0].suites
    assert suite.name == "first-steps"


def test_dialogs_open_over_the_window(
    qtbot: QtBot, tools: Tools, run: OpenRun, page: QWidget, acts: ResultCommands
) -> None:
    acts.see_on_phone(run.rows[0])
    qtbot.waitUntil(lambda: page.findChild(SightingDialog) is not None)
    with qtbot.waitSignal(acts.run_requested) as asked:
        page.findChild(SightingDialog).again_requested.emit(run.rows[0].key, fakes.STARTED)
    assert [each.probe.as_of for each in asked.args[0].again] == [fakes.STARTED]
    page.findChild(SightingDialog).close()
    acts.open_checklist()
    acts.open_export("verdict:blocked", (run.rows[0].key,), 1)
    settle(qtbot, tools)
    for kind in (ChecklistDialog, ExportDialog):
        assert page.findChild(kind).isVisible()
        page.findChild(kind).close()


def test_a_result_that_is_gone_is_told(
    qtbot: QtBot, tools: Tools, run: OpenRun, acts: ResultCommands
) -> None:
    with qtbot.waitSignal(acts.told) as told:
        acts.see_on_phone(rows.row(key="0" * 32))
    assert told.args[0].code == "results.gone"
