import asyncio
from dataclasses import replace

from linktester.model.phone import Entry
from linktester.run import Limits
from linktester.run.supervise import Supervisor, shaken
from linktester.run.trials import Trials
from linktester.suite import Planned, control_of
from tests.fakes.probes import a_gap, a_probe
from tests.fakes.sender import FakeEmulator, broken


def sending(emulator, *probes, limits=None):
    async def run():
        supervisor = Supervisor(emulator)
        trials = Trials(supervisor, limits or Limits())
        sent = await asyncio.gather(
            *(trials.send(index, Planned(probe, None)) for index, probe in enumerate(probes))
        )
        await trials.aclose()
        return sent, trials.fault

    return asyncio.run(run())


def controls(emulator):
    return [probe for probe in emulator.sent if probe.host == "browser"]


def test_probes_of_one_link_wait_for_one_control_run():
    emulator = FakeEmulator()
    (first, second), _ = sending(emulator, a_probe(), a_probe(host="qq"))
    assert first.control is second.control
    assert controls(emulator) == [control_of(a_probe())]


def test_a_probe_in_the_browser_is_its_own_control_run():
    emulator = FakeEmulator()
    probe = replace(a_probe(host="browser"), surface="browser", entry=Entry.TYPED)
    (sent,), _ = sending(emulator, probe)
    assert sent.control is sent.evidence
    assert emulator.sent == [probe]


def test_a_gap_has_no_control_run():
    emulator = FakeEmulator(a_gap)
    (sent,), _ = sending(emulator, a_probe())
    assert sent.control is None
    assert len(emulator.sent) == 1


def test_forgotten_control_runs_are_sent_again():
    emulator = FakeEmulator()

    async def run():
        trials = Trials(Supervisor(emulator), Limits(controls=1))
        for number in (1, 2, 1):
            await trials.send(0, Planned(a_probe(number), None))
        await trials.aclose()

    asyncio.run(run())
    assert len(controls(emulator)) == 3


def test_a_broken_probe_is_sent_twice_and_no_more():
    emulator = FakeEmulator(broken)
    (sent,), fault = sending(emulator, replace(a_probe(host="browser"), surface="browser", entry=Entry.TYPED))
    assert (sent.attempt, len(emulator.sent), fault) == (2, 2, None)


class SlowToDie(FakeEmulator):
    """Is taken to be alive once more after it has died."""

    def __init__(self) -> None:
        super().__init__(deaths=["case-1"])
        self.unseen = 1

    async def alive(self) -> bool:
        if not self.running and self.unseen:
            self.unseen -= 1
            return True
        return self.running


def test_an_emulator_that_is_seen_to_be_dead_only_a_moment_later_costs_one_try():
    emulator = SlowToDie()
    (sent,), fault = sending(emulator, a_probe())
    assert fault is None
    assert not shaken(sent.evidence)
    assert sent.attempt == 2
    assert emulator.restarts == 1


def test_a_probe_that_kills_every_emulator_is_given_up():
    emulator = FakeEmulator(deaths=["case-1"] * 9)
    (sent,), fault = sending(emulator, a_probe())
    assert fault is None
    assert shaken(sent.evidence)
    assert emulator.restarts == 2


def test_a_person_is_not_asked_twice():
    emulator = FakeEmulator(broken)
    emulator.human_paced = True
    (sent,), _ = sending(emulator, replace(a_probe(host="browser"), surface="browser", entry=Entry.TYPED))
    assert (sent.attempt, len(emulator.sent)) == (1, 1)


def test_an_emulator_that_stays_dead_is_remembered_as_the_fault():
    emulator = FakeEmulator(deaths=["case-1"])
    emulator.most_restarts = 0
    (sent,), fault = sending(emulator, a_probe())
    assert fault.message.code == "send.emulator-keeps-dying"
    assert sent.evidence == broken(a_probe())
