import asyncio
from dataclasses import replace

import pytest

from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.citation import GapKind
from linktester.model.events import (
    CaseFinished,
    CaseStarted,
    EmulatorRestarted,
    Note,
    RunFinished,
    RunStarted,
)
from linktester.model.link import PlatformId
from linktester.model.pack import Mapped
from linktester.model.phone import Surface
from linktester.model.run import Match, Reach
from linktester.model.verdict import Cause, Modifier, Outcome
from linktester.run import Engine, Limits
from linktester.suite import Options, expand
from tests.fakes.archive import MemoryStore
from tests.fakes.clock import FrozenClock
from tests.fakes.probes import (
    WHEN,
    a_citation,
    a_gap,
    a_head,
    a_link,
    an_entry,
    an_evidence,
    an_expectation,
)
from tests.fakes.sender import FakeEmulator, broken

MAPPING = {
    "open": Mapped("HONORED", (), None),
    "block-page": Mapped("BLOCKED", (), "host"),
}
QUICK = Limits(gather=0)


def a_plan(cases=3, hosts=("wechat",), expect=()):
    suite = Suite(
        name="sample",
        matrix=Matrix(
            stands=tuple(Stand(PlatformId(host), Surface("chat")) for host in hosts), dates=(WHEN,)
        ),
        cases=tuple(Case(id=f"case-{number}", link=a_link(number), expect=expect) for number in range(cases)),
    )
    return expand(suite, Options())


class Run:
    """One run with fakes; keeps its events."""

    def __init__(self, emulator=None, store=None, plan=None, limits=QUICK):
        self.emulator = emulator or FakeEmulator()
        self.store = store or MemoryStore()
        self.clock = FrozenClock()
        self.plan = plan or a_plan()
        self.events = []
        self.engine = Engine(self.emulator, self.store, MAPPING, self.clock, limits)

    def listen(self, event):
        if isinstance(event, CaseFinished):
            assert self.store.results[event.index] is event.result
        self.events.append(event)

    async def __call__(self):
        return await self.engine.run(self.plan, a_head(total=len(self.plan.probes)), self.listen)

    def go(self):
        return asyncio.run(self())

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]


def test_every_probe_is_started_stored_and_told_once():
    run = Run(plan=a_plan(cases=40))
    end = run.go()
    assert [type(run.events[0]), type(run.events[-1])] == [RunStarted, RunFinished]
    assert sorted(event.index for event in run.of(CaseStarted)) == list(range(40))
    assert sorted(event.index for event in run.of(CaseFinished)) == list(range(40))
    assert sorted(run.store.results) == list(range(40))
    assert run.store.finished == end
    assert sum(end.tally.outcomes.values()) == 40


def test_no_more_probes_are_under_way_than_the_session_allows():
    run = Run(FakeEmulator(max_parallel=3), plan=a_plan(cases=20))
    run.go()
    assert run.emulator.most_under_way <= 3


def test_one_control_run_serves_every_probe_of_the_same_link():
    run = Run(plan=a_plan(cases=2, hosts=("wechat", "qq", "dingtalk")))
    run.go()
    controls = [probe for probe in run.emulator.sent if probe.host == "browser"]
    assert len(controls) == 2
    assert all(result.control is not None for result in run.store.results.values())


def test_a_gap_needs_no_control_run_and_is_no_fault():
    run = Run(FakeEmulator(a_gap), plan=a_plan(cases=2))
    end = run.go()
    assert all(probe.host == "wechat" for probe in run.emulator.sent)
    assert end.tally.causes == {"no-policy": 2}
    assert end.tally.reach == {"unknown": 2}
    assert end.exit_code == 0


def test_the_journal_is_asked_after_judging_and_adds_reach_and_modifiers():
    emulator = FakeEmulator()
    emulator.entries["r-1"] = an_entry(a_citation("open", carried=True, partial=True))
    run = Run(emulator, plan=a_plan(cases=1))
    run.go()
    (result,) = run.store.results.values()
    assert result.reach is Reach.CARRIED
    assert result.last_evidence == "2021-11-29"
    assert result.journal == (emulator.entries["r-1"],)
    assert result.verdict.outcome is Outcome.HONORED
    assert {Modifier.CARRIED, Modifier.PARTIAL} <= set(result.verdict.modifiers)


def test_many_results_share_one_journal_query_and_one_transaction():
    run = Run(FakeEmulator(max_parallel=16), plan=a_plan(cases=64))
    run.go()
    assert len(run.store.batches) < 64
    assert len(run.emulator.asked) == len(run.store.batches)


def test_expectations_decide_the_exit_code():
    differs = Run(plan=a_plan(expect=(an_expectation(Outcome.BLOCKED),)))
    assert differs.go().exit_code == 1
    assert {result.match for result in differs.store.results.values()} == {Match.DIFFERS}
    assert Run(plan=a_plan()).go().exit_code == 0


