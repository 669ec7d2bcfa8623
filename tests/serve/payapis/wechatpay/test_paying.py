from pathlib import Path

from linktester.serve.payapis.wechatpay.paying import settle
from tests.fakes.payers import NOON, NOTIFY, Merchant, a_ground, said


def test_paying_puts_down_the_callback_in_the_same_breath(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    Merchant(ground).create()
    paid = settle(ground, ground.ledger.orders()[0])
    assert (paid.state, paid.paid_at) == ("SUCCESS", NOON)
    notice = ground.notices.listed("T-0001")[0]
    assert (notice.url, notice.due, notice.event) == (NOTIFY, NOON, "TRANSACTION.SUCCESS")


def test_the_payer_is_who_the_merchant_named(tmp_path: Path) -> None:
    ground = a_ground(tmp_path)
    merchant = Merchant(ground)
    merchant.create("jsapi", payer={"openid": "oNAMED"})
    merchant.create(out_trade_no="T-0002", payer=["anything"])
    for order in ground.ledger.orders():
        settle(ground, order)
    assert said(merchant.query())["payer"] == {"openid": "oNAMED"}
    assert said(merchant.query("T-0002"))["payer"] == {
        "openid": ground.credentials.bundle.wechatpay.payer_openid
    }
