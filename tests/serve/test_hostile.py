"""Anything at all, sent to any API or to the control port by somebody who may: answered in their own form.

What is answered with an error has changed nothing.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.control import PREFIX, ControlApp
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis import APIS, tables
from linktester.serve.payapis.alipay.problem import errors
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.douyin import DOUYIN
from linktester.serve.payapis.payments import Outcome, Refusal
from linktester.serve.payapis.taobao import TAOBAO
from linktester.serve.payapis.wechat import WECHAT
from tests.fakes.alipayapps import PAYMENTS as ALIPAY_PAYMENTS
from tests.fakes.alipayapps import App, cut
from tests.fakes.emulator import call
from tests.fakes.gates import said_emulator
from tests.fakes.malformed import ALIPAY, WECHATPAY, books, rules, with_value
from tests.fakes.openapis import MiniProgram, Shop, Studio
from tests.fakes.payers import PAYMENTS, Merchant, a_ground, headers_of, said

NEWER = "/v3/alipay/"
_FORM = "application/x-www-form-urlencoded"
EXAMPLES = settings(deadline=None, max_examples=80)
numbers = st.one_of(
    st.integers(), st.sampled_from([2**63, -(2**63) - 1, 10**400, -1, 0]), st.floats(allow_nan=True)
)
texts = st.one_of(
    st.text(max_size=40), st.sampled_from(["\ud800", "\x00", "\u202e", "a" * 5_000, "9" * 5_000, "￥"])
)
whole_texts = texts.filter(lambda text: "\ud800" not in text)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
octets = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"[" * 50_000, b'{"a":' * 50_000, b"\xef\xbb\xbf{}", b'{"a":NaN}', b"{}{}", b"&" * 9_999]
    ),
)
names = st.from_regex(r"[!-~]{0,40}", fullmatch=True)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = a_ground(tmp_path_factory.mktemp("state"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    made = said_emulator(tmp_path_factory.mktemp("state"))
    yield made
    made.ground.close()


def places(family: str, bodies: Mapping[str, Any]) -> st.SearchStrategy[tuple[str, str]]:
    """Return a strategy of a request and the place of one of its fields."""
    return st.sampled_from(
        [(request, rule.at.replace("*", "0")) for request in bodies for rule in rules(family, request)]
    )


def octets_of(body: Any) -> bytes:
    """Return JSON, or what goes beyond it: NaN, endless numbers, lone surrogates."""
    return json.dumps(body).encode()


def is_wechat_pays(ground: Ground, answer: Answer) -> bool:
    """Tell whether an answer is signed, and an error one of the table; what is none is a success."""
    assert Merchant(ground).verifies(headers_of(answer), answer.body)
    if answer.status in {200, 204}:
        return True
    told = said(answer)
    assert tables.errors("wechatpay")[told["code"]].status == answer.status
    return False


@EXAMPLES
@given(place=places("wechatpay", WECHATPAY), value=values)
def test_wechat_pay_answers_any_value_of_any_field(
    ground: Ground, place: tuple[str, str], value: Any
) -> None:
    request, at = place
    merchant, pay = Merchant(ground), ground.credentials.bundle.wechatpay
    named = {"appid": pay.appid, "mchid": pay.mchid}
    body = with_value(WECHATPAY[request] | named, at, value)
    before = books(ground)
    path = {
        "refund": "/v3/refund/domestic/refunds",
        "close": "/v3/pay/transactions/out-trade-no/T-0001/close",
        "reverse": "/v3/pay/transactions/out-trade-no/T-0001/reverse",
    }.get(request, f"/v3/pay/transactions/{request}")
    if not is_wechat_pays(ground, merchant.ask("POST", path, octets_of(body))):
        assert books(ground) == before


@EXAMPLES
@given(body=octets, request=st.sampled_from(["native", "codepay"]))
def test_wechat_pay_answers_any_octets(ground: Ground, body: bytes, request: str) -> None:
    before = books(ground)
    answer = Merchant(ground).ask("POST", f"/v3/pay/transactions/{request}", body)
    assert not is_wechat_pays(ground, answer)
    assert books(ground) == before


@EXAMPLES
@given(header=st.text(st.characters(max_codepoint=255), max_size=300), signed=st.booleans())
def test_wechat_pay_answers_any_authorization(ground: Ground, header: str, signed: bool) -> None:
    merchant = Merchant(ground)
    right = merchant.call("GET", "/v3/certificates")
    given_ = f"{right.headers['authorization']}{header}" if signed else f"WECHATPAY2-SHA256-RSA2048 {header}"
    asked = ApiCall(
        ground=ground, method="GET", host="", target=right.target, headers={"authorization": given_}, body=b""
    )
    answer = APIS[0].answer(asked)
    assert is_wechat_pays(ground, answer) or answer.status == 401


@EXAMPLES
@given(
    place=places("alipay", ALIPAY),
    value=values,
    charset=st.sampled_from(["utf-8", "GBK", "gb18030"]),
    posted=st.booleans(),
)
def test_alipay_answers_any_value_of_any_field(
    ground: Ground, place: tuple[str, str], value: Any, charset: str, posted: bool
) -> None:
    request, at = place
    app, before = App(ground), books(ground)
    method = {"refund-query": "fastpay.refund.query", "page": "page.pay", "wap": "wap.pay", "app": "app.pay"}
    name = f"alipay.trade.{method.get(request, request)}"
    if request == "certificate":
        name = "alipay.open.app.alipaycert.download"
    text = octets_of(with_value(ALIPAY[request], at, value)).decode()
    params = app.params(name, text, charset=charset)
    if posted:
        answer = app.call("POST", "/gateway.do", urlencode(params).encode(), {"content-type": _FORM})
    else:
        answer = app.get(params)
    if is_alipays(app, answer, name):
        return
    assert books(ground) == before


def is_alipays(app: App, answer: Answer, method: str) -> bool:
    """Tell whether an answer is a success; it is one of the gateway's, signed, or a page."""
    assert answer.status == 200
    assert app.findings is not None
    if not answer.body.startswith(b"{"):
        assert answer.body.startswith(b"<!doctype html>")
        return not app.findings.code
    told = app.verified(answer)
    assert told["code"] in {"10000", "10003"} or told["sub_code"] in errors()
    assert answer.body.startswith(b'{"%s_response":' % method.replace(".", "_").encode())
    return "sub_code" not in told


