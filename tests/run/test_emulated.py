import asyncio

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.model.verdict import Basis
from linktester.run import EmulatedRun
from linktester.send import EmulatorProcess


class FakeProcess(EmulatorProcess):
    def __init__(self, folder):
        super().__init__(folder)
        self.calls = []
        self.lives = True

    @property
    def alive(self):
        return self.lives

    def ensure(self):
        self.calls.append("ensure")
        self.lives = True


def test_live_hosts_make_it_staging(tmp_path):
    process = FakeProcess(tmp_path)
    assert EmulatedRun(process).basis is Basis.SIMULATED
    assert EmulatedRun(process, frozenset({"shop.example.com"})).basis is Basis.STAGING


def test_life_and_restart_are_those_of_the_process(tmp_path):
    process = FakeProcess(tmp_path)
    process.lives = False
    emulated = EmulatedRun(process)

    async def run():
        before = await emulated.alive()
        await emulated.restart()
        return before, await emulated.alive()

    assert asyncio.run(run()) == (False, True)
    assert process.calls == ["ensure"]


def test_no_session_is_opened_with_one_that_was_not_started(tmp_path):
    with pytest.raises(EnvironmentFault):
        EmulatedRun(FakeProcess(tmp_path)).open()
