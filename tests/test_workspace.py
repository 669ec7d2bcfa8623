import threading
from datetime import UTC, datetime, timedelta

import pytest

from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.events import CaseFinished, EmulatorRestarted, RunFinished, RunStarted
from linktester.model.phone import Entry
from linktester.model.verdict import Basis, Outcome
from linktester.run import Job
from linktester.send import EmulatorProcess
from linktester.suite import Options, Planned
from linktester.workspace import Places, Workspace
from tests.fakes.clock import FrozenClock
from tests.fakes.packs import seen, team_text
from tests.fakes.probes import WHEN, a_link, an_expectation


def a_suite(cases=3, expect=()):
    return Suite(
        name="sample",
        matrix=Matrix(stands=(Stand("browser", "browser", Entry.TYPED),), dates=(WHEN,)),
        cases=tuple(Case(id=f"case-{number}", link=a_link(number), expect=expect) for number in range(cases)),
    )


def a_job(cases=3, expect=(), **fields):
    return Job(suites=(a_suite(cases, expect),), options=Options(), **fields)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    with Workspace.open(tmp_path_factory.mktemp("home")) as opened:
        yield opened


def test_everything_lies_under_a_named_home(tmp_path):
    named = Places.find(tmp_path)
    assert (named.archive, named.state, named.packs) == (
        tmp_path / "archive.db",
        tmp_path / "state",
        tmp_path / "packs",
    )
    assert Places.find(environment={"LINKTESTER_HOME": str(tmp_path)}) == named
    assert Places.find(tmp_path, {"LINKTESTER_HOME": "/elsewhere"}) == named


def test_without_a_home_the_system_says_where():
    places = Places.find(environment={})
    assert places.archive.is_absolute()
    assert "linktester" in str(places.archive)
    assert "linktester" in str(places.state)


def test_a_marked_program_carries_its_data(tmp_path):
    assert not Places.find(environment={}, program=tmp_path).is_portable
    (tmp_path / "portable.txt").touch()
    places = Places.find(environment={}, program=tmp_path)
    assert places == Places(tmp_path / "data", tmp_path / "data" / "state", is_portable=True)
    assert not places.data.exists()


def test_a_named_home_goes_before_a_mark(tmp_path):
    (tmp_path / "portable.txt").touch()
    named = tmp_path / "named"
    assert Places.find(named, {}, tmp_path).data == named
    assert Places.find(environment={"LINKTESTER_HOME": str(named)}, program=tmp_path).data == named


def test_opening_starts_and_writes_nothing(tmp_path):
    with Workspace.open(tmp_path / "home"):
        pass
    assert not (tmp_path / "home").exists()


def test_mistakes_are_told_before_anything_is_started(tmp_path):
    tie = (an_expectation(Outcome.HONORED), an_expectation(Outcome.BLOCKED))
    with Workspace.open(tmp_path / "home") as workspace, pytest.raises(InputErrors):
        workspace.run(a_job(expect=tie), print)
    assert not (tmp_path / "home").exists()


def test_mistakes_of_a_teams_rules_are_told_with_their_places(tmp_path):
    pack = tmp_path / "rules" / "mine.toml"
    pack.parent.mkdir()
    pack.write_text('platform = "nobody"\nversion = 7\n', "utf-8")
    with Workspace.open(tmp_path / "home") as workspace, pytest.raises(InputErrors) as caught:
        workspace.run(a_job(packs=(pack.parent,)), print)
    assert {problem.place.file for problem in caught.value.problems} == {str(pack)}
    assert not (tmp_path / "home").exists()


def test_an_emulator_that_another_linktester_takes_with_it_is_replaced(tmp_path):
    with EmulatorProcess(tmp_path / "state") as theirs, Workspace.open(tmp_path) as workspace:
        ended = workspace._emulators.get(a_job())
        theirs.stop()
        assert not ended.alive
        assert workspace.run(a_job(), print).exit_code == 0
        assert ended.is_own


def test_an_empty_folder_of_own_rules_is_no_mistake(tmp_path):
    (tmp_path / "packs").mkdir()
    with Workspace.open(tmp_path) as workspace:
        assert workspace.run(a_job(), print).exit_code == 0


def test_an_emulator_that_is_not_there_is_told(tmp_path):
    with Workspace.open(tmp_path) as workspace, pytest.raises(EnvironmentFault):
        workspace.run(a_job(emulator=tmp_path / "ready.json"), print)


@pytest.mark.journey
def test_a_run_is_told_and_kept(workspace):
    events = []
    end = workspace.run(a_job(name="first"), events.append)
    assert isinstance(events[0], RunStarted)
    assert events[-1] == end
    head = events[0].head
    assert (head.total, head.basis, head.suites, head.name) == (3, Basis.SIMULATED, ("sample",), "first")
    assert head.packs
    assert (end.exit_code, sum(end.tally.outcomes.values()), end.tally.faults) == (0, 3, 0)
    assert workspace.archive.head(head.id) == head
    assert workspace.archive.finished(head.id) == end
    told = {event.index: event.result for event in events if isinstance(event, CaseFinished)}
    assert list(workspace.archive.results(head.id)) == [told[index] for index in range(3)]


@pytest.mark.journey
def test_expectations_that_are_not_met_give_exit_code_1(workspace):
    assert workspace.run(a_job(expect=(an_expectation(Outcome.REWRITTEN),)), ignore).exit_code == 1


