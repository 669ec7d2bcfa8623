import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from linktester.model.world import Site, WorldSpec
from linktester.serve.app import GoneError, PublicApp, read_body
from linktester.serve.emulator import Emulator
from linktester.serve.faults import Breaks, Fault, FaultMatch
from linktester.serve.hosts import HANDLERS, INSTALL_PATH
from linktester.serve.injected import Injected
from linktester.serve.octets import Reply
from tests.fakes.emulator import DATE, call
from tests.fakes.gates import SaidGates, said_emulator
from tests.fakes.payers import HandClock, Merchant, some_credentials

ITEM = "/item.htm?id=19"


@pytest.fixture
def emulator(tmp_path: Path) -> Emulator:
    return said_emulator(tmp_path, SaidGates(targets={"jd-item": "install-page", "taobao-item": "conflict"}))


@pytest.fixture
def app(emulator: Emulator) -> PublicApp:
    return PublicApp(emulator)


def test_an_absolute_target_decides_whom_it_is_for(app: PublicApp) -> None:
    reply = call(app, "GET", f"http://item.taobao.com{ITEM}", {"host": "127.0.0.1:4000"})
    assert reply.status == 200
    assert 'rel="canonical" href="https://item.taobao.com/item.htm?id=19"' in reply.text


def test_every_answer_has_its_own_request_id(app: PublicApp, emulator: Emulator) -> None:
    replies = [
        call(app, "GET", "/", {"host": host}) for host in ("item.taobao.com", "nobody.example", "localhost")
    ]
    ids = [reply.headers["linktester-request"] for reply in replies]
    assert [reply.status for reply in replies] == [200, 421, 404]
    assert len(set(ids)) == 3
    assert [entry.world for entry in emulator.journal.take(ids)] == ["default"] * 3


def test_unknown_worlds_are_told(app: PublicApp) -> None:
    reply = call(app, "GET", ITEM, {"host": "item.taobao.com", "linktester-world": "w0"})
    assert (reply.status, reply.json["type"]) == (400, "unknown-world")


def test_a_site_of_the_world_wins_over_the_catalogue(app: PublicApp, emulator: Emulator) -> None:
    world = emulator.worlds.make(WorldSpec(as_of=DATE, sites=(Site(host="item.taobao.com", title="我的"),)))
    reply = call(app, "GET", ITEM, {"host": "item.taobao.com", "linktester-world": world.id})
    assert "<h1>我的</h1>" in reply.text


def test_the_target_looks_at_its_visitor_first(app: PublicApp, emulator: Emulator) -> None:
    wechat = {"user-agent": "Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0.46"}
    install = call(app, "GET", "/1.html", {"host": "item.jd.com", **wechat})
    assert install.headers["location"] == f"https://item.jd.com{INSTALL_PATH}"
    offer = call(app, "GET", INSTALL_PATH, {"host": "item.jd.com", **wechat})
    assert "com.jingdong.app.mall" in offer.text
    assert "canonical" not in offer.text
    (entry,) = emulator.journal.take([install.headers["linktester-request"]])
    assert entry.effects == ("install-page",)
    gap = call(app, "GET", ITEM, {"host": "item.taobao.com", **wechat})
    assert (gap.status, gap.json["type"]) == (501, "conflicting-evidence")
    own = call(app, "GET", ITEM, {"host": "item.taobao.com", "user-agent": "x AliApp(TB/7.6.0)"})
    assert own.status == 200


def test_catalogued_hosts_without_a_page_of_their_own_state_their_address(app: PublicApp) -> None:
    reply = call(app, "GET", "/a/b?c=1&nsukey=x", {"host": "oia.zhihu.com"})
    assert 'rel="canonical" href="https://oia.zhihu.com/a/b?c=1"' in reply.text


