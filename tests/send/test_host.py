"""The client protocol, asked."""

from pathlib import Path

import pytest

from linktester.model.evidence import Evidence, HarnessGap, Launched, Rendered
from linktester.model.phone import Entry
from tests.fakes.client_protocol import FakeEmulator, Got, Reply, answer, page, problem
from tests.fakes.phones import asend, failure, last, probe, run, seen

SURFACE = "wechat.linktester.test/surfaces/chat"


async def meet(folder: Path, hosts: dict, **more: object) -> tuple[Evidence, list[Got]]:
    more = {"host": "wechat", "surface": "chat", "entry": Entry.TAP} | more
    text = str(more.pop("text", "https://a.example/"))
    async with FakeEmulator(folder, hosts) as emulator:
        (evidence,) = await asend(emulator.ready, probe(text, **more))  # type: ignore[arg-type]
        return evidence, emulator.got


def test_a_message_is_put_before_the_app_as_it_stands(tmp_path: Path) -> None:
    text = "【宝贝】 https://a.example/ 复制"
    evidence, got = run(meet(tmp_path, {SURFACE: answer(does="nothing")}, text=text))
    assert got[0].json == {"text": text, "entry": "tap", "os": "android"}
    assert (got[0].method, got[0].headers["content-type"]) == ("POST", "application/json")
    assert evidence.exchanges[0].role == "client"
    assert evidence.exchanges[0].request_id == "r1"


def test_a_picture_is_put_before_the_app_as_a_picture(tmp_path: Path) -> None:
    evidence, got = run(meet(tmp_path, {SURFACE: answer(does="nothing")}, entry=Entry.SCAN_LIVE))
    assert got[0].body.startswith(b"\x89PNG")
    assert got[0].headers["content-type"] == "image/png"
    assert got[0].target == "/surfaces/chat?entry=scan-live&os=android"
    assert evidence.observations[0].picture is True


@pytest.mark.parametrize(
    ("kind", "gap"),
    [
        ("no-policy", "no-policy"),
        ("conflicting-evidence", "conflict"),
        ("https://linktester.test/problems/no-policy", "no-policy"),
    ],
)
def test_gaps(tmp_path: Path, kind: str, gap: str) -> None:
    evidence, _ = run(meet(tmp_path, {SURFACE: problem(kind)}))
    found = last(evidence)
    assert isinstance(found, HarnessGap)
    assert (found.kind, found.exchange) == (gap, 0)


@pytest.mark.parametrize(
    "reply",
    [
        problem("something-else"),
        problem("bad-question", 400),
        Reply(501, b"not json", (("Content-Type", "application/problem+json"),)),
        Reply(200, b"not json"),
        Reply(200, b"[]"),
        answer(does="dance"),
        answer(does="load"),
        answer(does="load", url="weixin://dl"),
        answer(does="load", url="not an address"),
        answer(does="open_external", url=""),
        Reply(204),
        Reply(302, b"", (("Location", "/"),)),
    ],
)
def test_answers_that_are_none(tmp_path: Path, reply: Reply) -> None:
    evidence, _ = run(meet(tmp_path, {SURFACE: reply}))
    failed = failure(evidence)
    assert (failed.kind, failed.ours) == ("bad-answer", True)


def test_navigation_asks_with_everything_an_app_sees(tmp_path: Path) -> None:
    html = "<script>location.href='x://y'</script>"
    hosts = {
        SURFACE: answer(does="load", url="https://a.example/"),
        "a.example": page(html),
        "wechat.linktester.test/webview/navigate": answer(does="nothing"),
    }
    evidence, got = run(meet(tmp_path, hosts))
    assert got[2].json == {
        "uri": "x://y",
        "page": "https://a.example/",
        "gesture": False,
        "how": "script",
        "os": "android",
        "surface": "chat",
    }
    assert seen(evidence, Rendered)


@pytest.mark.parametrize("status", [404, 421])
def test_an_app_without_a_door_is_not_simulated(tmp_path: Path, status: int) -> None:
    hosts = {
        SURFACE: answer(does="open_external", url="taobao://item"),
        "taobao.linktester.test/open": problem("unknown-app", status),
    }
    evidence, _ = run(meet(tmp_path, hosts))
    launched = last(evidence)
    assert isinstance(launched, Launched)
    assert (launched.receiver, launched.not_simulated, launched.screen) == ("taobao", True, None)


@pytest.mark.parametrize("reply", [Reply(500), Reply(200, b"?")])
def test_a_door_that_fails_is_our_fault(tmp_path: Path, reply: Reply) -> None:
    hosts = {
        SURFACE: answer(does="open_external", url="taobao://item"),
        "taobao.linktester.test/open": reply,
    }
    evidence, _ = run(meet(tmp_path, hosts))
    assert failure(evidence).kind == "bad-answer"


def test_a_gap_at_the_door_is_a_gap(tmp_path: Path) -> None:
    hosts = {
        SURFACE: answer(does="open_external", url="taobao://item"),
        "taobao.linktester.test/open": problem("no-policy"),
    }
    evidence, _ = run(meet(tmp_path, hosts))
    assert isinstance(last(evidence), HarnessGap)
    assert not seen(evidence, Launched)
