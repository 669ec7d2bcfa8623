from dataclasses import replace

from linktester.serve.payapis.wechatpay.transaction import transaction
from linktester.serve.state import Order
from tests.fakes.payers import NOON

ORDER = Order(
    platform="wechatpay",
    merchant="1900000001",
    number="T-1",
    product="h5",
    state="NOTPAY",
    total=100,
    made_at=NOON,
    request={"appid": "wx1", "attach": "附言", "scene_info": {"device_id": "D"}},
)


def test_an_unpaid_order_tells_no_payment() -> None:
    assert transaction(ORDER) == {
        "appid": "wx1",
        "mchid": "1900000001",
        "out_trade_no": "T-1",
        "trade_state": "NOTPAY",
        "trade_state_desc": "订单未支付",
        "amount": {"total": 100, "currency": "CNY"},
        "scene_info": {"device_id": "D"},
    }


def test_a_paid_order_tells_who_when_and_how() -> None:
    paid = replace(ORDER, state="SUCCESS", paid_at=NOON, platform_number="42", more={"openid": "o1"})
    told = transaction(paid)
    assert told["trade_type"] == "MWEB"
    assert told["success_time"] == "2026-03-01T12:00:00+08:00"
    assert (told["payer"], told["attach"], told["transaction_id"]) == ({"openid": "o1"}, "附言", "42")
    assert told["amount"] == {"total": 100, "currency": "CNY", "payer_total": 100, "payer_currency": "CNY"}


def test_null_is_as_good_as_not_given() -> None:
    told = transaction(
        replace(ORDER, paid_at=NOON, request={"appid": "wx1", "attach": None, "scene_info": None})
    )
    assert told["attach"] == ""
    assert "scene_info" not in told