def test_faults_break_answers_and_keep_the_record(app: PublicApp, emulator: Emulator) -> None:
    fault = Fault(does=Breaks.SOFT_404, match=FaultMatch(host="item.taobao.com"))
    world = emulator.worlds.make(WorldSpec(as_of=DATE), (fault,))
    reply = call(app, "GET", ITEM, {"host": "item.taobao.com", "linktester-world": world.id})
    assert (reply.status, "canonical" in reply.text) == (200, False)


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("*", "item.taobao.com", 400),
        ("nobody.example:443", "item.taobao.com", 400),
        ("/", "", 421),
        ("/", "a b\tc", 421),
        ("/item.htm?id=%00%0d%0a", "item.taobao.com", 404),
        ("/\xff\xfe", "oia.zhihu.com", 200),
        ("/surfaces/%F0%9F%92%A9", "wechat.linktester.test", 405),
        ("/inside", "wechat.linktester.test", 404),
        ("/", "nobody.linktester.test", 404),
        ("/", "browser.linktester.test", 404),
        ("/../../etc/passwd", "oia.zhihu.com", 200),
    ],
)
def test_odd_requests_get_an_answer(app: PublicApp, target: str, host: str, status: int) -> None:
    assert call(app, "GET", target, {"host": host}).status == status


def test_a_method_no_site_takes(app: PublicApp) -> None:
    assert call(app, "DELETE", "/", {"host": "item.taobao.com"}).status == 405


@pytest.mark.parametrize("length", ["99999999999999999999", "-1", "x", "25165825"])
def test_bodies_beyond_the_limit_are_refused_unread(app: PublicApp, length: str) -> None:
    reply = call(app, "POST", "/", {"host": "item.taobao.com", "content-length": length})
    assert (reply.status, reply.headers["connection"]) == (413, "close")


def test_a_peer_that_leaves_gets_no_answer() -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    with pytest.raises(GoneError):
        asyncio.run(read_body({"transfer-encoding": "chunked"}, receive))


def test_chunks_are_put_together_and_counted() -> None:
    async def read(most: int) -> Any:
        parts = iter([(b"ab", True), (b"cd", False)])

        async def receive() -> dict[str, Any]:
            body, more = next(parts)
            return {"type": "http.request", "body": body, "more_body": more}

        return await read_body({"transfer-encoding": "chunked"}, receive, most)

    assert asyncio.run(read(4)) == b"abcd"
    assert asyncio.run(read(3)).status == 413


def test_no_page_names_a_verdict(app: PublicApp) -> None:
    words = re.compile(r"HONORED|BLOCKED|REWRITTEN|INCONCLUSIVE|放行|改写|拦截|无结论", re.IGNORECASE)
    target = "https%3A%2F%2Fa.example%2F"
    for host in HANDLERS:
        for path in (
            "/",
            "/abc",
            f"/cgi-bin/x/newredirectconfirmcgi?main_type=1&url={target}",
            f"/?target={target}",
        ):
            assert words.search(call(app, "GET", path, {"host": host}).text) is None


LOCAL = {"host": "127.0.0.1:4000"}


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    paying = said_emulator(tmp_path / "pay", clock=HandClock(), known=some_credentials(tmp_path))
    (tmp_path / "pay").mkdir()
    return Merchant(paying.ground)


def paid_app(merchant: Merchant) -> PublicApp:
    return PublicApp(Emulator(gates=SaidGates(), ground=merchant.ground))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("{}", "127.0.0.1:4000"),
        ("{}", "api.mch.weixin.qq.com"),
        ("http://127.0.0.1:4000{}", "elsewhere.example"),
        ("https://api2.mch.weixin.qq.com{}", "127.0.0.1"),
    ],
)
def test_an_api_is_reached_by_path_and_by_its_names(merchant: Merchant, target: str, host: str) -> None:
    path = "/v3/pay/transactions/out-trade-no/none?mchid=1900000001"
    headers = {"host": host, "authorization": merchant.authorization("GET", path, b"")}
    reply = call(paid_app(merchant), "GET", target.format(path), headers)
    assert (reply.status, reply.json["code"]) == (404, "ORDER_NOT_EXIST")


def test_a_name_with_nothing_but_an_api_answers_its_own_404(merchant: Merchant) -> None:
    reply = call(paid_app(merchant), "GET", "/elsewhere", {"host": "api.mch.weixin.qq.com"})
    assert (reply.status, reply.json["code"]) == (404, "NOT_FOUND")
    assert call(paid_app(merchant), "GET", "/elsewhere", LOCAL).json["type"] == "no-api"


