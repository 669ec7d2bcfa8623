import threading
from dataclasses import replace

from pytestqt.qtbot import QtBot

from linktester.gui.openrun import OpenRun, Progress
from linktester.gui.tools import Tools
from linktester.model.annotation import Annotation, Status
from linktester.model.errors import InputErrors
from linktester.model.events import Note
from linktester.model.message import message
from linktester.model.run import CaseResult
from linktester.run import Job
from linktester.suite import Options
from tests.fakes import results as fakes
from tests.fakes.window import PlayingWorkspace

JOB = Job(suites=(), options=Options())


def ran(qtbot: QtBot, run: OpenRun) -> None:
    with qtbot.waitSignal(run.finished):
        run.start(JOB)


def test_a_runs_rows_arrive_in_order(qtbot: QtBot, run: OpenRun, workspace: PlayingWorkspace) -> None:
    ran(qtbot, run)
    assert [row.index for row in run.rows] == [*range(len(workspace.results))]
    assert run.head is not None
    assert run.finish is not None
    assert not run.is_running


def test_another_run_is_refused_while_one_goes_on(
    qtbot: QtBot, run: OpenRun, workspace: PlayingWorkspace
) -> None:
    workspace.hold = threading.Event()
    run.start(JOB)
    with qtbot.waitSignal(run.told) as told:
        run.start(JOB)
    assert told.args[0].code == "openrun.busy"
    with qtbot.waitSignal(run.told):
        run.open("20261122-104501-0001")
    workspace.hold.set()
    qtbot.waitUntil(lambda: not run._tools.host.is_busy)
    assert len(workspace.jobs) == 1


def test_a_kept_run_is_reopened_with_what_people_said(
    qtbot: QtBot, run: OpenRun, tools: Tools, workspace: PlayingWorkspace
) -> None:
    ran(qtbot, run)
    head, key = run.head, run.rows[1].key
    assert head is not None
    said = Annotation(run=head.id, key=key, status=Status.FAILED, note="not so", at=fakes.STARTED)
    workspace.archive.annotate(said)
    again = OpenRun(tools)
    again.open(head.id)
    qtbot.waitUntil(lambda: len(again.rows) == len(workspace.results))
    row = again.row(key)
    assert row is not None
    assert (row.status, row.note) == (Status.FAILED, "not so")
    assert [each.outcome for each in again.rows] == [each.outcome for each in run.rows]
    assert again.finish == run.finish


def test_why_a_run_broke_off_is_told_as_a_fault(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    with qtbot.waitSignal(run.failed) as failed:
        tools.host.heard.emit((Note("r", message("store.disk-full", file="archive.db")),))
    assert failed.args[0].message.code == "store.disk-full"


def test_a_run_that_is_not_there_is_told(qtbot: QtBot, run: OpenRun) -> None:
    with qtbot.waitSignal(run.failed) as failed:
        run.open("20200101")
    assert isinstance(failed.args[0], InputErrors)


def test_the_current_result_is_known_by_its_key(qtbot: QtBot, run: OpenRun) -> None:
    ran(qtbot, run)
    with qtbot.waitSignal(run.current_changed) as changed:
        run.select(run.rows[2].key)
    assert changed.args == [run.rows[2]]
    with qtbot.assertNotEmitted(run.current_changed):
        run.select(run.rows[2].key)
    run.clear()
    assert run.current is None
    assert run.rows == []


def test_the_whole_result_is_fetched_from_the_archive(
    qtbot: QtBot, run: OpenRun, workspace: PlayingWorkspace
) -> None:
    ran(qtbot, run)
    came: list[CaseResult | None] = []
    run.fetch(run.rows[0].key, came.append)
    run.fetch("0" * 32, came.append)
    qtbot.waitUntil(lambda: len(came) == 2)
    found = next(each for each in came if each is not None)
    assert found.verdict == workspace.results[0].verdict
    assert found.evidence.observations == workspace.results[0].evidence.observations


def test_a_result_that_cannot_be_read_is_told_and_is_gone(
    qtbot: QtBot, run: OpenRun, workspace: PlayingWorkspace
) -> None:
    ran(qtbot, run)
    workspace.archive.delete(run.head.id)
    came: list[CaseResult | None] = []
    with qtbot.waitSignal(run.failed) as failed:
        run.fetch(run.rows[0].key, came.append)
    assert isinstance(failed.args[0], InputErrors)
    assert came == [None]


def test_a_stored_word_shows_on_the_row(qtbot: QtBot, run: OpenRun) -> None:
    ran(qtbot, run)
    key = run.rows[0].key
    run.select(key)
    said = Annotation(run="r", key=key, status=Status.PASSED, at=fakes.STARTED)
    with qtbot.waitSignals([run.changed, run.current_changed]):
        run.note(key, said)
    assert run.rows[0].status is Status.PASSED
    run.note(key, None)
    assert run.rows[0].status is None


def test_progress_tells_rate_and_time_left() -> None:
    half = Progress(50, 100, 10.0, running=True)
    assert half.seconds_left == 5.0
    assert replace(half, rate=0.0).seconds_left is None
    assert replace(half, running=False).seconds_left is None


def test_a_run_is_signed_with_what_the_settings_propose(
    qtbot: QtBot, run: OpenRun, tools: Tools, workspace: PlayingWorkspace
) -> None:
    tools.settings.put("tester", "QA")
    tools.settings.put("device", "Pixel 8")
    with qtbot.waitSignal(run.finished):
        run.start(replace(JOB, device="Mate 60"))
    job = workspace.jobs[0]
    assert (job.tester, job.build, job.device) == ("QA", "", "Mate 60")
