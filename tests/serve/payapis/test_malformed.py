"""Every field of every platform's table, wrong in every way: the documented answer, and nothing happens."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints
from urllib.parse import urlencode

import msgspec
import pytest

from linktester import resources
from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import caller, methods
from linktester.serve.payapis.douyin import DOUYIN
from linktester.serve.payapis.douyin import asked as douyin
from linktester.serve.payapis.payments import Refusal
from linktester.serve.payapis.taobao import TAOBAO
from linktester.serve.payapis.wechat import WECHAT
from linktester.serve.payapis.wechat import asked as wechat
from tests.fakes.alipayapps import PAYMENTS, App
from tests.fakes.malformed import ALIPAY, WECHATPAY, Broken, books, broken, rules, with_value
from tests.fakes.openapis import MiniProgram, Shop, Studio
from tests.fakes.payers import Merchant, a_ground, said

_PATHS = {
    "codepay": "/v3/pay/transactions/codepay",
    "close": "/v3/pay/transactions/out-trade-no/T-0001/close",
    "reverse": "/v3/pay/transactions/out-trade-no/T-0001/reverse",
    "refund": "/v3/refund/domestic/refunds",
}
_METHODS = {method.request: name for name, method in methods.METHODS.items()} | {
    "page": "alipay.trade.page.pay",
    "wap": "alipay.trade.wap.pay",
    "app": methods.APP_METHOD,
}

COMMON = [
    msgspec.convert(row, caller.Parameter)
    for row in resources.read_table("payapis/alipay/parameters.toml")["parameter"]
    if row["name"] != "method"
]
"""Without a method's name nobody knows what is asked for."""
EVERY_KIND: tuple[Any, ...] = (True, 1, 1.5, "text", [], {})


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = a_ground(tmp_path_factory.mktemp("state"))
    yield made
    made.close()


def path_of(request: str) -> str:
    return _PATHS.get(request, f"/v3/pay/transactions/{request}")


def every(family: str, bodies: Mapping[str, Any]) -> list[Any]:
    """Return all ways in which a field of any request can be wrong, those of one field together."""
    found: dict[tuple[str, str], list[Broken]] = {}
    for request in bodies:
        for each in broken(family, bodies, request):
            found.setdefault((request, each[0]), []).append(each)
    return [pytest.param(request, wrong, id=f"{request}{at}") for (request, at), wrong in found.items()]


def own(ground: Ground, body: dict[str, Any]) -> dict[str, Any]:
    """Return a body in the name of the merchant of this ground, where it names one rightly."""
    pay = ground.credentials.bundle.wechatpay
    named = {"appid": pay.appid, "mchid": pay.mchid}
    return {
        name: named[name] if name in named and value in {"wx", "1"} else value
        for name, value in body.items()
        if isinstance(value, str)
    } | {name: value for name, value in body.items() if not isinstance(value, str)}


@pytest.mark.parametrize(
    ("family", "bodies"), [("wechatpay", WECHATPAY), ("alipay", ALIPAY)], ids=["wechatpay", "alipay"]
)
def test_the_bodies_have_every_field_of_the_tables(family: str, bodies: Mapping[str, Any]) -> None:
    for request, body in bodies.items():
        assert len(list(rules(family, request))) > 0
        for rule in rules(family, request):
            with_value(body, rule.at.replace("*", "0"), None)


@pytest.mark.parametrize(("request_", "wrong"), every("wechatpay", WECHATPAY))
def test_wechat_pay_names_field_and_place(ground: Ground, request_: str, wrong: list[Broken]) -> None:
    before = books(ground)
    for at, what, body in wrong:
        answer = Merchant(ground).ask("POST", path_of(request_), own(ground, body))
        told = said(answer)
        assert (answer.status, told.get("code")) == (400, "PARAM_ERROR"), what
        assert (told["detail"]["field"], told["detail"]["location"]) == (at, "body"), what
        assert told["detail"]["issue"] in told["message"]
    assert books(ground) == before


@pytest.mark.parametrize("request_", [name for name in WECHATPAY if name not in {"close", "reverse"}])
def test_wechat_pay_takes_every_field_where_all_is_right(ground: Ground, request_: str) -> None:
    body = own(ground, WECHATPAY[request_] | {"out_trade_no": f"RIGHT-{request_}", "unknown": {"a": [1]}})
    answer = Merchant(ground).ask("POST", path_of(request_), body)
    told = said(answer)
    # Nobody made that payer's code, nor that order.
    expected = {"codepay": "AUTH_CODE_INVALID", "refund": "RESOURCE_NOT_EXISTS"}.get(request_)
    assert told.get("code") == expected


