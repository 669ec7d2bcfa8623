"""Going on from page to page, in the browser and inside an app that is asked."""

from pathlib import Path

import pytest

from linktester.model.association import APPLE_CDN, APPLE_CDN_PATH
from linktester.model.evidence import (
    Evidence,
    Failed,
    Launched,
    Navigated,
    Offered,
    Redirected,
    Rendered,
    Requested,
    ScriptNotRun,
    Stayed,
    Swallowed,
)
from linktester.model.link import Intent
from linktester.model.phone import OS, Choices, Entry
from linktester.model.verdict import Basis
from tests.fakes.associations import aasa, served
from tests.fakes.client_protocol import FakeEmulator, Got, Reply, answer, page, problem, redirect
from tests.fakes.hostile_server import HostileServer
from tests.fakes.phones import asend, failure, kinds, last, probe, run, seen

END = page("<title>end</title><p>here")


async def meet(folder: Path, hosts: dict, **more: object) -> tuple[Evidence, FakeEmulator]:
    more.setdefault("text", "https://a.example/start")
    text = str(more.pop("text"))
    async with FakeEmulator(folder, hosts) as emulator:
        (evidence,) = await asend(emulator.ready, probe(text, **more))  # type: ignore[arg-type]
        return evidence, emulator


def loads(first: Reply, **hosts: object) -> dict:
    """An app that loads what it is given and lets the web view go anywhere."""

    def set_off(got: Got) -> Reply:
        return answer(does="load", url=got.json["text"])

    def navigate(got: Got) -> Reply:
        uri = got.json["uri"]
        return answer(does="load" if uri.startswith("http") else "open_external", url=uri)

    return {
        "wechat.linktester.test/surfaces/chat": set_off,
        "wechat.linktester.test/webview/navigate": navigate,
        "a.example/start": first,
        **hosts,
    }


IN_APP = {"host": "wechat", "surface": "chat", "entry": Entry.TAP}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_one_by_one(tmp_path: Path, status: int) -> None:
    hosts = {"a.example/start": redirect("//b.example/x?y=1", status), "b.example/x": END}
    evidence, emulator = run(meet(tmp_path, hosts))
    assert kinds(evidence) == ["Presented", "Requested", "Redirected", "Requested", "Rendered"]
    (hop,) = seen(evidence, Redirected)
    assert (hop.status, hop.location, hop.exchange) == (status, "//b.example/x?y=1", 0)
    assert [each.target for each in evidence.exchanges] == [b"/start", b"/x?y=1"]
    assert emulator.got[1].tls
    assert emulator.got[1].server_name == "b.example"


def test_names_stay_true_although_the_sockets_go_elsewhere(tmp_path: Path) -> None:
    evidence, emulator = run(meet(tmp_path, {"a.example": END}))
    (got,) = emulator.got
    assert (got.host, got.server_name) == ("a.example", "a.example")
    assert got.headers["linktester-world"] == "w1"
    (exchange,) = evidence.exchanges
    assert exchange.url == "https://a.example/start"
    assert exchange.request_id == "r1"
    assert not [name for name, _ in exchange.request_headers if name.lower().startswith("linktester")]
    assert not [name for name, _ in exchange.response_headers if name.lower().startswith("linktester")]


def test_a_redirect_keeps_the_fragment_it_came_with(tmp_path: Path) -> None:
    hosts = {"a.example/start": redirect("/x"), "a.example/x": redirect("/y#own"), "a.example/y": END}
    evidence, _ = run(meet(tmp_path, hosts, text="https://a.example/start#kept"))
    assert [each.url for each in seen(evidence, Requested)] == [
        "https://a.example/start#kept",
        "https://a.example/x#kept",
        "https://a.example/y#own",
    ]


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ("<meta http-equiv=refresh content='0; url=https://b.example/x'>", "meta-refresh"),
        ("<script>location.href='https://b.example/x'</script>", "script"),
        ("<body onload=\"window.location.replace('https://b.example/x')\">", "script"),
    ],
)
def test_pages_lead_on(tmp_path: Path, html: str, how: str) -> None:
    hosts = {"a.example/start": page(html), "b.example/x": END}
    evidence, emulator = run(meet(tmp_path, hosts))
    (step,) = seen(evidence, Navigated)
    assert (step.how, step.to, step.gesture) == (how, "https://b.example/x", False)
    assert isinstance(last(evidence), Rendered)
    assert emulator.got[1].headers["referer"] == "https://a.example/"