@pytest.mark.journey
def test_a_second_workspace_uses_the_emulator_of_the_first(workspace, tmp_path):
    workspace.run(a_job(1), ignore)
    mine = seen("t", "block-page", "2026-10-01", confidence="T", id="our.TB")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "mine.toml").write_text(team_text([mine]), "utf-8")
    with Workspace(workspace.places) as second:
        assert second.run(a_job(1), ignore).exit_code == 0
        with pytest.raises(EnvironmentFault) as caught:
            second.run(a_job(1, packs=(rules,)), ignore)
    assert caught.value.message.code == "workspace.other-packs"
    assert workspace.run(a_job(1), ignore).exit_code == 0


@pytest.mark.journey
def test_rules_that_were_changed_meanwhile_are_gone_by(workspace, tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    file = rules / "mine.toml"
    job = a_job(1, packs=(rules,))
    told = []
    for effect in ("block-page", "open"):
        file.write_text(team_text([seen("t", effect, "2026-10-01", confidence="T", id="our.TB")]), "utf-8")
        events = []
        workspace.run(job, events.append)
        told.append(dict(events[0].head.packs))
    first, second = told
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == ["rules/wechat"]
    assert workspace.run(job, ignore).exit_code == 0


@pytest.mark.journey
def test_an_emulator_killed_in_the_middle_is_restarted_and_no_case_is_lost(workspace):
    events = []

    def kill_once(event):
        if isinstance(event, CaseFinished) and not any(isinstance(one, CaseFinished) for one in events):
            child(workspace).kill()
        events.append(event)

    end = workspace.run(a_job(300), kill_once)
    assert len([event for event in events if isinstance(event, EmulatorRestarted)]) == 1
    assert sum(end.tally.outcomes.values()) == 300
    assert (end.tally.faults, end.exit_code) == (0, 0)


@pytest.mark.journey
def test_a_cancel_from_another_thread_keeps_what_is_done(workspace):
    events = []

    def cancel_once(event):
        if isinstance(event, CaseFinished) and not any(isinstance(one, CaseFinished) for one in events):
            canceller = threading.Thread(target=workspace.cancel)
            canceller.start()
            canceller.join()
        events.append(event)

    end = workspace.run(a_job(2_000), cancel_once)
    done = [event for event in events if isinstance(event, CaseFinished)]
    assert (end.cancelled, end.exit_code) == (True, 130)
    assert 0 < len(done) < 2_000
    assert workspace.archive.count(end.run) == len(done)
    assert isinstance(events[-1], RunFinished)


@pytest.mark.journey
def test_an_emulator_that_runs_already_is_used_and_left_running(workspace, tmp_path):
    workspace.run(a_job(1), ignore)
    ready = workspace.places.state / "ready.json"
    with Workspace.open(tmp_path) as other:
        assert other.run(a_job(1, emulator=ready), ignore).exit_code == 0
    assert EmulatorProcess.attach(ready).alive


@pytest.mark.journey
def test_old_octets_are_dropped_after_a_run_and_results_stay(workspace):
    workspace.run(a_job(1), ignore)
    later = FrozenClock(datetime.now(UTC) + timedelta(days=30))
    with Workspace(workspace.places, keep_days=10, clock=later) as keeping_little:
        end = keeping_little.run(a_job(1), ignore)
        (result,) = keeping_little.archive.results(end.run)
    assert [exchange.body for exchange in result.evidence.exchanges] == [b""] * len(result.evidence.exchanges)
    assert any(exchange.body_length for exchange in result.evidence.exchanges)


def ignore(event):
    pass


def child(workspace):
    return workspace._emulators._process._process


def test_the_emulator_is_woken_ahead_and_told(tmp_path):
    with Workspace.open(tmp_path) as workspace:
        assert workspace.emulator().ready is None
        state = workspace.wake()
        assert state.ready is not None
        assert state.own
        assert state.log.is_file()
        with Workspace.open(tmp_path) as other:
            shared = other.wake()
            assert (shared.own, shared.ready) == (False, state.ready)
        first = child(workspace)
        # The same ports are taken again, so that what was copied from a page still leads there.
        assert workspace.restart_emulator().ready == state.ready
        assert child(workspace).pid != first.pid
    assert workspace.emulator().ready is None


def test_probes_of_an_earlier_run_are_sent_once_more_just_as_they_were(workspace):
    first = workspace.run(a_job(expect=(an_expectation(Outcome.HONORED),)), ignore)
    kept = list(workspace.archive.results(first.run))
    again = tuple(Planned(result.probe, result.expected) for result in kept[:2])
    job = Job(suites=(), options=Options(), again=again, again_of=("sample",), name="again")
    second = workspace.run(job, ignore)
    repeated = list(workspace.archive.results(second.run))
    assert [result.probe.key for result in repeated] == [result.probe.key for result in kept[:2]]
    assert [result.match for result in repeated] == [result.match for result in kept[:2]]
    assert workspace.archive.head(second.run).suites == ("sample",)


def test_who_ran_what_on_which_device_stands_in_the_head(workspace):
    finished = workspace.run(a_job(tester="QA", build="9.2.1", device="Pixel 8"), ignore)
    head = workspace.archive.head(finished.run)
    assert (head.tester, head.build, head.device) == ("QA", "9.2.1", "Pixel 8")