def test_a_gap_where_an_answer_was_expected_differs():
    run = Run(FakeEmulator(a_gap), plan=a_plan(expect=(an_expectation(Outcome.BLOCKED),)))
    assert run.go().exit_code == 1


def test_a_dead_emulator_is_started_again_and_its_probe_sent_once_more():
    run = Run(FakeEmulator(deaths=["case-1"], max_parallel=1))
    end = run.go()
    assert run.emulator.restarts == 1
    assert [event.times for event in run.of(EmulatorRestarted)] == [1]
    assert run.store.results[1].attempt == 2
    assert run.store.results[1].verdict.cause is not Cause.FAULT
    assert end.tally.faults == 0


def test_a_probe_that_kills_the_emulator_twice_is_inconclusive_by_our_fault():
    run = Run(FakeEmulator(deaths=["case-1", "case-1"], max_parallel=1))
    end = run.go()
    assert (run.store.results[1].verdict.outcome, run.store.results[1].verdict.cause) == (
        Outcome.INCONCLUSIVE,
        Cause.FAULT,
    )
    assert sorted(run.store.results) == [0, 1, 2]
    assert end.exit_code == 3


def test_an_emulator_that_keeps_dying_ends_the_run_and_is_told():
    emulator = FakeEmulator(deaths=["case-0", "case-0", "case-1"], max_parallel=1)
    emulator.most_restarts = 2
    run = Run(emulator, plan=a_plan(cases=5))
    end = run.go()
    assert [note.message.code for note in run.of(Note)] == ["send.emulator-keeps-dying"]
    assert sorted(run.store.results) == [0, 1]
    assert {result.verdict.cause for result in run.store.results.values()} == {Cause.FAULT}
    assert (end.exit_code, end.cancelled) == (3, False)


def test_what_lost_its_journal_with_the_emulator_is_sent_once_more():
    class DiesBeforeTheJournal(FakeEmulator):
        async def journal(self, ids):
            if not self.restarts:
                self.running = False
            return await super().journal(ids)

    run = Run(DiesBeforeTheJournal())
    run.go()
    assert run.emulator.restarts == 1
    assert {result.attempt for result in run.store.results.values()} <= {1, 2}
    assert run.store.results[0].attempt == 2


def test_a_cancel_keeps_what_is_done_and_sends_no_more():
    class Holding(FakeEmulator):
        async def pause(self, probe):
            if probe.case_id == "case-5":
                run.engine.cancel()
                await asyncio.Event().wait()

    run = Run(Holding(max_parallel=1), plan=a_plan(cases=20))
    end = run.go()
    assert (end.cancelled, end.exit_code) == (True, 130)
    assert sorted(run.store.results) == [0, 1, 2, 3, 4]
    assert isinstance(run.events[-1], RunFinished)


def test_cancelling_the_task_is_a_cancel():
    class Holding(FakeEmulator):
        async def pause(self, probe):
            if probe.case_id == "case-2":
                task.cancel()
                await asyncio.Event().wait()

    async def started():
        nonlocal task
        task = asyncio.create_task(run())
        return await task

    task = None
    run = Run(Holding(max_parallel=1), plan=a_plan(cases=9))
    end = asyncio.run(started())
    assert (end.cancelled, sorted(run.store.results)) == (True, [0, 1])


def test_a_full_disk_ends_the_run_and_nothing_unsaved_is_told():
    run = Run(FakeEmulator(max_parallel=1), MemoryStore(room=3), a_plan(cases=200), Limits(gather=0, batch=1))
    end = run.go()
    assert [note.message.code for note in run.of(Note)] == ["store.disk-full"]
    assert sorted(event.index for event in run.of(CaseFinished)) == sorted(run.store.results)
    assert end.exit_code == 3


def test_a_broken_control_run_is_not_kept_for_the_next_probe():
    class BrokenControls(FakeEmulator):
        broken_controls = 0

    def answer(probe):
        if probe.host == "browser" and emulator.broken_controls < 2:
            emulator.broken_controls += 1
            emulator.running = False
            return replace(an_evidence(probe), observations=broken_observations)
        return an_evidence(probe)

    emulator = BrokenControls(answer, max_parallel=1)
    broken_observations = broken(a_plan_probe()).observations
    run = Run(emulator, plan=a_plan(cases=1, hosts=("wechat", "qq")))
    run.go()
    assert len([probe for probe in emulator.sent if probe.host == "browser"]) == 3


def a_plan_probe():
    return next(iter(a_plan().probes)).probe


def test_a_bug_in_a_listener_is_not_swallowed():
    class BugError(Exception):
        pass

    def listen(event):
        if isinstance(event, CaseFinished):
            raise BugError

    run = Run()
    with pytest.raises(BugError):
        asyncio.run(run.engine.run(run.plan, a_head(), listen))


def test_conflicts_are_counted_by_cause():
    def conflict(probe):
        return a_gap(probe, GapKind.CONFLICT)

    assert Run(FakeEmulator(conflict)).go().tally.causes == {"conflict": 3}
