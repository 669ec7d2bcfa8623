import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import links
from linktester.model.order import OrderProduct, OrderWish
from linktester.send.merchant.alipay import Alipay, cut
from linktester.send.trip import TripOver
from linktester.serve.payapis.alipay.payer import AlipayPayments
from linktester.serve.payapis.payments import Outcome
from tests.fakes.counters import Counter, counter, papers

PAYMENTS = AlipayPayments()
BACK = "https://shop.example/done?id=1&x=%E5%92%96"
WISH = OrderWish(product=OrderProduct.ALIPAY_WAP, fen=1205, subject="咖啡 & {tea}/", return_url=BACK)


def client(at: Counter) -> Alipay:
    return Alipay(at, papers(at.ground).alipay)  # type: ignore[arg-type]


def ran(asked: Awaitable[str]) -> str:
    async def go() -> str:
        return await asked

    return asyncio.run(go())


def test_a_code_is_made_scanned_and_asked_for(tmp_path: Path) -> None:
    at = counter(tmp_path)
    shop = client(at)
    code = ran(shop.code("T1", WISH, None))
    assert links.parse(code).link.family == "alipay-qr"
    assert ran(shop.state("T1")) == ""
    PAYMENTS.scan(at.ground, code)
    assert ran(shop.state("T1")) == "WAIT_BUYER_PAY"
    PAYMENTS.pay(at.ground, code, Outcome.SUCCESS)
    assert ran(shop.state("T1")) == "TRADE_SUCCESS"
    kept = at.ground.ledger.find_number("alipay", "T1")
    assert kept is not None
    assert (kept.total, kept.request["subject"]) == (1205, WISH.subject)


@pytest.mark.parametrize("way", ["page", "wap"])
def test_gateway_addresses_are_signed_and_name_their_order(tmp_path: Path, way: str) -> None:
    at = counter(tmp_path)
    address = client(at).address(way, "T1", WISH, None)
    assert links.identify(address).params == {"out_trade_no": "T1"}  # type: ignore[union-attr]
    seen = PAYMENTS.pay(at.ground, address, Outcome.SUCCESS)
    assert seen.told["return_url"].startswith(BACK)
    assert at.asked == []


def test_who_gives_up_on_a_phone_goes_back_to_the_shop(tmp_path: Path) -> None:
    at = counter(tmp_path)
    seen = PAYMENTS.pay(at.ground, client(at).address("wap", "T1", WISH, None), Outcome.CANCEL)
    assert seen.told["return_url"] == BACK


def test_an_app_hands_over_an_order_the_platform_takes(tmp_path: Path) -> None:
    at = counter(tmp_path)
    handed = client(at).hand_off("T1", WISH, None)
    assert links.parse(handed).link.family == "alipay-sdk"
    assert PAYMENTS.scan(at.ground, handed).told["out_trade_no"] == "T1"


def test_its_time_to_pay_is_asked_for(tmp_path: Path) -> None:
    at = counter(tmp_path)
    ends = at.ground.clock.now().replace(microsecond=0) + timedelta(seconds=300)
    seen = PAYMENTS.scan(at.ground, client(at).address("page", "T1", WISH, ends))
    assert seen.order is not None
    assert seen.order.expires_at == ends


def test_an_answer_somebody_changed_ends_the_probe(tmp_path: Path) -> None:
    at = counter(tmp_path, lambda body: body.replace(b"bax0", b"bax1"))
    with pytest.raises(TripOver):
        ran(client(at).code("T1", WISH, None))
    assert "not signed" in at.failed[0][1]


def test_a_refused_order_ends_the_probe_in_the_platforms_words(tmp_path: Path) -> None:
    at = counter(tmp_path)
    late = at.ground.clock.now() - timedelta(days=1)
    with pytest.raises(TripOver):
        ran(client(at).code("T1", WISH, late))
    assert at.failed[0][0] == "bad-answer"
    assert "INVALID_PARAMETER" in at.failed[0][1]


def test_the_inner_text_is_cut_out_as_it_stands() -> None:
    body = '{"alipay_trade_query_response":{"a":"}\\"","b":{"c":1}},"sign":"x="}'
    assert cut(body, "alipay.trade.query") == ('{"a":"}\\"","b":{"c":1}}', "x=")
    assert cut(body, "alipay.trade.precreate") == ("", "")
    assert cut('{"alipay_trade_query_response":[1],"sign":"x"}', "alipay.trade.query") == ("", "")


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=80))
def test_any_answer_is_cut_without_raising(rest: str) -> None:
    for body in (rest, '{"a_response":' + rest):
        inner, _ = cut(body, "a")
        assert inner in body