@pytest.mark.parametrize(
    ("target", "field", "code"),
    [
        ("/v3/pay/transactions/out-trade-no/T-0001", "mchid", "PARAM_ERROR"),
        ("/v3/pay/transactions/out-trade-no/T-0001?mchid=", "mchid", "PARAM_ERROR"),
        ("/v3/pay/transactions/id/42000?mch=1", "mchid", "PARAM_ERROR"),
        ("/v3/pay/transactions/out-trade-no/T-0001?mchid=1", None, "MCH_NOT_EXISTS"),
    ],
)
def test_wechat_pay_names_the_place_of_a_query(
    ground: Ground, target: str, field: str | None, code: str
) -> None:
    told = said(Merchant(ground).ask("GET", target))
    assert told["code"] == code
    if field:
        assert (told["detail"]["field"], told["detail"]["location"]) == (field, "query")


def alipay_problem(ground: Ground, request: str, biz: Any, **changes: str | None) -> tuple[str, str]:
    """Return sub code and words a request is refused with."""
    app = App(ground)
    params = app.params(_METHODS[request], biz, **changes)
    if request == "app":
        with pytest.raises(Refusal) as refused:
            PAYMENTS.scan(ground, urlencode(params))
        code, _, words = str(refused.value).partition(": ")
        return code, words
    answer = app.get(params)
    assert app.findings is not None
    if request in {"page", "wap"}:
        return app.findings.code, answer.body.decode()
    told = app.verified(answer, changes.get("sign_type") if changes.get("sign_type") == "RSA" else "RSA2")
    assert told["sub_code"] == app.findings.code
    return told["sub_code"], told["sub_msg"]


@pytest.mark.parametrize(("request_", "wrong"), every("alipay", ALIPAY))
def test_alipay_says_which_parameter_is_invalid(ground: Ground, request_: str, wrong: list[Broken]) -> None:
    before = books(ground)
    for at, what, body in wrong:
        code, words = alipay_problem(ground, request_, body)
        assert code == "ACQ.INVALID_PARAMETER", what
        assert at.removeprefix("/") in words
    assert books(ground) == before


@pytest.mark.parametrize(
    "amount", ["0", "0.00", "100000000.01", "999999999", 0, 1e8 + 1, "-1", "1.005", "1e3"]
)
def test_alipay_takes_no_amount_out_of_range(ground: Ground, amount: Any) -> None:
    before = books(ground)
    for request, name in (
        ("precreate", "total_amount"),
        ("page", "total_amount"),
        ("refund", "refund_amount"),
    ):
        code, words = alipay_problem(ground, request, ALIPAY[request] | {name: amount})
        assert (code, name in words) == ("ACQ.INVALID_PARAMETER", True)
    assert books(ground) == before


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"a"', "[" * 100_000, '{"a":' + "[" * 30 + "]" * 30 + "}", '{"a":"\\ud800"}'],
)
def test_alipay_reads_nothing_but_plain_objects(ground: Ground, text: str) -> None:
    expected = "ACQ.INVALID_PARAMETER" if text else "isv.missing-biz-content"
    for request in ("precreate", "wap", "app"):
        assert alipay_problem(ground, request, text)[0] == expected


@pytest.mark.parametrize("request_", ["precreate", "page", "wap", "app", "query", "refund", "pay"])
@pytest.mark.parametrize("rule", COMMON, ids=[rule.name for rule in COMMON])
def test_alipay_names_the_common_parameter(ground: Ground, request_: str, rule: caller.Parameter) -> None:
    biz, before = ALIPAY[request_], books(ground)
    # A signature of one's own is not asked for: all of these are refused before it is looked at.
    signed = {"sign": "AAAA"} if rule.name == "charset" else {}
    for value in (None, "") if rule.missing else ():
        assert alipay_problem(ground, request_, biz, **signed, **{rule.name: value})[0] == rule.missing
    for value in ("1" * (rule.most + 1), *(["x y"] if rule.pattern else [])):
        assert alipay_problem(ground, request_, biz, **signed, **{rule.name: value})[0] == rule.invalid
    assert books(ground) == before


@pytest.mark.parametrize("app_id", [None, "", "2021000000000000", "x" * 100_000, "\x00"])
def test_alipay_signs_nothing_for_an_unknown_app(ground: Ground, app_id: str | None) -> None:
    app = App(ground)
    (told,) = said(app.get(app.params("alipay.trade.query", {"out_trade_no": "T1"}, app_id=app_id))).values()
    assert told["sub_code"] == ("isv.invalid-app-id" if app_id else "isv.missing-app-id")


# The open platforms.


