from pathlib import Path

import pytest

from linktester import links
from linktester.serve.exchange import Answer
from linktester.serve.payapis.payments import Outcome
from tests.fakes.alipayapps import PAYMENTS, App, moved
from tests.fakes.payers import a_ground
from tests.fakes.visits import ALIPAY, WECHAT, canonical, location, visit

CODE = "https://qr.alipay.com/fkx12345abc"


def test_alipay_itself_sees_the_collect_page() -> None:
    assert canonical(visit(CODE, ALIPAY)) == CODE


@pytest.mark.parametrize("agent", ["", WECHAT])
def test_everybody_else_is_sent_to_try_the_app(agent: str) -> None:
    landing = location(visit(CODE, agent))
    assert landing.startswith("https://render.alipay.com/p/s/i/?scheme=alipays%3A%2F%2F")
    assert links.identify(landing) == links.identify(CODE)
    body = visit(landing, agent).body.decode()
    assert (
        'window.location.href = "alipays://platformapi/startapp?saId=10000007&qrcode=https%3A%2F%2F' in body
    )


@pytest.mark.parametrize("host", ["render.alipay.com/p/s/i", "ds.alipay.com", "ulink.alipay.com"])
def test_wrappers_try_alipays_schemes_only(host: str) -> None:
    assert b"alipays://platformapi" in visit(f"https://{host}/?scheme=alipays%3A%2F%2Fplatformapi%2Fa").body
    assert visit(f"https://{host}/?scheme=javascript%3Aalert(1)").status == 404
    assert visit(f"https://{host}/?scheme=weixin%3A%2F%2F").status == 404


def test_a_short_link_resolves_to_the_landing_page() -> None:
    assert location(visit("https://ur.alipay.com/a1b2")).startswith(
        "https://render.alipay.com/p/s/i/?scheme="
    )


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def scanned(app: App, code: str, agent: str = ALIPAY) -> Answer:
    return visit(code, agent, ground=app.ground)


def test_the_code_of_an_order_shows_it_and_makes_the_trade(app: App) -> None:
    code = app.code(total_amount="12.30")
    answer = scanned(app, code)
    assert canonical(answer) == code
    assert "一杯茶，¥ 12.30，商户订单号 T1。" in answer.body.decode()
    assert app.state() == "WAIT_BUYER_PAY"


def test_the_code_of_an_order_in_another_app_makes_no_trade(app: App) -> None:
    code = app.code()
    assert links.identify(location(scanned(app, code, WECHAT))) == links.identify(code)
    assert app.state() == "NO_TRADE"


def test_codes_that_nobody_can_pay_any_more(app: App) -> None:
    codes = [app.code(number) for number in ("T1", "T2", "T3")]
    PAYMENTS.pay(app.ground, codes[0], Outcome.SUCCESS)
    PAYMENTS.scan(app.ground, codes[1])
    app.trade("close", out_trade_no="T2")
    moved(app.ground, hours=2)
    for code, words in zip(codes, ("已经付过款", "交易已经关闭", "已经失效"), strict=True):
        answer = scanned(app, code)
        assert words in answer.body.decode()
        assert canonical(answer) is None


def test_codes_no_order_has_are_shown_as_ever(app: App) -> None:
    app.code()
    assert scanned(app, CODE).body == visit(CODE, ALIPAY).body


def test_no_code_is_missing() -> None:
    assert visit("https://qr.alipay.com/").status == 404
    assert visit("https://qr.alipay.com/%3Cb%3E").status == 404
