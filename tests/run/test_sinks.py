import asyncio

from linktester.model.events import CaseStarted, RunFinished
from linktester.model.run import Tally
from linktester.run import ArchiveStore, Fanout
from linktester.store import Archive
from tests.fakes.probes import REAL, a_head, a_result


def test_every_listener_hears_every_event_in_order():
    heard = []

    def first(event):
        heard.append(("first", event.index))

    def second(event):
        heard.append(("second", event.index))

    both = Fanout(first, second)
    both(CaseStarted("r", "k", 0))
    both(CaseStarted("r", "k", 1))
    assert heard == [("first", 0), ("second", 0), ("first", 1), ("second", 1)]


def test_the_archive_keeps_a_run(tmp_path):
    archive = Archive.open(tmp_path / "a.db")
    store, end = ArchiveStore(archive), RunFinished(a_head().id, REAL, Tally())

    async def run():
        await store.begin(a_head())
        await store.save(a_head().id, [(0, a_result(1)), (1, a_result(2))])
        await store.finish(a_head().id, end)

    asyncio.run(run())
    assert list(archive.results(a_head().id)) == [a_result(1), a_result(2)]
    assert archive.finished(a_head().id) == end
    archive.close()