def test_the_refresh_header_leads_on(tmp_path: Path) -> None:
    first = Reply(200, b"<p>", (("Content-Type", "text/html"), ("Refresh", "1;url=/x")))
    evidence, emulator = run(meet(tmp_path, {"a.example/start": first, "a.example/x": END}))
    assert seen(evidence, Navigated)[0].to == "https://a.example/x"
    assert emulator.got[1].headers["referer"] == "https://a.example/start"


def test_unlisted_navigation_is_told_and_not_guessed(tmp_path: Path) -> None:
    html = "<script>var u = atob('aHR0cHM6'); location.href = u + '//b.example/x'</script>"
    evidence, _ = run(meet(tmp_path, {"a.example/start": page(html)}))
    assert kinds(evidence) == ["Presented", "Requested", "Rendered", "ScriptNotRun"]
    assert "location.href" in seen(evidence, ScriptNotRun)[0].excerpt


def test_a_referer_never_follows_from_https_to_http(tmp_path: Path) -> None:
    html = "<script>location.href='http://a.example/x'</script>"
    _, emulator = run(meet(tmp_path, {"a.example/start": page(html), "a.example/x": END}))
    assert "referer" not in emulator.got[1].headers
    assert not emulator.got[1].tls


def test_cookies_of_one_probe_stay_with_it(tmp_path: Path) -> None:
    def start(got: Got) -> Reply:
        known = got.headers.get("cookie")
        return END if known else Reply(302, b"", (("Location", "/start"), ("Set-Cookie", "k=v; Path=/")))

    async def go() -> FakeEmulator:
        async with FakeEmulator(tmp_path, {"a.example/start": start}) as emulator:
            await asend(emulator.ready, *[probe("https://a.example/start")] * 2)
            return emulator

    emulator = run(go())
    assert [got.headers.get("cookie") for got in emulator.got] == [None, "k=v", None, "k=v"]


def test_hosts_nobody_allowed_are_refused(tmp_path: Path) -> None:
    hosts = {"a.example/start": redirect("https://elsewhere.example/")}
    evidence, emulator = run(meet(tmp_path, hosts))
    failed = failure(evidence)
    assert (failed.kind, failed.detail, failed.ours) == ("refused-host", "elsewhere.example", True)
    assert len(emulator.got) == 1


def test_a_page_in_gbk_is_read(tmp_path: Path) -> None:
    body = "<title>淘宝</title><p>宝贝".encode("gbk")
    reply = Reply(200, body, (("Content-Type", "text/html; charset=GBK"),))
    evidence, _ = run(meet(tmp_path, {"a.example": reply}))
    (rendered,) = seen(evidence, Rendered)
    assert (rendered.page.title, rendered.page.text) == ("淘宝", "宝贝")


def test_gaps_of_a_public_host_end_the_probe(tmp_path: Path) -> None:
    evidence, _ = run(meet(tmp_path, {"a.example": problem("conflicting-evidence")}))
    assert kinds(evidence) == ["Presented", "Requested", "HarnessGap"]


def test_problems_of_the_emulator_are_ours(tmp_path: Path) -> None:
    evidence, _ = run(meet(tmp_path, {"a.example": problem("not-here", 421)}))
    failed = failure(evidence)
    assert (failed.kind, failed.detail, failed.ours) == ("bad-answer", "421 not-here", True)


def test_an_app_is_asked_before_every_other_origin_and_only_then(tmp_path: Path) -> None:
    hosts = loads(
        redirect("/second"),
        **{
            "a.example/second": page("<script>location.href='https://b.example/x'</script>"),
            "b.example/x": redirect("http://b.example/y"),
            "b.example/y": END,
        },
    )
    evidence, emulator = run(meet(tmp_path, hosts, **IN_APP))
    asked = [got.json for got in emulator.asked("wechat.linktester.test")[1:]]
    assert [(each["page"], each["uri"], each["how"]) for each in asked] == [
        ("https://a.example/second", "https://b.example/x", "script"),
        ("https://b.example/x", "http://b.example/y", "redirect"),
    ]
    assert [each["surface"] for each in asked] == ["chat", "chat"]
    assert [each.role for each in evidence.exchanges] == [
        "client",
        "web",
        "web",
        "client",
        "web",
        "client",
        "web",
    ]
    assert isinstance(last(evidence), Rendered)


