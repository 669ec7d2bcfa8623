from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis import tables
from linktester.serve.payapis.checking import Wrong, first_mistake, time_of

GOOD: dict[str, Any] = {
    "appid": "wx1",
    "mchid": "1",
    "description": "茶",
    "out_trade_no": "T-0001",
    "notify_url": "http://127.0.0.1/n",
    "amount": {"total": 1},
}


def mistake(change: dict[str, Any], request: str = "native") -> Wrong | None:
    return first_mistake(GOOD | change, tables.form("wechatpay", request), request)


def test_what_is_right_has_no_mistake() -> None:
    assert mistake({}) is None
    assert mistake({"unknown": {"whatever": [1]}, "time_expire": "2026-03-01T12:00:00+08:00"}) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"appid": None}, "/appid"),
        ({"description": ""}, "/description"),
        ({"description": "x" * 128}, "/description"),
        ({"out_trade_no": "T-001"}, "/out_trade_no"),
        ({"out_trade_no": "x" * 33}, "/out_trade_no"),
        ({"out_trade_no": "T 00001"}, "/out_trade_no"),
        ({"out_trade_no": "T-0001\n"}, "/out_trade_no"),
        ({"out_trade_no": "订单号订单号"}, "/out_trade_no"),
        ({"out_trade_no": 1234567}, "/out_trade_no"),
        ({"amount": {"total": 0}}, "/amount/total"),
        ({"amount": {"total": 1.0}}, "/amount/total"),
        ({"amount": {"total": "1"}}, "/amount/total"),
        ({"amount": {"total": True}}, "/amount/total"),
        ({"amount": {}}, "/amount/total"),
        ({"amount": 1}, "/amount"),
        ({"amount": {"total": 1, "currency": "USD"}}, "/amount/currency"),
        ({"notify_url": "http://127.0.0.1/n?a=1"}, "/notify_url"),
        ({"notify_url": "ftp://127.0.0.1/n"}, "/notify_url"),
        ({"notify_url": "nonsense"}, "/notify_url"),
        ({"notify_url": "http://127.0.0.1/" + "x" * 255}, "/notify_url"),
        ({"support_fapiao": "true"}, "/support_fapiao"),
        ({"limit_pay": "no_credit"}, "/limit_pay"),
        ({"limit_pay": ["a", 1]}, "/limit_pay/1"),
        ({"time_expire": "2026-03-01 12:00:00"}, "/time_expire"),
        ({"time_expire": "2026-03-01T12:00:00"}, "/time_expire"),
        ({"time_expire": "2026-02-30T12:00:00+08:00"}, "/time_expire"),
        (
            {"detail": {"goods_detail": [{"merchant_goods_id": "1", "quantity": 0, "unit_price": 1}]}},
            "/detail/goods_detail/0/quantity",
        ),
        ({"scene_info": {"device_id": "1"}}, "/scene_info/payer_client_ip"),
    ],
)
def test_the_first_mistake_is_named(change: dict[str, Any], field: str) -> None:
    found = mistake(change)
    assert found is not None
    assert found.field == field
    assert found.issue


def test_products_need_different_fields() -> None:
    payer, scene = mistake({}, "jsapi"), mistake({}, "h5")
    assert payer is not None
    assert scene is not None
    assert (payer.field, scene.field) == ("/payer", "/scene_info")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*GOOD, "total"]), inner),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.sampled_from([*GOOD, "detail", "scene_info", "limit_pay"]), JSON))
def test_any_json_gets_a_judgement(body: dict[str, Any]) -> None:
    for request in ("native", "h5", "refund"):
        found = first_mistake(body, tables.form("wechatpay", request), request)
        assert found is None or found.field.startswith("/")


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40) | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment = time_of(text)
    assert moment is None or moment.tzinfo is not None
