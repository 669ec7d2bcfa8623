"""Files are fetched once."""

import asyncio

import pytest

from linktester.model.phone import OS
from linktester.oslinks.phonefile import Snapshot
from linktester.send.snapshots import MOST_KEPT, Key, Snapshots

KEY: Key = ("w1", OS.IOS, "a.example")


class Fetcher:
    """Counts how often it is asked; breaks as often as told first."""

    def __init__(self, breaks: int = 0) -> None:
        self.asked = 0
        self._breaks = breaks

    async def __call__(self) -> Snapshot:
        self.asked += 1
        await asyncio.sleep(0)
        if self.asked <= self._breaks:
            raise ConnectionError
        return Snapshot("a.example", b"{}")


def test_many_who_ask_at_once_fetch_once() -> None:
    fetcher = Fetcher()

    async def go() -> list[Snapshot]:
        kept = Snapshots()
        first = await asyncio.gather(*(kept.get(KEY, fetcher) for _ in range(20)))
        return [*first, await kept.get(KEY, fetcher)]

    assert len(set(asyncio.run(go()))) == 1
    assert fetcher.asked == 1


def test_trouble_is_not_kept() -> None:
    fetcher = Fetcher(breaks=1)

    async def go() -> Snapshot:
        kept = Snapshots()
        with pytest.raises(ConnectionError):
            await kept.get(KEY, fetcher)
        return await kept.get(KEY, fetcher)

    assert asyncio.run(go()).body == b"{}"


def test_another_world_has_files_of_its_own() -> None:
    fetcher = Fetcher()

    async def go() -> None:
        kept = Snapshots()
        for world in ("w1", "w2", None):
            await kept.get((world, OS.IOS, "a.example"), fetcher)

    asyncio.run(go())
    assert fetcher.asked == 3


def test_what_is_kept_has_a_bound() -> None:
    fetcher = Fetcher()

    async def go() -> None:
        kept = Snapshots()
        for number in range(MOST_KEPT + 1):
            await kept.get((str(number), OS.IOS, "a.example"), fetcher)
        await kept.get((str(MOST_KEPT), OS.IOS, "a.example"), fetcher)
        await kept.get(("0", OS.IOS, "a.example"), fetcher)

    asyncio.run(go())
    assert fetcher.asked == MOST_KEPT + 2
