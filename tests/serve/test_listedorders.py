from pathlib import Path

from linktester.serve.listedorders import code_of, listed
from linktester.serve.payapis.alipay.name import CODE
from linktester.serve.payapis.payments import Outcome
from linktester.serve.state import Mint
from linktester.serve.wire import encoded
from tests.fakes.payers import NOON, PAYMENTS, Merchant, a_ground, an_order, said


def test_an_order_with_its_code_times_request_and_refunds(tmp_path: Path) -> None:
    merchant = Merchant(a_ground(tmp_path))
    code = merchant.code()
    (order,) = merchant.ground.ledger.orders()
    told = listed(merchant.ground, PAYMENTS, order)
    assert (told["code"], told["moments"]["paid_at"], told["refunds"]) == (code, None, [])
    assert told["moments"]["made_at"] == "2026-03-01T04:00:00+00:00"
    assert told["request"]["description"] == "一杯茶"
    PAYMENTS.pay_order(merchant.ground, order, Outcome.SUCCESS)
    merchant.refund(30)
    (order,) = merchant.ground.ledger.orders()
    told = listed(merchant.ground, PAYMENTS, order)
    assert told["moments"]["paid_at"] == "2026-03-01T04:00:00+00:00"
    assert [(each["number"], each["amount"], each["done_at"]) for each in told["refunds"]] == [
        ("R-1", 30, None)
    ]
    assert encoded(told)


def test_what_opens_an_order(tmp_path: Path) -> None:
    merchant = Merchant(a_ground(tmp_path))
    prepay = said(merchant.create("app", out_trade_no="T-0002"))["prepay_id"]
    ground = merchant.ground
    (order,) = ground.ledger.orders()
    assert code_of(ground, order) == prepay
    bare = ground.ledger.add(an_order())
    assert code_of(ground, bare) == ""
    for number in (1, 2):
        key = f"{CODE}token{number}"
        ground.minted.add(Mint(key=key, platform="alipay", kind="code", order_id=bare.id, made_at=NOON))
    ground.minted.add(
        Mint(key="alipay:auth:28", platform="alipay", kind="auth", order_id=bare.id, made_at=NOON)
    )
    assert code_of(ground, bare) == "https://qr.alipay.com/token2"
