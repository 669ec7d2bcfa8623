import json
from pathlib import Path
from typing import Any

import pytest

from linktester import qr
from linktester.serve.app import PublicApp
from linktester.serve.clients.surfaces import link_in
from linktester.serve.emulator import Emulator
from tests.fakes.emulator import Reply, call, client_answer, world
from tests.fakes.gates import SaidGates, said_emulator

HOST = {"host": "wechat.linktester.test"}
EFFECTS = {
    "taobao-short": "confirm",
    "douyin-short": "conflict",
    "taobao-token": "text-only",
    "feishu-applink": "open",
}


@pytest.fixture
def gates() -> SaidGates:
    return SaidGates(hosts=EFFECTS)


@pytest.fixture
def emulator(tmp_path: Path, gates: SaidGates) -> Emulator:
    return said_emulator(tmp_path, gates)


def said(emulator: Emulator, text: str, surface: str = "chat", app: str = "wechat") -> Reply:
    body = json.dumps({"text": text, "entry": "tap", "os": "ios"}).encode()
    return call(PublicApp(emulator), "POST", f"/surfaces/{surface}", {"host": f"{app}.linktester.test"}, body)


def test_the_rule_is_done_and_written_into_the_journal(emulator: Emulator, gates: SaidGates) -> None:
    reply = said(emulator, "看看这个 https://m.tb.cn/h.5xyz 不错")
    answer = client_answer(reply)
    assert (answer.does, "url=https%3A%2F%2Fm.tb.cn%2Fh.5xyz" in (answer.url or "")) == ("load", True)
    (entry,) = emulator.journal.take([reply.headers["linktester-request"]])
    assert (entry.role, entry.effects) == ("client", ("confirm",))
    assert entry.citations[0].rule == "said.confirm"
    assert gates.asked[0][1].host == "wechat"


def test_gaps_are_told_as_such(emulator: Emulator) -> None:
    gaps = {"https://v.douyin.com/abc/": "conflicting-evidence", "https://a.example/": "no-policy"}
    for text, kind in gaps.items():
        reply = said(emulator, text)
        assert (reply.status, reply.json["type"]) == (501, kind)


def test_an_apps_own_link_is_a_gap_too_where_nobody_wrote_down_that_it_opens(emulator: Emulator) -> None:
    assert said(emulator, "https://www.douyin.com/video/7", app="douyin").status == 501


def test_an_app_jumps_to_its_own_screen(emulator: Emulator) -> None:
    link = "https://applink.feishu.cn/client/web_url/open?url=https%3A%2F%2Fa.example%2F"
    answer = client_answer(said(emulator, link, app="feishu"))
    assert answer.does == "show"
    assert answer.screen is not None
    assert (answer.screen.platform, answer.screen.kind) == ("feishu", "screen")


def test_apps_without_an_entry_in_any_store_have_clients_too(emulator: Emulator) -> None:
    assert said(emulator, "https://a.example/", app="csdn").status == 501


def test_plain_words_and_tokens_stand_as_text(emulator: Emulator) -> None:
    for text in ("晚上一起吃饭？", "￥dAEYbi4KO4D￥"):
        answer = client_answer(said(emulator, text))
        assert [item.kind for item in answer.items] == ["text", "action"]


@pytest.mark.parametrize(
    ("message", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" weixin://dl/business/?t=ab ", "weixin://dl/business/?t=ab"),
        ("weixin://dl/business/?t=ab https://a.example/x", "https://a.example/x"),
        ("wxp://f2f0abc", "wxp://f2f0abc"),
        ("nobody:knows", "nobody:knows"),
        ("没有链接", None),
        ("", None),
        ("\ud800 \x00", None),
    ],
)
def test_which_link_a_tap_sets_off(message: str, link: str | None) -> None:
    found = link_in(message, world())
    assert (found.text if found else None) == link


def picture(emulator: Emulator, body: bytes, query: str = "entry=scan-live&os=ios") -> Reply:
    headers = {**HOST, "content-type": "image/png"}
    return call(PublicApp(emulator), "POST", f"/surfaces/scan?{query}", headers, body)


def test_a_picture_is_read_and_put_to_the_same_gate(emulator: Emulator, gates: SaidGates) -> None:
    answer = client_answer(picture(emulator, qr.make("https://m.tb.cn/h.5xyz").png))
    assert answer.does == "load"
    assert gates.asked[0][1].entry == "scan-live"


@pytest.mark.parametrize(
    ("body", "query"),
    [
        (b"no picture", "entry=scan-live&os=ios"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "entry=scan-live&os=ios"),
        (qr.make("a").png, "entry=shout&os=ios"),
        (qr.make("a").png, "os=ios"),
    ],
)
def test_bad_pictures_and_bad_questions_are_400(emulator: Emulator, body: bytes, query: str) -> None:
    reply = picture(emulator, body, query)
    assert (reply.status, reply.json["type"]) == (400, "bad-question")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"text": "a"}', b"\xff" * 100, b"[" * 50_000])
def test_bad_questions_are_400(emulator: Emulator, body: bytes) -> None:
    assert call(PublicApp(emulator), "POST", "/surfaces/chat", HOST, body or b" ").status == 400


@pytest.mark.parametrize("path", ["/surfaces/nowhere", "/surfaces/", "/elsewhere"])
def test_unknown_places_are_404(emulator: Emulator, path: str) -> None:
    assert call(PublicApp(emulator), "POST", path, HOST, b"{}").status == 404


def hostile() -> list[Any]:
    huge = "https://" + "a" * 100_000
    return ["\ud800" * 10, huge, "https://[::1", "javascript:alert(1)", "://", "\x00:\x00"]


@pytest.mark.parametrize("text", hostile(), ids=range(len(hostile())))
def test_hostile_messages_get_an_answer(emulator: Emulator, text: str) -> None:
    assert said(emulator, text.encode("utf-8", "replace").decode()).status in {200, 501}
