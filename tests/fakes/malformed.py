"""Requests with every field the platforms' tables name, and each of these fields made wrong in every way."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis import tables
from linktester.serve.payapis.tables import Kind, Node, Rule

_AMOUNT = {"total": 100, "currency": "CNY"}
_STORE = {"id": "1", "name": "店", "area_code": "440305", "address": "路"}
_GOODS = {
    "merchant_goods_id": "1",
    "wechatpay_goods_id": "2",
    "goods_name": "茶",
    "quantity": 1,
    "unit_price": 100,
}
_ORDER: dict[str, Any] = {
    "appid": "wx",
    "mchid": "1",
    "description": "茶",
    "out_trade_no": "T-0001",
    "time_expire": "2026-03-02T12:00:00+08:00",
    "attach": "a",
    "notify_url": "http://127.0.0.1:9/paid",
    "goods_tag": "g",
    "support_fapiao": False,
    "limit_pay": ["no_credit"],
    "amount": _AMOUNT,
    "detail": {"cost_price": 100, "invoice_id": "1", "goods_detail": [_GOODS]},
    "scene_info": {"payer_client_ip": "127.0.0.1", "device_id": "d", "store_info": _STORE},
    "settle_info": {"profit_sharing": False},
}
_SCENE = _ORDER["scene_info"]
WECHATPAY: dict[str, dict[str, Any]] = {
    "native": _ORDER,
    "app": _ORDER,
    "jsapi": {**_ORDER, "payer": {"openid": "o"}},
    "h5": {**_ORDER, "scene_info": {**_SCENE, "h5_info": {"type": "Wap"}}},
    "codepay": {
        **{name: value for name, value in _ORDER.items() if name != "notify_url"},
        "payer": {"auth_code": "100000000000000000"},
        "scene_info": {
            "device_ip": "127.0.0.1",
            "device_id": "d",
            "store_info": {**_STORE, "out_id": "2"},
        },
    },
    "close": {"mchid": "1"},
    "reverse": {"appid": "wx", "mchid": "1"},
    "refund": {
        "transaction_id": "4200000000000000000000000000",
        "out_trade_no": "T-0001",
        "out_refund_no": "R-1",
        "reason": "r",
        "notify_url": "http://127.0.0.1:9/back",
        "funds_account": "AVAILABLE",
        "amount": {**_AMOUNT, "refund": 1, "from": [{"account": "AVAILABLE", "amount": 1}]},
        "goods_detail": [{"merchant_goods_id": "1"}],
    },
}
_TRADE: dict[str, Any] = {
    "out_trade_no": "T1",
    "total_amount": "1.00",
    "subject": "茶",
    "body": "b",
    "seller_id": "2088",
    "operator_id": "o",
    "store_id": "s",
    "terminal_id": "t",
    "discountable_amount": "0.50",
    "undiscountable_amount": "0.50",
    "timeout_express": "90m",
    "time_expire": "2026-03-02 12:00:00",
    "passback_params": "p",
    "goods_detail": [{"goods_id": "1"}],
    "extend_params": {"sys_service_provider_id": "1"},
}
_NAMED = {"out_trade_no": "T1", "trade_no": "2026030122001000000000000000"}
ALIPAY: dict[str, dict[str, Any]] = {
    "precreate": {**_TRADE, "product_code": "FACE_TO_FACE_PAYMENT", "qr_code_timeout_express": "90m"},
    "pay": {**_TRADE, "product_code": "F", "scene": "bar_code", "auth_code": "280000000000000000"},
    "page": {**_TRADE, "product_code": "FAST_INSTANT_TRADE_PAY", "request_from_url": "http://a.example"},
    "wap": {**_TRADE, "product_code": "QUICK_WAP_WAY", "quit_url": "http://a.example"},
    "app": {**_TRADE, "product_code": "QUICK_MSECURITY_PAY"},
    "query": _NAMED,
    "cancel": {**_NAMED, "operator_id": "o"},
    "close": {**_NAMED, "operator_id": "o"},
    "refund": {
        **_NAMED,
        "refund_amount": "1.00",
        "refund_reason": "r",
        "out_request_no": "R1",
        "operator_id": "o",
        "store_id": "s",
        "terminal_id": "t",
    },
    "refund-query": {**_NAMED, "out_request_no": "R1"},
    "certificate": {"alipay_cert_sn": "0" * 32},
}
Broken = tuple[str, str, Any]
"""Where the mistake is (a JSON pointer, first items of lists), what it is, and the whole body."""


def rules(family: str, request: str) -> Iterator[Rule]:
    """Return the rules of a request, those of the places above first."""

    def below(node: Node) -> Iterator[Rule]:
        for each in node.below.values():
            if each.rule is not None:
                yield each.rule
            yield from below(each)

    return below(tables.form(family, request))


def broken(family: str, bodies: Mapping[str, Any], request: str) -> Iterator[Broken]:
    """Return the request's body once for every way in which one field can be wrong."""
    for rule in rules(family, request):
        at = rule.at.replace("*", "0")
        if request in rule.needed_by:
            yield at, "missing", _without(bodies[request], at)
        for what, value in wrong_values(rule):
            yield at, what, with_value(bodies[request], at, value)


