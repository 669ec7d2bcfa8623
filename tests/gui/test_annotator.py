import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.annotator import Wish, keep, picture_file, read_picture
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.model.annotation import Status
from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.run import Match
from linktester.model.verdict import Outcome
from linktester.store.annotations import MAX_PICTURE
from tests.fakes import results as fakes
from tests.fakes.tabled import kept, made, picture_in, play, settle, the


def test_a_status_is_stored_with_who_says_so_and_then_shown(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    row = the(run, match=Match.MET)
    with qtbot.waitSignal(annotator.saved) as saved:
        annotator.set_status(Status.PASSED, (row,))
        assert annotator.is_busy
        assert run.row(row.key).status is None
    (stored,) = saved.args[0]
    assert (stored.status, stored.tester, stored.build, stored.device) == (
        Status.PASSED,
        "Wang",
        "12.3",
        "Pixel 8",
    )
    assert run.row(row.key).status is Status.PASSED
    assert kept(tools, run) == {row.key: stored}
    assert not annotator.is_busy


def test_a_status_against_the_verdict_waits_for_its_reason(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    plain, against = the(run, match=Match.DIFFERS), the(run, match=Match.MET)
    with qtbot.waitSignals([annotator.reason_wanted, annotator.saved]):
        annotator.set_status(Status.FAILED, (plain, against))
    settle(qtbot, tools)
    assert set(kept(tools, run)) == {plain.key}
    with qtbot.waitSignal(annotator.saved):
        annotator.give_reason(Status.FAILED, (against,), "  known defect ")
    assert kept(tools, run)[against.key].reason == "known defect"


def test_the_last_key_wins_however_fast_they_come(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    row = the(run, outcome=Outcome.INCONCLUSIVE)
    for status in (Status.PASSED, Status.SKIPPED, Status.NOT_EXECUTABLE, Status.FAILED):
        annotator.set_status(status, (row,))
    settle(qtbot, tools)
    assert kept(tools, run)[row.key].status is Status.FAILED
    history = tools.workspace.archive.annotation_history(run.head.id, row.key)
    assert [each.status for each in history] == [
        Status.PASSED, Status.SKIPPED, Status.NOT_EXECUTABLE, Status.FAILED
    ]  # fmt: skip


def test_taking_a_status_back_leaves_the_note(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    row = the(run, outcome=Outcome.INCONCLUSIVE)
    annotator.take_back((row,))
    assert not annotator.is_busy
    annotator.set_status(Status.SKIPPED, (row,))
    annotator.set_note(row, "no such phone")
    settle(qtbot, tools)
    annotator.take_back((run.row(row.key),))
    settle(qtbot, tools)
    assert (run.row(row.key).status, run.row(row.key).note) == (None, "no such phone")


def test_a_long_note_survives_a_status(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    row, note = the(run, outcome=Outcome.INCONCLUSIVE), "长" * 5_000 + "\ud800"
    annotator.set_note(row, note)
    annotator.set_status(Status.SKIPPED, (row,))
    settle(qtbot, tools)
    assert kept(tools, run)[row.key].note == note


def test_a_screenshot_is_kept_for_all_that_were_chosen(
    qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path
) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    path = picture_in(tmp_path)
    annotator.add_picture((), picture_file(path))
    assert not annotator.is_busy
    annotator.add_picture(tuple(run.rows[:2]), picture_file(path))
    settle(qtbot, tools)
    (sha,) = {run.row(row.key).screenshot for row in run.rows[:2]}
    assert tools.workspace.archive.screenshot(sha) == path.read_bytes()
    annotator.remove_picture(run.rows[0])
    settle(qtbot, tools)
    assert [row.has_screenshot for row in run.rows[:2]] == [False, True]


@pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(MAX_PICTURE)])
def test_what_cannot_be_kept_is_told_and_the_next_goes_on(
    qtbot: QtBot, tools: Tools, run: OpenRun, tmp_path: Path, content: bytes
) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    wrong = tmp_path / "wrong.png"
    wrong.write_bytes(content)
    with qtbot.waitSignal(annotator.failed) as failed:
        annotator.add_picture((run.rows[0],), picture_file(wrong))
        annotator.add_picture((run.rows[1],), picture_file(tmp_path / "absent.png"))
        annotator.set_status(Status.SKIPPED, (run.rows[2],))
    assert isinstance(failed.args[0], InputErrors)
    settle(qtbot, tools)
    assert set(kept(tools, run)) == {run.rows[2].key}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        read_picture(tmp_path / "absent.png")
    assert caught.value.problems[0].message.code == "annotate.unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(InputErrors) as caught:
        read_picture(tmp_path / "pipe.png")
    assert caught.value.problems[0].message.code == "annotate.unreadable"


def test_closing_stores_what_still_waits(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    for row in run.rows[:5]:
        annotator.set_note(row, f"note {row.index}")
    annotator.finish()
    notes = tools.workspace.archive.annotations(run.head.id)
    assert [each.note for each in notes] == [f"note {n}" for n in range(5)]


def test_what_was_said_of_a_run_that_was_put_away_is_stored_all_the_same(
    qtbot: QtBot, tools: Tools, run: OpenRun
) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    row, name = run.rows[0], run.head.id
    annotator.set_note(row, "seen")
    run.clear()
    annotator.set_note(row, "nobody's")
    settle(qtbot, tools)
    (said,) = tools.workspace.archive.annotations(name)
    assert said.note == "seen"


def test_a_fault_halfway_keeps_what_came_before(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    play(qtbot, tools, run)
    gate = threading.Event()

    def broken() -> bytes:
        gate.set()
        raise EnvironmentFault(fakes.message("outcome.means-fault"))

    annotator = made(tools, run)
    with qtbot.waitSignal(annotator.failed):
        annotator.add_picture((run.rows[0],), broken)
    assert gate.is_set()
    assert kept(tools, run) == {}
    wish = replace(_wish(run), keys=(run.rows[0].key, "0" * 32, run.rows[1].key))
    done = keep(tools.workspace, wish)
    assert [each.key for each in done.stored] == [run.rows[0].key]
    assert isinstance(done.error, InputErrors)


def _wish(run: OpenRun) -> Wish:
    return Wish(run.head.id, (run.rows[0].key,), {"note": "seen"}, fakes.STARTED)
