"""The system takes over."""

from pathlib import Path

import pytest

from linktester.model.association import APPLE_CDN, APPLE_CDN_PATH, ASSUMED_HEADER, FILE_PATHS
from linktester.model.evidence import Evidence, Launched, Left, Prompted, Rendered
from linktester.model.phone import OS, Choices, Entry
from tests.fakes.associations import aasa, served
from tests.fakes.client_protocol import FakeEmulator, Got, Reply, answer, page, problem
from tests.fakes.phones import asend, kinds, last, probe, run, seen

TICKET = "weixin://dl/business/?t=T%41~&x=%zz"
DOOR = "wechat.linktester.test/open"
AT_SITE = tuple(f"ulink.alipay.com{path}" for path in FILE_PATHS[OS.IOS])
COPY = {
    f"{APPLE_CDN}{APPLE_CDN_PATH}ulink.alipay.com": served(
        aasa("com.alipay.iphoneclient"), (ASSUMED_HEADER, "association-file")
    )
}


def load_same(got: Got) -> Reply:
    return answer(does="load", url=got.json["text"])


async def meet(folder: Path, hosts: dict, text: str = TICKET, **more: object) -> tuple[Evidence, list[Got]]:
    async with FakeEmulator(folder, hosts) as emulator:
        (evidence,) = await asend(emulator.ready, probe(text, **more))  # type: ignore[arg-type]
        return evidence, emulator.got


def launched(evidence: Evidence) -> Launched:
    found = last(evidence)
    assert isinstance(found, Launched)
    return found


def test_the_door_gets_the_octets_of_the_link(tmp_path: Path) -> None:
    reply = answer(kind="mini-program", params={"ticket": "TA~"}, title="WeChat")
    evidence, got = run(meet(tmp_path, {DOOR: reply}))
    assert got[0].json == {"uri": TICKET, "mechanism": "custom-scheme", "os": "android"}
    assert evidence.exchanges[0].role == "door"
    found = launched(evidence)
    assert found.screen is not None
    assert (found.screen.identity.platform, found.screen.identity.kind) == ("wechat", "mini-program")
    assert (found.uri, found.screen.title, found.refusal) == (TICKET, "WeChat", None)
    assert kinds(evidence) == ["Presented", "Left", "Launched"]


def test_a_refusal_shows_no_screen(tmp_path: Path) -> None:
    evidence, _ = run(meet(tmp_path, {DOOR: answer(refused="expired")}))
    found = launched(evidence)
    assert (found.refusal, found.screen, found.not_simulated) == ("expired", None, False)


def test_the_door_hears_which_app_it_came_from(tmp_path: Path) -> None:
    hosts = {
        "taobao.linktester.test/surfaces/chat": answer(does="open_external", url=TICKET),
        DOOR: answer(kind="launch"),
    }
    evidence, got = run(meet(tmp_path, hosts, host="taobao", surface="chat", entry=Entry.TAP))
    assert got[1].json["source"] == "taobao"
    assert launched(evidence).gesture


def test_nobody_is_there(tmp_path: Path) -> None:
    evidence, got = run(meet(tmp_path, {}, apps=["alipay"]))
    found = launched(evidence)
    assert (found.receiver, found.mechanism, found.exchange) == (None, "none", None)
    assert not found.not_simulated
    assert got == []


@pytest.mark.parametrize("allowed", [True, False])
def test_the_system_asks_and_the_user_answers(tmp_path: Path, allowed: bool) -> None:
    choices = Choices(allow_prompts=allowed)
    hosts = {DOOR: answer(kind="launch")}
    evidence, got = run(meet(tmp_path, hosts, os=OS.IOS, choices=choices))
    (prompt,) = seen(evidence, Prompted)
    assert (prompt.kind, prompt.allowed) == ("open-in-app", allowed)
    assert bool(seen(evidence, Launched)) is allowed
    assert bool(got) is allowed


