import asyncio
from dataclasses import replace

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import Failed
from linktester.run.supervise import Supervisor, shaken
from tests.fakes.probes import a_gap, a_probe, an_entry, an_evidence
from tests.fakes.sender import FakeEmulator, broken


def test_many_who_notice_a_death_restart_it_once():
    emulator = FakeEmulator()

    async def run():
        supervisor = Supervisor(emulator)
        told = []
        supervisor.on_restarted = told.append
        emulator.running = False
        await asyncio.gather(*(supervisor.revive(0) for _ in range(5)))
        await supervisor.aclose()
        return supervisor.generation, told

    assert asyncio.run(run()) == (1, [1])
    assert emulator.restarts == 1
    assert [session.closed for session in emulator.sessions] == [True, True]


def test_a_living_emulator_is_left_alone():
    emulator = FakeEmulator()

    async def run():
        await Supervisor(emulator).revive(0)

    asyncio.run(run())
    assert (emulator.restarts, len(emulator.sessions)) == (0, 1)


def test_one_that_does_not_come_back_is_told():
    emulator = FakeEmulator()
    emulator.most_restarts, emulator.running = 0, False

    async def run():
        await Supervisor(emulator).revive(0)

    with pytest.raises(EnvironmentFault):
        asyncio.run(run())


def test_the_journal_comes_by_request_id_and_is_not_asked_for_nothing():
    emulator = FakeEmulator()
    emulator.entries = {"a": an_entry(request_id="a")}

    async def run():
        supervisor = Supervisor(emulator)
        return await supervisor.journal([]), await supervisor.journal(["a", "b"])

    assert asyncio.run(run()) == ({}, {"a": emulator.entries["a"]})
    assert emulator.asked == [("a", "b")]


def test_only_what_broke_on_our_side_is_worth_a_second_try():
    probe = a_probe()
    theirs = replace(broken(probe), observations=(Failed(kind="timeout", ours=False),))
    lasting = replace(broken(probe), observations=(Failed(kind="refused-host"),))
    assert shaken(broken(probe))
    assert not any(shaken(evidence) for evidence in (an_evidence(probe), a_gap(probe), theirs, lasting))
