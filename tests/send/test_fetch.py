"""One request against a server that misbehaves in every way: an answer in bounded time and memory."""

from pathlib import Path

import pytest

from linktester.model.evidence import Evidence, Rendered
from linktester.send import Wire
from tests.fakes.client_protocol import FakeEmulator
from tests.fakes.hostile_server import MIB, HostileServer
from tests.fakes.phones import QUICK, asend, failure, probe, run, seen

LIVE = frozenset({"127.0.0.1"})


async def meet(folder: Path, behaviour: str) -> tuple[Evidence, HostileServer]:
    async with FakeEmulator(folder) as emulator, HostileServer() as server:
        (evidence,) = await asend(emulator.ready, probe(server.url(behaviour)), live_hosts=LIVE)
        return evidence, server


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        ("drip_head", "deadline"),
        ("drip_body", "deadline"),
        ("silent", "deadline"),
        ("short", "protocol"),
        ("two_lengths", "protocol"),
        ("gzip_bomb", "too-large"),
        ("huge", "too-large"),
        ("huge_head", "too-large"),
        ("loop", "loop"),
        ("endless", "loop"),
        ("bad_location", "protocol"),
        ("into_emulated", "mixed-world"),
        ("reset", "protocol"),
        ("garbage", "protocol"),
        ("not_gzip", "decompression"),
        ("brotli", "decompression"),
        ("bad_chunks", "protocol"),
    ],
)
def test_every_misbehaviour_becomes_a_failure_that_is_not_ours(
    tmp_path: Path, behaviour: str, kind: str
) -> None:
    evidence, _ = run(meet(tmp_path, behaviour))
    failed = failure(evidence)
    assert failed.kind == kind
    assert not failed.ours


def test_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    evidence, server = run(meet(tmp_path, "huge"))
    assert server.sent < 64 * MIB
    (exchange,) = evidence.exchanges
    assert exchange.truncated
    assert exchange.body_length == QUICK.body_bytes
    assert len(exchange.body) == QUICK.body_excerpt


def test_a_bomb_grows_no_further_than_a_page_may(tmp_path: Path) -> None:
    evidence, server = run(meet(tmp_path, "gzip_bomb"))
    assert evidence.exchanges[0].body_length == QUICK.body_bytes
    assert server.sent < 2 * MIB


def test_a_download_is_seen_but_not_fetched(tmp_path: Path) -> None:
    evidence, server = run(meet(tmp_path, "huge_download"))
    (rendered,) = seen(evidence, Rendered)
    assert rendered.content_type == "application/vnd.android.package-archive"
    assert evidence.exchanges[0].truncated
    assert evidence.exchanges[0].body_length == QUICK.download_bytes
    assert server.sent < 64 * MIB


def test_what_arrived_before_the_break_is_kept(tmp_path: Path) -> None:
    evidence, _ = run(meet(tmp_path, "short"))
    (exchange,) = evidence.exchanges
    assert (exchange.status, exchange.body, exchange.error) == (200, b"<title>half", "protocol")
    assert exchange.truncated


def test_more_than_promised_is_ignored(tmp_path: Path) -> None:
    evidence, _ = run(meet(tmp_path, "long"))
    assert evidence.exchanges[0].body == b"<p>ok"
    assert seen(evidence, Rendered)[0].page.text == "ok"


def test_what_one_answer_sends_too_much_answers_nobody_else(tmp_path: Path) -> None:
    async def go() -> list[Evidence]:
        async with FakeEmulator(tmp_path) as emulator, HostileServer() as server:
            probes = [probe(server.url(behaviour)) for behaviour in ("smuggle", "fine")]
            return await asend(emulator.ready, *probes, live_hosts=LIVE)

    smuggle, fine = run(go())
    assert seen(smuggle, Rendered)[0].page.title == "first"
    assert seen(fine, Rendered)[0].page.title == "fine"


def test_endless_redirects_end_at_the_limit(tmp_path: Path) -> None:
    evidence, _ = run(meet(tmp_path, "endless"))
    assert len(evidence.exchanges) == QUICK.hops


def test_nobody_listens(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path) as emulator:
            async with HostileServer() as server:
                url = server.url("fine")
            (evidence,) = await asend(emulator.ready, probe(url), live_hosts=LIVE)
            return evidence

    failed = failure(run(go()))
    assert (failed.kind, failed.ours) == ("connect", False)


def test_plain_text_where_tls_was_expected(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path) as emulator, HostileServer() as server:
            url = server.url("fine").replace("http:", "https:")
            (evidence,) = await asend(emulator.ready, probe(url), live_hosts=LIVE)
            return evidence

    assert failure(run(go())).kind in {"tls", "deadline", "protocol"}


def test_raw_mode_puts_the_links_own_octets_on_the_wire(tmp_path: Path) -> None:
    async def go() -> list[bytes]:
        async with FakeEmulator(tmp_path) as emulator, HostileServer() as server:
            url = server.url("fine/%41%2f/../b?q='\"|&%zz")
            await asend(emulator.ready, probe(url), live_hosts=LIVE, wire=Wire.RAW)
            await asend(emulator.ready, probe(url), live_hosts=LIVE)
            return server.targets

    raw, phone = run(go())
    assert raw == b"/fine/%41%2f/../b?q='\"|&%zz"
    assert phone == b"/fine/b?q=%27%22|&%zz"


def test_raw_octets_no_request_line_can_hold_are_unsendable(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path) as emulator, HostileServer() as server:
            url = server.url("fine/a b")
            (evidence,) = await asend(emulator.ready, probe(url), live_hosts=LIVE, wire=Wire.RAW)
            return evidence

    assert failure(run(go())).kind == "unsendable"
