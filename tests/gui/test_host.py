import threading

from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.model.events import CaseFinished, RunFinished, RunStarted
from linktester.run import Job
from linktester.suite import Options
from tests.fakes import results as fakes
from tests.fakes.window import BROKEN, PlayingWorkspace

JOB = Job(suites=(), options=Options(), name="a run")


def listen(tools: Tools) -> list[object]:
    heard: list[object] = []
    tools.host.heard.connect(heard.extend)
    return heard


def test_events_come_in_order_before_the_host_is_free(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace
) -> None:
    heard = listen(tools)
    tools.host.run(JOB)
    assert tools.host.is_busy
    with qtbot.waitSignal(tools.host.busy_changed, check_params_cb=lambda busy: not busy):
        pass
    assert isinstance(heard[0], RunStarted)
    assert isinstance(heard[-1], RunFinished)
    assert [each.index for each in heard if isinstance(each, CaseFinished)] == [
        *range(len(workspace.results))
    ]


def test_thousands_of_events_come_in_bundles(qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace) -> None:
    workspace.results = list(fakes.many(1_000))
    sizes: list[int] = []
    tools.host.heard.connect(lambda bundle: sizes.append(len(bundle)))
    tools.host.run(JOB)
    qtbot.waitUntil(lambda: not tools.host.is_busy, timeout=20_000)
    assert sum(sizes) == 1_002
    assert max(sizes) <= 400


def test_a_job_that_cannot_begin_is_refused_with_its_fault(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace
) -> None:
    workspace.fault = BROKEN
    with qtbot.waitSignal(tools.host.refused) as refused:
        tools.host.run(JOB)
    assert refused.args == [BROKEN]
    assert not tools.host.is_busy


def test_jobs_run_one_after_the_other(qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace) -> None:
    heard = listen(tools)
    tools.host.run(JOB)
    tools.host.run(JOB)
    qtbot.waitUntil(lambda: not tools.host.is_busy)
    kinds = [type(each) for each in heard if not isinstance(each, CaseFinished)]
    assert kinds == [RunStarted, RunFinished] * 2


def test_a_cancelled_run_keeps_what_is_done(qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace) -> None:
    workspace.hold = threading.Event()
    heard = listen(tools)
    tools.host.run(JOB)
    qtbot.waitUntil(lambda: len(heard) == len(workspace.results))
    tools.host.cancel()
    qtbot.waitUntil(lambda: not tools.host.is_busy)
    finished = heard[-1]
    assert isinstance(finished, RunFinished)
    assert finished.cancelled
    assert workspace.archive.count(finished.run) == len(workspace.results) - 1


def test_the_emulator_is_started_ahead_and_anew(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace
) -> None:
    with qtbot.waitSignal(tools.host.emulator_changed):
        tools.host.wake()
    with qtbot.waitSignal(tools.host.emulator_changed):
        tools.host.restart_emulator()
    with qtbot.waitSignal(tools.host.emulator_changed):
        tools.host.ask_emulator()
    assert (workspace.woken, workspace.restarted) == (1, 1)


def test_a_running_job_is_not_taken_for_the_emulators_start(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace
) -> None:
    workspace.hold = threading.Event()
    tools.host.wake()
    tools.host.run(JOB)
    with qtbot.waitSignal(tools.host.emulator_changed):
        pass
    assert tools.host.is_busy
    workspace.hold.set()
    qtbot.waitUntil(lambda: not tools.host.is_busy)


def test_the_engine_steps_aside_while_the_window_draws(tools: Tools) -> None:
    order: list[str] = []
    event = RunFinished("r", fakes.STARTED, fakes.tally(()))

    def engine() -> None:
        tools.host._hear(event)
        order.append("engine")

    thread = threading.Thread(target=engine)
    with tools.host.undisturbed():
        thread.start()
        while not tools.host._events:
            pass
        order.append("window")
    thread.join()
    assert order == ["window", "engine"]