def test_an_app_may_swallow_a_scheme_and_the_page_goes_on_with_its_plan(tmp_path: Path) -> None:
    html = """<script>location.href='taobao://x';
        setTimeout(function(){ location.href='https://b.example/get' }, 2000)</script>"""

    def navigate(got: Got) -> Reply:
        uri = got.json["uri"]
        return answer(does="load", url=uri) if uri.startswith("http") else answer(does="nothing")

    hosts = loads(page(html), **{"wechat.linktester.test/webview/navigate": navigate, "b.example/get": END})
    evidence, _ = run(meet(tmp_path, hosts, **IN_APP))
    assert [each.uri for each in seen(evidence, Swallowed)] == ["taobao://x"]
    assert seen(evidence, Rendered)[-1].url == "https://b.example/get"


def test_a_launched_app_ends_the_pages_plan(tmp_path: Path) -> None:
    html = """<script>location.href='weixin://dl/business/?t=T';
        setTimeout(function(){ location.href='https://b.example/get' }, 2000)</script>"""
    hosts = {
        "a.example/start": page(html),
        "wechat.linktester.test/open": answer(kind="mini-program", params={"ticket": "T"}),
    }
    evidence, _ = run(meet(tmp_path, hosts))
    launched = last(evidence)
    assert isinstance(launched, Launched)
    assert launched.screen is not None
    assert launched.screen.identity.params == {"ticket": "T"}


def test_an_app_puts_a_page_of_its_own_in_between_and_lets_its_button_pass(tmp_path: Path) -> None:
    gate = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=1"
    confirm = page(
        """<script>var cgiData = {"url": "https:&#x2f;&#x2f;a.example&#x2f;start?x=1&amp;y=2"};</script>
        <a class="weui-btn weui-btn_default" href="javascript:">go</a>"""
    )
    hosts = {
        "wechat.linktester.test/surfaces/chat": answer(does="load", url=gate),
        "wechat.linktester.test/webview/navigate": lambda got: answer(does="load", url=got.json["uri"]),
        "weixin110.qq.com": confirm,
        "a.example/start": END,
    }
    evidence, emulator = run(meet(tmp_path, hosts, **IN_APP))
    (step,) = seen(evidence, Navigated)
    assert (step.how, step.to, step.gesture) == ("continue", "https://a.example/start?x=1&y=2", True)
    asked = emulator.asked("wechat.linktester.test")[1].json
    assert (asked["page"], asked["how"], asked["gesture"]) == (gate, "continue", True)
    assert seen(evidence, Rendered)[-1].page.title == "end"


def test_nobody_continues_who_does_not_want_to(tmp_path: Path) -> None:
    target = "https%3A%2F%2Fa.example%2Fstart"
    html = "<p class=open-url><a href='https://a.example/start'>on</a></p>"
    more = {"text": f"https://link.zhihu.com/?target={target}", "sites": ("a.example",)}
    hosts = {"link.zhihu.com": page(html), "a.example": END}
    stays, _ = run(meet(tmp_path, hosts, choices=Choices(continue_past_pages=False), **more))
    goes, _ = run(meet(tmp_path, hosts, **more))
    assert kinds(stays) == ["Presented", "Requested", "Rendered"]
    assert kinds(goes)[-3:] == ["Navigated", "Requested", "Rendered"]


def test_who_wants_the_app_taps_the_link_into_it(tmp_path: Path) -> None:
    html = "<a href='https://b.example/'>web</a><a href='taobao://item.taobao.com/item.htm?id=1'>app</a>"
    hosts = {
        "a.example/start": page(html),
        "taobao.linktester.test/open": answer(kind="item", params={"id": "1"}),
    }
    looks, _ = run(meet(tmp_path, hosts))
    wants, _ = run(meet(tmp_path, hosts, intent=Intent.APP))
    assert kinds(looks)[-1] == "Rendered"
    (step,) = seen(wants, Navigated)
    assert (step.how, step.gesture) == ("link", True)
    assert seen(wants, Launched)[0].receiver == "taobao"


def test_a_launch_tag_works_in_wechat_only(tmp_path: Path) -> None:
    html = "<wx-open-launch-app appid=wx1 extinfo='taobao://item'></wx-open-launch-app>"
    hosts = loads(page(html), **{"taobao.linktester.test/open": answer(kind="launch")})
    inside, _ = run(meet(tmp_path, hosts, intent=Intent.APP, **IN_APP))
    outside, _ = run(meet(tmp_path, hosts, intent=Intent.APP))
    assert [each.how for each in seen(inside, Navigated)] == ["launch-tag"]
    assert seen(inside, Launched)[0].receiver == "taobao"
    assert not seen(outside, Navigated)