def wrong_kinds(form: type) -> Iterator[dict[str, Any]]:
    """Return a body for every field of a form and every kind of value it cannot have."""
    for name, hint in get_type_hints(form).items():
        kinds = tuple(get_origin(each) or each for each in get_args(hint))
        inner = next((each for each in kinds if is_dataclass(each)), None)
        if inner is not None:
            kinds = (*kinds, dict)
            yield from ({name: each} for each in wrong_kinds(inner))
        yield from ({name: value} for value in EVERY_KIND if type(value) not in kinds)


WECHAT_FORMS = {
    "/wxa/generatescheme": wechat.SchemeWish,
    "/wxa/generate_urllink": wechat.UrlLinkWish,
    "/wxa/genwxashortlink": wechat.ShortLinkWish,
    "/wxa/queryscheme": wechat.Question,
    "/wxa/query_urllink": wechat.Question,
}
NO_JSON = [
    b"{",
    b"[]",
    b"null",
    b'"a"',
    b"[" * 100_000,
    b'{"a":NaN}',
    b'{"a":"\\ud800"}',
    b"\xb2\xe2",
    b"\x00",
]


@pytest.mark.parametrize("path", WECHAT_FORMS)
def test_the_mini_programs_calls_say_which_data_are_malformed(ground: Ground, path: str) -> None:
    program = MiniProgram(ground, WECHAT)
    program.ask(path, {})
    before = books(ground)
    for body in (*NO_JSON, *wrong_kinds(WECHAT_FORMS[path])):
        assert program.ask(path, body)["errcode"] == 47001, body
    for body in (b"", b"  "):
        assert program.ask(path, body)["errcode"] == 44002
    for token, code in (("", 41001), ("x", 40014), ("1" * 1000, 40014), ("99_" + "a" * 136, 40001)):
        assert said(program.send("POST", f"{path}?access_token={token}", {}))["errcode"] == code
    assert said(program.send("GET", path))["errcode"] == 43002
    assert books(ground) == before


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"expire_type": 2}, 40097),
        ({"expire_type": 1}, 40097),
        ({"expire_type": 1, "expire_interval": 0}, 85401),
        ({"expire_type": 1, "expire_interval": 31}, 85401),
        ({"expire_type": 1, "expire_interval": 2**70}, 85401),
        ({"expire_type": 0, "expire_time": -1}, 85401),
        ({"expire_type": 0, "expire_time": 1}, 85401),
        ({"expire_type": 0, "expire_time": 2**70}, 85401),
        ({"expire_type": -(2**70)}, 40097),
        ({"path": "pages/none"}, 40165),
        ({"query": "a\nb"}, 40212),
        ({"env_version": "none"}, 40097),
    ],
)
def test_the_mini_programs_links_have_their_bounds(ground: Ground, wish: dict[str, Any], code: int) -> None:
    program, before = MiniProgram(ground, WECHAT), None
    program.fetch()
    scheme = {name: value for name, value in wish.items() if name.startswith("expire")}
    scheme["jump_wxa"] = {name: value for name, value in wish.items() if not name.startswith("expire")}
    for path, body in (("/wxa/generatescheme", scheme), ("/wxa/generate_urllink", wish)):
        told = program.ask(path, body)
        before = before or books(ground)
        assert told["errcode"] == code
        assert " rid: " in told["errmsg"]
    assert books(ground) == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grant_type": ""}, 40002),
        ({"grant_type": "other"}, 40002),
        ({"appid": ""}, 41002),
        ({"appid": "wx0"}, 40013),
        ({"appid": "x" * 100_000}, 40013),
        ({"secret": ""}, 41004),
        ({"secret": "wrong"}, 40125),
        ({"secret": "\x00中"}, 40125),
    ],
)
def test_nobody_gets_a_token_by_halves(ground: Ground, changes: dict[str, str], code: int) -> None:
    before = books(ground)
    assert MiniProgram(ground, WECHAT).fetch(**changes)["errcode"] == code
    assert books(ground) == before


TOP = "taobao.tbk.tpwd.create"