@EXAMPLES
@given(query=octets, body=octets, posted=st.booleans(), method=names)
def test_alipay_answers_any_parameters(
    ground: Ground, query: bytes, body: bytes, posted: bool, method: str
) -> None:
    app, before = App(ground), books(ground)
    own = f"app_id={ground.credentials.bundle.alipay.app_id}&method={quote(method)}&"
    for beginning in ("", own):
        target = f"/gateway.do?{beginning}" + quote(query, safe="%&=+/")
        answer = app.call(
            "POST" if posted else "GET", target, body if posted else b"", {"content-type": _FORM}
        )
        assert answer.status == 200
        value, rest = cut(answer.body) if answer.body.startswith(b"{") else (b'{"sub_code":""}', b"")
        assert json.loads(value)["sub_code"] in errors() or not rest
        assert rest.startswith(b',"sign":') or not beginning or not rest
    assert books(ground) == before


@EXAMPLES
@given(body=octets, path=names, header=st.text(st.characters(max_codepoint=255), max_size=200))
def test_alipays_newer_interface_answers_anything(
    ground: Ground, body: bytes, path: str, header: str
) -> None:
    app, before = App(ground), books(ground)
    for target in (f"{NEWER}{path}", f"{NEWER}trade/precreate"):
        signed = app.rest(target, body)
        assert signed.status in {400, 404}
        plain = app.call("POST", target, body, {"authorization": f"ALIPAY-SHA256withRSA {header}"})
        assert plain.status in {400, 401, 403, 404}
        assert {"code", "message"} <= set(said(plain)) & set(said(signed))
    assert books(ground) == before


@EXAMPLES
@given(
    path=st.sampled_from(
        ["generatescheme", "generate_urllink", "genwxashortlink", "queryscheme", "query_urllink"]
    ),
    wish=st.dictionaries(
        st.sampled_from(
            sorted(
                {"jump_wxa", "page_url", "page_title", "is_permanent", "scheme", "url_link", "cloud_base"}
                | {"path", "query", "env_version", "expire_type", "expire_time", "expire_interval"}
                | {"is_expire", "query_type"}
            )
        ),
        values,
        max_size=3,
    ),
    body=octets,
)
def test_the_mini_programs_calls_answer_anything(
    ground: Ground, path: str, wish: dict[str, Any], body: bytes
) -> None:
    program = MiniProgram(ground, WECHAT)
    program.ask("/wxa/queryscheme", {})
    for sent in (octets_of(wish), octets_of({"jump_wxa": wish}), body):
        before = books(ground)
        told = program.ask(f"/wxa/{path}", sent)
        assert told["errcode"] == 0 or str(told["errcode"]) in tables.errors("wechat")
        assert told["errcode"] == 0 or books(ground) == before


@EXAMPLES
@given(query=octets, more=st.dictionaries(names, whole_texts, max_size=4))
def test_top_answers_anything(ground: Ground, query: bytes, more: dict[str, str]) -> None:
    shop, before = Shop(ground, TAOBAO), books(ground)
    told = said(shop.send("GET", "/router/rest?format=json&" + quote(query, safe="%&=+")))
    assert str(told["error_response"]["code"]) in tables.errors("taobao")
    kept = {name: value for name, value in more.items() if name not in {"format", "url"}}
    signed = urlencode(shop.params("taobao.tbk.tpwd.create", **{**kept, "url": "https://evil.example"}))
    for answer in (
        shop.send("POST", "/router/rest", signed.encode(), content_type=_FORM),
        shop.send("GET", f"/router/rest?{signed}"),
    ):
        assert str(said(answer)["error_response"]["code"]) in tables.errors("taobao")
    assert books(ground) == before


