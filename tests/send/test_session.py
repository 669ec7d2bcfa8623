"""Sessions: worlds, workers, limits of time, cancelling."""

import asyncio
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from linktester.model.citation import JournalEntry
from linktester.model.evidence import Evidence, Navigated, Rendered
from linktester.model.phone import Entry
from linktester.send import EmulatedPhone, EmulatorProcess, Limits, Target
from tests.fakes.client_protocol import FakeEmulator, Got, Reply, page, problem, redirect
from tests.fakes.hostile_server import HostileServer
from tests.fakes.phones import QUICK, asend, failure, kinds, probe, run, seen

PROBE = probe("https://a.example/")


def test_probes_of_one_world_share_it(tmp_path: Path) -> None:
    async def go() -> tuple[list[Evidence], FakeEmulator]:
        async with FakeEmulator(tmp_path, {"a.example": page("x")}) as emulator:
            later = replace(PROBE, as_of=PROBE.as_of + timedelta(days=1))
            return await asend(emulator.ready, PROBE, PROBE, later), emulator

    evidence, emulator = run(go())
    assert [each.world for each in evidence] == ["w1", "w1", "w2"]
    assert len(emulator.worlds) == 2
    assert [got.headers["linktester-world"] for got in emulator.got] == ["w1", "w1", "w2"]


def test_many_at_once_do_not_mix(tmp_path: Path) -> None:
    def echo(got: Got) -> Reply:
        path = got.target
        return redirect(f"{path}/end") if not path.endswith("/end") else page(f"<title>{path}</title>")

    async def go() -> list[Evidence]:
        async with FakeEmulator(tmp_path, {"a.example": echo}) as emulator:
            session = EmulatedPhone().open(Target(emulator.ready))
            probes = [probe(f"https://a.example/{n}") for n in range(40)]
            found = await asyncio.gather(*(session.send(each) for each in probes))
            await session.aclose()
            return found

    for number, evidence in enumerate(run(go())):
        assert seen(evidence, Rendered)[0].page.title == f"/{number}/end"
        assert len(evidence.exchanges) == 2


def test_the_whole_probe_has_a_deadline(tmp_path: Path) -> None:
    limits = Limits(probe_seconds=0.3, exchange_seconds=20)

    async def go() -> Evidence:
        async with FakeEmulator(tmp_path) as emulator, HostileServer() as server:
            live = frozenset({"127.0.0.1"})
            (found,) = await asend(
                emulator.ready, probe(server.url("drip_body")), limits=limits, live_hosts=live
            )
            return found

    failed = failure(run(go()))
    assert (failed.kind, failed.ours) == ("deadline", False)


def test_cancelling_leaves_and_the_session_goes_on(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path, {"a.example": page("x")}) as emulator, HostileServer() as server:
            live = frozenset({"127.0.0.1"})
            session = EmulatedPhone(replace(QUICK, exchange_seconds=20)).open(Target(emulator.ready, live))
            sending = asyncio.create_task(session.send(probe(server.url("silent"))))
            await server.reached.wait()
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
            found = await session.send(PROBE)
            await session.aclose()
            return found

    assert seen(run(go()), Rendered)


def test_an_emulator_that_is_not_there(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path) as emulator:
            ready = emulator.ready
        (found,) = await asend(ready, PROBE)
        return found

    failed = failure(run(go()))
    assert (failed.kind, failed.ours) == ("emulator-died", True)
    assert "send." not in failed.detail


def test_a_world_the_emulator_forgot_is_told_again(tmp_path: Path) -> None:
    async def go() -> tuple[Evidence, Evidence]:
        def picky(got: Got) -> Reply:
            return page("x") if got.headers["linktester-world"] == "w2" else problem("unknown-world", 400)

        async with FakeEmulator(tmp_path, {"a.example": picky}) as emulator:
            first, second = await asend(emulator.ready, PROBE, PROBE)
            return first, second

    first, second = run(go())
    assert failure(first).detail == "400 unknown-world"
    assert seen(second, Rendered)


def test_a_control_port_that_talks_nonsense_is_our_fault(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path, control={"worlds": Reply(200, b"?")}) as emulator:
            (found,) = await asend(emulator.ready, PROBE)
            return found

    failed = failure(run(go()))
    assert (failed.kind, failed.ours) == ("bad-answer", True)


def test_hosts_the_emulator_tells_of_are_emulated(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path, {"x.emulated.example": page("x")}) as emulator:
            (found,) = await asend(emulator.ready, probe("https://x.emulated.example/"))
            return found

    assert seen(run(go()), Rendered)


def test_a_link_in_a_chat_of_the_real_emulator(tmp_path: Path) -> None:
    """The day WeChat began to let Taobao's links through, behind a page that asks."""
    asked = probe(
        "https://item.taobao.com/item.htm?id=520813250866",
        host="wechat",
        surface="chat",
        entry=Entry.TAP,
        target="taobao",
    )
    day = datetime(2021, 9, 20, 12, tzinfo=asked.as_of.tzinfo)
    with EmulatorProcess(tmp_path, program=(sys.executable, "-m", "linktester.serve")) as process:

        async def go() -> tuple[Evidence, tuple[JournalEntry, ...]]:
            session = EmulatedPhone().open(Target(process.ready))
            found = await session.send(replace(asked, as_of=day))
            ids = [each.request_id for each in found.exchanges if each.request_id is not None]
            journal = await session.control.journal(ids)
            await session.aclose()
            return found, journal

        evidence, journal = run(go())
    assert kinds(evidence) == [
        "Presented",
        "Requested",
        "Rendered",
        "Navigated",
        "Requested",
        "Rendered",
    ]
    assert seen(evidence, Navigated)[0].how == "continue"
    canonical = seen(evidence, Rendered)[-1].page.canonical
    assert canonical == "https://item.taobao.com/item.htm?id=520813250866"
    assert [each.role for each in evidence.exchanges] == ["client", "web", "client", "web"]
    assert len(journal) == 4
    assert journal[0].citations
