from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.zone import CHINA
from linktester.send.payertold import PayOrder, PayRefund, order_of
from tests.fakes import payerport

NOON = datetime(2026, 3, 1, 12, tzinfo=CHINA)
TOLD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = [name for name in (*payerport.order(), "trade_no", "return_url") if name != "refunds"]


def test_an_order_of_wechat_pay() -> None:
    refund = {"number": "R-1", "state": "SUCCESS", "amount": 34, "made_at": payerport.MADE, "done_at": None}
    order = order_of(payerport.order(transaction_id="42000", refunds=[refund]))
    assert order.key == ("wechatpay", "T-1")
    assert (order.platform_number, order.total, order.made_at) == ("42000", 1234, NOON)
    assert order.refunds == (PayRefund(number="R-1", state="SUCCESS", amount=34, made_at=NOON),)
    assert order.more["of-a-later-emulator"] is True


def test_an_order_of_alipay_as_a_payment_tells_it() -> None:
    order = order_of({"platform": "alipay", "trade_no": "2026", "made_at": "2026-03-01 12:00:00"})
    assert (order.platform_number, order.made_at, order.code) == ("2026", NOON, "")


@pytest.mark.parametrize("told", [{}, {"made_at": "noon", "amount": 5, "id": True, "code": None}])
def test_what_is_missing_or_wrong_is_left_out(told: dict[str, object]) -> None:
    order = order_of(told)
    assert (order.id, order.made_at, order.total, order.code) == (0, None, 0, "")


@settings(deadline=None, max_examples=60)
@given(told=st.dictionaries(st.sampled_from(NAMES), TOLD))
def test_nothing_that_is_told_breaks_it(told: dict[str, object]) -> None:
    assert isinstance(order_of(told), PayOrder)