def wrong_values(rule: Rule) -> Iterator[tuple[str, Any]]:
    """Return values that a rule forbids, each with what is wrong about it."""
    for value in _OF_OTHER_KINDS[rule.kind]:
        yield f"wrong type {value!r}", value
    if rule.kind in {Kind.TEXT, Kind.TIME, Kind.ADDRESS}:
        yield from _wrong_texts(rule)
    if rule.kind is Kind.INTEGER:
        for bound, step in ((rule.least, -1), (rule.most, 1)):
            if bound is not None:
                yield "out of range", bound + step
        yield "far out of range", 2**63
    if rule.kind is Kind.LIST and rule.most is not None:
        yield "too many", [{}] * (rule.most + 1)


def with_value(body: Any, at: str, value: Any) -> Any:
    """Return a copy of `body` with another value in one place."""
    made = copy.deepcopy(body)
    above, last = _place(made, at)
    above[last] = value
    return made


def _without(body: Any, at: str) -> Any:
    made = copy.deepcopy(body)
    above, last = _place(made, at)
    del above[last]
    return made


def _place(body: Any, at: str) -> tuple[Any, Any]:
    *way, last = at.removeprefix("/").split("/")
    for name in way:
        body = body[int(name)] if isinstance(body, list) else body[name]
    return body, int(last) if isinstance(body, list) else last


def _wrong_texts(rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.most is not None:
        yield "too long", "1" * (rule.most + 1)
    if rule.least is not None and rule.least > 1:
        yield "too short", "1" * (rule.least - 1)
    if rule.pattern:
        yield "wrong alphabet", "中文 文中"
        yield "a line end", "111111\n"
        yield "other digits", "１２３４５６"
    if rule.only:
        yield "no such word", rule.only[0] + "X"
    if rule.kind is Kind.TIME:
        for text in ("yesterday", "2026-13-01T00:00:00+08:00", "2026-03-02T12:00:00", "2026-03-02"):
            yield "no time", text
    if rule.kind is Kind.ADDRESS:
        for text in ("ftp://a.example/", "a.example", "http://", "http://a.example/?b=c", "javascript:1"):
            yield "no address", text


_OF_OTHER_KINDS: dict[Kind, tuple[Any, ...]] = {
    Kind.TEXT: (True, [], {}),
    Kind.TIME: (True, [], {}),
    Kind.ADDRESS: (True, [], {}),
    Kind.INTEGER: (True, "1", 1.5, 1.0, [], {}),
    Kind.BOOLEAN: (1, 0, "true", [], {}),
    Kind.OBJECT: (True, 1, "a", []),
    Kind.LIST: (True, 1, "a", {}),
}
"""Of numbers as texts the platforms differ: Alipay reads them as their text."""


def books(ground: Ground) -> tuple[int, ...]:
    """Return how much every book of a ground holds, to see whether anything was written."""
    names = ("orders", "refunds", "minted", "notices", "timers", "tokens", "counts")
    return tuple(ground.database.rows(f"SELECT count(*) FROM {name}")[0][0] for name in names)