def test_an_answer_without_content_states_no_length(merchant: Merchant) -> None:
    merchant.create()
    target, body = "/v3/pay/transactions/out-trade-no/T-0001/close", b'{"mchid":"1900000001"}'
    headers = {**LOCAL, "authorization": merchant.authorization("POST", target, body)}
    reply = call(paid_app(merchant), "POST", target, headers, body)
    assert reply.status == 204
    assert "content-length" not in reply.headers


def test_too_large_a_body_never_reaches_an_api(merchant: Merchant) -> None:
    headers = {**LOCAL, "content-length": "99999999999"}
    reply = call(paid_app(merchant), "POST", "/v3/pay/transactions/native", headers)
    assert (reply.status, reply.json["type"]) == (413, "body-too-large")
    (entry,) = merchant.ground.requests.after(0)
    assert (entry.status, entry.body, entry.findings.refused) == (413, "", "body")


def test_books_that_cannot_be_used_are_a_fault_of_ours(tmp_path: Path, merchant: Merchant) -> None:
    (tmp_path / "pay" / "state.sqlite").write_bytes(b"no database" * 1000)
    path = "/v3/pay/transactions/out-trade-no/none?mchid=1900000001"
    headers = {**LOCAL, "authorization": merchant.authorization("GET", path, b"")}
    reply = call(paid_app(merchant), "GET", path, headers)
    assert (reply.status, reply.json["type"]) == (503, "state-unusable")


def test_a_dropped_call_is_cut_and_never_answered(merchant: Merchant) -> None:
    merchant.ground.faults.arm(Injected(drop=True))
    told: list[str] = []

    async def receive() -> dict[str, Any]:
        return (
            {"type": "http.disconnect"} if told else {"type": "http.request", "body": b"", "more_body": False}
        )

    async def send(event: dict[str, Any]) -> None:
        told.append(event["type"])

    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "headers": [(b"host", b"127.0.0.1")],
        "state": {"target": b"/v3/certificates", "cut": lambda: told.append("cut")},
    }
    asyncio.run(paid_app(merchant)(scope, receive, send))
    assert told == ["cut"]


def at_once(app: PublicApp, target: str, headers: dict[str, str]) -> Reply | None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"method": "GET", "scheme": "http", "headers": raw, "state": {"target": target.encode()}}
    return app.at_once(scope, b"")


def test_calls_of_an_api_are_answered_at_once(merchant: Merchant) -> None:
    path = "/v3/pay/transactions/out-trade-no/none?mchid=1900000001"
    headers = {**LOCAL, "authorization": merchant.authorization("GET", path, b"")}
    reply = at_once(paid_app(merchant), path, headers)
    assert reply is not None
    assert reply.status == 404
    assert merchant.verifies({name.decode(): value.decode() for name, value in reply.headers}, reply.body)
    assert dict(reply.headers)[b"content-length"] == b"%d" % len(reply.body)
    (entry,) = merchant.ground.requests.after(0)
    assert (entry.target, entry.status, entry.findings.code) == (path, 404, "ORDER_NOT_EXIST")


def test_nothing_is_answered_at_once_that_may_be_waited_for(merchant: Merchant) -> None:
    assert at_once(paid_app(merchant), "/item", {"host": "item.taobao.com"}) is None
    merchant.ground.faults.arm(Injected(delay_ms=1))
    assert at_once(paid_app(merchant), "/v3/certificates", LOCAL) is None
    assert len(merchant.ground.requests) == 0


def test_unusable_books_are_told_at_once(tmp_path: Path, merchant: Merchant) -> None:
    (tmp_path / "pay" / "state.sqlite").write_bytes(b"no database" * 1000)
    path = "/v3/pay/transactions/out-trade-no/none?mchid=1900000001"
    headers = {**LOCAL, "authorization": merchant.authorization("GET", path, b"")}
    reply = at_once(paid_app(merchant), path, headers)
    assert reply is not None
    assert (reply.status, b"state-unusable" in reply.body) == (503, True)