def test_an_app_may_show_things_instead(tmp_path: Path) -> None:
    texts = [{"id": "text", "label": "淘口令", "kind": "text"}]
    copy = {"id": "copy", "label": "copy", "kind": "action"}
    place = "wechat.linktester.test/surfaces/chat"
    alone, _ = run(meet(tmp_path, {place: answer(does="show", items=texts)}, **IN_APP))
    free, _ = run(meet(tmp_path, {place: answer(does="show", items=[*texts, copy])}, **IN_APP))
    menu, _ = run(meet(tmp_path, {place: answer(does="show", items=[copy])}, **IN_APP))
    assert [(each.text, each.copyable) for each in seen(alone, Stayed)] == [("淘口令", False)]
    assert [(each.text, each.copyable) for each in seen(free, Stayed)] == [("淘口令", True)]
    assert [item.id for item in seen(menu, Offered)[0].items] == ["copy"]


def test_an_unclaimed_web_address_from_an_app_goes_to_the_browser(tmp_path: Path) -> None:
    hosts = {
        "wechat.linktester.test/surfaces/chat": answer(does="open_external", url="https://a.example/start"),
        "a.example/start": redirect("https://b.example/x"),
        "b.example/x": END,
    }
    evidence, emulator = run(meet(tmp_path, hosts, **IN_APP))
    assert kinds(evidence)[:3] == ["Presented", "Left", "Requested"]
    assert len(emulator.asked("wechat.linktester.test")) == 1
    assert "MicroMessenger" not in emulator.got[1].headers["user-agent"]


def test_an_app_calls_itself_by_its_name(tmp_path: Path) -> None:
    _, emulator = run(meet(tmp_path, loads(END), **IN_APP))
    assert "MicroMessenger" in emulator.asked("a.example")[0].headers["user-agent"]


def test_a_tap_in_the_browser_may_open_an_app_of_another_host(tmp_path: Path) -> None:
    target = "https%3A%2F%2Fulink.alipay.com%2F%3Fscheme%3Dx"
    html = "<a href='https://ulink.alipay.com/?scheme=x'>on</a>"
    hosts = {
        "link.zhihu.com": page(html),
        "ulink.alipay.com": END,
        "alipay.linktester.test/open": answer(kind="launch"),
        f"{APPLE_CDN}{APPLE_CDN_PATH}ulink.alipay.com": served(aasa("com.alipay.iphoneclient")),
    }
    text = f"https://link.zhihu.com/?target={target}"
    evidence, _ = run(meet(tmp_path, hosts, text=text, os=OS.IOS))
    launched = last(evidence)
    assert isinstance(launched, Launched)
    assert (launched.receiver, launched.mechanism, launched.assumed) == ("alipay", "universal-link", True)


def test_live_and_emulated_worlds_do_not_mix(tmp_path: Path) -> None:
    async def go() -> list[Evidence]:
        async with HostileServer() as server:
            hosts = {"a.example/start": redirect(server.url("fine"))}
            async with FakeEmulator(tmp_path, hosts) as emulator:
                out = probe("https://a.example/start")
                back = probe(server.url("into_emulated"))
                live = frozenset({"127.0.0.1"})
                return await asend(emulator.ready, out, back, live_hosts=live, basis=Basis.STAGING)

    out, back = run(go())
    assert [failure(each).kind for each in (out, back)] == ["mixed-world", "mixed-world"]
    assert out.basis is Basis.STAGING


def test_live_hosts_never_see_the_harness(tmp_path: Path) -> None:
    heads: list[bytes] = []

    async def go() -> Evidence:
        async with FakeEmulator(tmp_path) as emulator, HostileServer() as server:
            (evidence,) = await asend(
                emulator.ready, probe(server.url("fine")), live_hosts=frozenset({"127.0.0.1"})
            )
            heads.extend(server.heads)
            return evidence

    evidence = run(go())
    assert not seen(evidence, Failed)
    assert heads
    assert b"linktester" not in heads[0].lower()


def test_scripts_that_lead_nowhere_a_browser_could_go_are_not_run(tmp_path: Path) -> None:
    html = "<script>location.href='javascript:go()'</script>"
    evidence, _ = run(meet(tmp_path, {"a.example": page(html)}))
    assert isinstance(last(evidence), ScriptNotRun)


def test_a_page_that_renews_itself_is_where_the_way_ends(tmp_path: Path) -> None:
    html = "<meta http-equiv=refresh content='5'><meta http-equiv=refresh content='0;url=/x'><p>news"
    evidence, _ = run(meet(tmp_path, {"a.example": page(html)}))
    assert kinds(evidence) == ["Presented", "Requested", "Rendered"]