@pytest.mark.parametrize(
    ("left_out", "changes", "code"),
    [
        ("method", {}, 21),
        ("", {"method": "taobao.none"}, 22),
        ("app_key", {}, 28),
        ("", {"app_key": "0"}, 29),
        ("timestamp", {}, 30),
        ("", {"timestamp": "yesterday"}, 31),
        ("", {"timestamp": "1"}, 31),
        ("", {"timestamp": "9" * 13}, 31),
        ("", {"timestamp": "2026-02-30 00:00:00"}, 31),
        ("", {"timestamp": "0001-01-01 00:00:00"}, 31),
        ("v", {}, 32),
        ("", {"v": "1.0"}, 33),
        ("", {"format": "yaml"}, 23),
        ("sign", {}, 24),
        ("", {"sign_method": "sha9"}, 25),
        ("", {}, 40),
        ("", {"url": "http://s.click.taobao.com/x"}, 15),
        ("", {"url": "https://evil.example/"}, 15),
        ("", {"url": "https://s.click.taobao.com@evil.example/"}, 15),
        ("", {"url": "https://" + "[" * 10_000}, 15),
    ],
)
def test_top_answers_with_the_number_of_the_mistake(
    ground: Ground, left_out: str, changes: dict[str, str], code: int
) -> None:
    before = books(ground)
    shop = Shop(ground, TAOBAO, left_out=(left_out,))
    method = changes.get("method", TOP)
    more = {name: value for name, value in changes.items() if name != "method"}
    answer = shop.send("GET", "/router/rest?" + urlencode(shop.params(method, **more)))
    # In the form that was asked for, or, where none the platform knows was, in its own.
    if changes.get("format"):
        assert f"<code>{code}</code>".encode() in answer.body
    else:
        assert said(answer)["error_response"]["code"] == code
    assert (answer.status, books(ground)) == (200, before)


DOUYIN_FORMS = {
    "/api/apps/v1/url/generate_schema/": (douyin.SchemaWish, douyin.BAD_PARAMETER),
    "/api/apps/v1/url/query_schema/": (douyin.Question, douyin.BAD_PARAMETER),
    "/api/apps/v1/url_link/generate/": (douyin.LinkWish, douyin.BAD_PARAMETER),
    "/api/apps/v1/url_link/query_info/": (douyin.Question, douyin.BAD_PARAMETER),
    "/api/douyin/v1/schema/get_user_profile/": (douyin.JumpWish, douyin.OTHER_BAD_PARAMETER),
    "/api/douyin/v1/schema/get_share/": (douyin.JumpWish, douyin.OTHER_BAD_PARAMETER),
}


@pytest.mark.parametrize("path", DOUYIN_FORMS)
def test_douyin_answers_with_the_number_of_the_mistake(ground: Ground, path: str) -> None:
    form, code = DOUYIN_FORMS[path]
    studio = Studio(ground, DOUYIN)
    studio.ask(path)
    before = books(ground)
    for body in (b"", *NO_JSON, *wrong_kinds(form)):
        told = said(studio.send("POST", path, body, access_token=studio.token))
        assert told["err_no"] == code, body
    for token in ("", "clt.none", "x" * 10_000):
        assert said(studio.send("POST", path, {}, access_token=token))["err_no"] == douyin.BAD_TOKEN
    assert books(ground) == before


@pytest.mark.parametrize(
    "wish",
    [
        {"app_id": "tt0"},
        {"expire_time": 1},
        {"expire_time": "1"},
        {"expire_time": ""},
        {"expire_time": "٣"},
        {"expire_time": 2**63},
        {"expire_time": 10**400},
        {"expire_time": -(10**400)},
        {"expire_time": "9" * 19},
        {"expire_time": "9" * 5_000},
        {"app_name": "none"},
        {"path": "a?b"},
        {"query": "{"},
        {"query": "[" * 1_000},
        {"query": "1" * 1_025},
    ],
)
def test_douyins_links_have_their_bounds(ground: Ground, wish: dict[str, Any]) -> None:
    studio = Studio(ground, DOUYIN)
    right = {"app_id": studio.app_id, "expire_time": studio.later(days=1)}
    studio.ask("/api/apps/v1/url/query_schema/")
    before = books(ground)
    for path, more in (("url/generate_schema", {}), ("url_link/generate", {"app_name": "douyin"})):
        if set(wish) <= {*right, *more, "path", "query"}:
            told = studio.ask(f"/api/apps/v1/{path}/", **{**right, **more, **wish})
            assert told["err_no"] == douyin.BAD_PARAMETER
    assert books(ground) == before


@pytest.mark.parametrize("moment", [None, 1, "1", "", "x", -(10**400), "9" * 5_000])
def test_douyins_jumps_end_in_the_future(ground: Ground, moment: Any) -> None:
    studio = Studio(ground, DOUYIN)
    told = studio.ask("/api/douyin/v1/schema/get_user_profile/", open_id="o", expire_at=moment)
    assert told["err_no"] == douyin.OTHER_BAD_PARAMETER


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grant_type": "other"}, 10002),
        ({"client_key": ""}, 10002),
        ({"client_key": "none"}, 10003),
        ({"client_secret": "wrong"}, 10013),
        ({"client_secret": "\x00中"}, 10013),
    ],
)
def test_nobody_gets_a_client_token_by_halves(ground: Ground, changes: dict[str, str], code: int) -> None:
    before = books(ground)
    told = Studio(ground, DOUYIN).fetch(**changes)
    assert (told["data"]["error_code"], told["message"]) == (code, "error")
    assert books(ground) == before