def test_a_claimed_https_link_is_assumed(tmp_path: Path) -> None:
    hosts = {"alipay.linktester.test/open": answer(kind="launch"), **COPY}
    more = {"text": "https://ulink.alipay.com/?scheme=x", "entry": Entry.TAP, "os": OS.IOS}
    evidence, _ = run(meet(tmp_path, hosts, **more))
    found = launched(evidence)
    assert (found.mechanism, found.assumed, found.receiver) == ("universal-link", True, "alipay")


def test_a_claimed_link_whose_file_is_not_there_stays_in_the_browser(tmp_path: Path) -> None:
    hosts = {
        **{address: problem("no-file", 404) for address in (*COPY, *AT_SITE)},
        "ulink.alipay.com": page("<title>web</title>"),
    }
    more = {"text": "https://ulink.alipay.com/?scheme=x", "entry": Entry.TAP, "os": OS.IOS}
    evidence, got = run(meet(tmp_path, hosts, **more))
    assert kinds(evidence) == ["Presented", "Launched", "Requested", "Rendered"]
    (kept,) = seen(evidence, Launched)
    assert (kept.receiver, kept.assumed) == (None, True)
    assert "No usable association file" in kept.trace[-1]
    assert [each.target for each in got[:-1]] == ["/a/v1/ulink.alipay.com", *FILE_PATHS[OS.IOS]]
    # The system's own requests are no evidence of what became of the link.
    assert len(evidence.exchanges) == 1


def test_a_web_view_that_keeps_a_claimed_link_is_told_from_a_link_nobody_claims(tmp_path: Path) -> None:
    hosts = {
        "taobao.linktester.test/surfaces/chat": load_same,
        "ulink.alipay.com": page("<title>web</title>"),
        "a.example": page("<title>web</title>"),
    }
    more = {"host": "taobao", "surface": "chat", "entry": Entry.TAP, "os": OS.IOS}
    evidence, _ = run(meet(tmp_path, hosts, "https://ulink.alipay.com/?scheme=x", **more))
    assert kinds(evidence) == ["Presented", "Launched", "Requested", "Rendered"]
    assert "by its app" in seen(evidence, Launched)[0].trace[-1]
    evidence, _ = run(meet(tmp_path, hosts, "https://a.example/", **more))
    assert kinds(evidence) == ["Presented", "Requested", "Rendered"]


def test_an_app_may_hand_its_own_link_to_itself(tmp_path: Path) -> None:
    hosts = {
        "alipay.linktester.test/surfaces/chat": answer(
            does="open_external", url="https://ulink.alipay.com/?scheme=x"
        ),
        "alipay.linktester.test/open": answer(kind="launch"),
    }
    more = {"host": "alipay", "surface": "chat", "entry": Entry.TAP}
    evidence, got = run(meet(tmp_path, hosts, "https://ulink.alipay.com/?scheme=x", **more))
    assert launched(evidence).receiver == "alipay"
    assert got[1].json["source"] == "alipay"


INTENT = "intent://x#Intent;scheme={};S.browser_fallback_url=https%3A%2F%2Fa.example%2Ffallback;end"


def test_an_intent_delivers_its_data(tmp_path: Path) -> None:
    hosts = {"alipay.linktester.test/open": answer(kind="launch")}
    evidence, got = run(meet(tmp_path, hosts, INTENT.format("alipays")))
    assert got[0].json["uri"] == "alipays://x"
    assert launched(evidence).mechanism == "intent"


def test_an_intent_nobody_takes_falls_back_in_the_browser(tmp_path: Path) -> None:
    hosts = {"a.example": page("<title>fallback")}
    evidence, _ = run(meet(tmp_path, hosts, INTENT.format("nobody")))
    assert kinds(evidence) == ["Presented", "Left", "Launched", "Requested", "Rendered"]
    assert seen(evidence, Rendered)[0].url == "https://a.example/fallback"
    assert seen(evidence, Left)[0].uri == INTENT.format("nobody")
