from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from linktester.gui.openrun import OpenRun
from linktester.gui.rerun import ONE_BY_ONE, Again, job_of
from linktester.gui.tools import Tools
from linktester.suite import Options
from tests.fakes import results as fakes
from tests.fakes.tabled import many, play
from tests.fakes.window import PlayingWorkspace


def asked(run: OpenRun, keys: tuple[str, ...] | None, **changes: object) -> Again:
    return Again(run.head, keys, Options(), **changes)


def test_the_same_probes_with_their_dates_and_expectations(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    play(qtbot, tools, run)
    wanted = fakes.walled_garden()[3]
    job = job_of(tools.workspace, asked(run, (wanted.probe.key,), tester="Wang", device="Pixel 8"))
    assert [(each.probe, each.expected) for each in job.again] == [(wanted.probe, wanted.expected)]
    assert (job.suites, job.again_of) == ((), ("walled-garden",))
    assert (job.tester, job.build, job.device) == ("Wang", "", "Pixel 8")


def test_the_whole_run_and_large_parts_of_it(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun
) -> None:
    workspace.results = many(ONE_BY_ONE + 20)
    play(qtbot, tools, run)
    every = job_of(workspace, asked(run, None)).again
    assert [each.probe for each in every] == [result.probe for result in workspace.results]
    part = tuple(row.key for row in run.rows[: ONE_BY_ONE + 5])
    some = job_of(workspace, asked(run, part)).again
    assert [each.probe for each in some] == [each.probe for each in every[: len(part)]]


def test_another_date_and_keys_that_are_gone(qtbot: QtBot, tools: Tools, run: OpenRun) -> None:
    play(qtbot, tools, run)
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    job = job_of(tools.workspace, asked(run, (run.rows[0].key, "f" * 32), as_of=moment))
    assert [(each.probe.as_of, each.expected) for each in job.again] == [(moment, None)]