@EXAMPLES
@given(
    path=st.sampled_from(
        [f"/api/apps/v1/url{rest}" for rest in ("/generate_schema", "/query_schema", "_link/generate")]
        + [f"/api/douyin/v1/schema/{kind}" for kind in ("get_user_profile", "get_item_info", "get_share")]
    ),
    name=st.sampled_from(
        sorted(
            {"app_id", "path", "query", "expire_time", "no_expire", "app_name", "schema", "url_link"}
            | {"expire_at", "open_id", "account", "item_id", "video_id", "client_ticket"}
            | {"image_list_path"}
        )
    ),
    value=values,
    body=octets,
)
def test_douyin_answers_anything(ground: Ground, path: str, name: str, value: Any, body: bytes) -> None:
    studio = Studio(ground, DOUYIN)
    studio.ask("/api/apps/v1/url/query_schema/")
    later = studio.later(days=1)
    right = {"app_id": studio.app_id, "app_name": "douyin", "expire_time": later, "expire_at": later}
    for sent in (octets_of({**right, "open_id": "o", "video_id": 1, name: value}), body):
        before = books(ground)
        told = said(studio.send("POST", path, sent, access_token=studio.token))
        assert told["err_no"] == 0 or str(told["err_no"]) in tables.errors("douyin")
        assert told["err_no"] == 0 or books(ground) == before
        token = said(studio.send("POST", "/oauth/client_token/", sent))
        assert token["message"] == "error"


@EXAMPLES
@given(
    code=st.one_of(
        texts,
        octets.map(lambda some: some.decode("latin-1")),
        values.map(lambda value: json.dumps({"paySign": value, "package": value, "appId": value})),
        values.map(lambda value: json.dumps({"prepayid": value, "sign": value, "timestamp": value})),
        texts.map(lambda text: f"weixin://wxpay/bizpayurl?pr={text}"),
        texts.map(lambda text: f"https://qr.alipay.com/{text}"),
        texts.map(lambda text: f"alipays://alipayclient/?{text}"),
        texts.map(lambda text: f"method=alipay.trade.app.pay&{text}"),
        texts.map(lambda text: f"http://127.0.0.1/gateway.do?method=alipay.trade.page.pay&{text}"),
        texts.map(lambda text: f"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?{text}"),
        st.from_regex(r"(1[0-5]|2[5-9])[0-9]{14,22}", fullmatch=True),
    )
)
def test_payers_open_anything(ground: Ground, code: str) -> None:
    before = books(ground)
    for payments in (PAYMENTS, ALIPAY_PAYMENTS):
        if payments.owns(code):
            with pytest.raises(Refusal):
                payments.scan(ground, code)
            with pytest.raises(Refusal):
                payments.pay(ground, code, Outcome.SUCCESS)
    assert books(ground) == before


@EXAMPLES
@given(
    api=st.sampled_from(APIS),
    path=st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=60),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW"]),
    body=octets,
)
def test_any_path_and_method_is_answered(
    ground: Ground, api: Any, path: str, method: str, body: bytes
) -> None:
    before = books(ground)
    for prefix in api.prefixes:
        asked = ApiCall(
            ground=ground, method=method, host="127.0.0.1", target=prefix + path, headers={}, body=body
        )
        assert api.answer(asked).status < 500
    assert books(ground) == before


CALLS = ["/payer/scan", "/payer/pay", "/payer/auth-code", "/clock", "/faults", "/reset", "/worlds", "/codes"]
CALLS += ["/journal/query", "/notifications/x/redeliver"]
KEYS = ["code", "platform", "out_trade_no", "outcome", "behaviour", "advance_seconds", "match", "times"]
KEYS += ["status", "body", "delay_ms", "drop", "after", "clock", "tamper", "as_of", "accept", "ids", "world"]


@EXAMPLES
@given(
    path=st.sampled_from(CALLS), wish=st.dictionaries(st.sampled_from(KEYS), values, max_size=4), body=octets
)
def test_the_control_port_answers_anything(
    emulator: Emulator, path: str, wish: dict[str, Any], body: bytes
) -> None:
    app = ControlApp(emulator, "secret", asyncio.Event())
    headers = {"host": "127.0.0.1", "authorization": "Bearer secret"}
    for sent in (octets_of(wish), body):
        reply = call(app, "POST", f"{PREFIX}{path}", headers, sent)
        assert reply.status in {200, 400, 404, 409}
        assert reply.status == 200 or {"error", "reason"} <= set(reply.json)


@EXAMPLES
@given(
    path=st.sampled_from(["/orders", "/notifications", "/requests", "/worlds/x", "/health"]),
    query=st.text(st.characters(max_codepoint=255), max_size=60),
    name=st.sampled_from(["platform", "before", "after", "out_trade_no"]),
)
def test_the_control_port_answers_any_question(emulator: Emulator, path: str, query: str, name: str) -> None:
    app = ControlApp(emulator, "secret", asyncio.Event())
    headers = {"host": "127.0.0.1", "authorization": "Bearer secret"}
    target = f"{PREFIX}{path}?{name}={query}"
    assert call(app, "GET", target, headers).status in {200, 404}
