import asyncio

import pytest

from linktester.model.case import Case, Matrix, Stand, Suite
from linktester.model.errors import EnvironmentFault
from linktester.model.events import RunFinished, RunStarted
from linktester.model.message import message
from linktester.run import Engine, Limits
from linktester.suite import Options, expand
from tests.fakes.archive import MemoryStore
from tests.fakes.clock import FrozenClock
from tests.fakes.probes import WHEN, a_head, a_link
from tests.fakes.sender import FakeEmulator


class ClosedStore(MemoryStore):
    async def begin(self, head):
        raise EnvironmentFault(message("store.read-only", file="archive.db"))


def engine(store):
    return Engine(FakeEmulator(), store, {}, FrozenClock(), Limits(gather=0))


def a_plan():
    matrix = Matrix(stands=(Stand("wechat", "chat"),), dates=(WHEN,))
    return expand(Suite(name="s", matrix=matrix, cases=(Case(id="a", link=a_link()),)), Options())


def test_one_engine_runs_one_plan_after_another():
    store = MemoryStore()
    runner, events = engine(store), []
    for run in ("first", "second"):
        end = asyncio.run(runner.run(a_plan(), a_head(run), events.append))
        assert (end.run, end.finished_at) == (run, FrozenClock().now())
    assert [head.id for head in store.heads] == ["first", "second"]
    assert [type(event) for event in (events[0], events[-1])] == [RunStarted, RunFinished]


def test_nothing_is_told_of_a_run_that_could_not_be_entered():
    events = []
    with pytest.raises(EnvironmentFault):
        asyncio.run(engine(ClosedStore()).run(a_plan(), a_head(), events.append))
    assert events == []


def test_a_cancel_without_a_run_is_nothing():
    runner = engine(MemoryStore())
    runner.cancel()
    assert not asyncio.run(runner.run(a_plan(), a_head(), print)).cancelled
