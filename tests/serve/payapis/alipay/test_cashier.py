import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from linktester import links
from linktester.send import LIMITS
from linktester.send.page import Page
from linktester.serve.exchange import Answer
from tests.fakes.alipayapps import FORM, App
from tests.fakes.payers import a_ground

HOSTILE = "\"></p><script>alert(1)</script>'&<!--"


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def opened(app: App, address: str) -> Answer:
    parts = urlsplit(address)
    return app.call("GET", f"{parts.path}?{parts.query}")


def action(answer: Answer) -> str:
    found = re.search(r'action="(/alipay/cashier/[0-9a-f]{32})"', answer.body.decode())
    assert found, answer.body
    return found[1]


def pressed(app: App, where: str, outcome: str, **headers: str) -> Answer:
    return app.call("POST", where, f"outcome={outcome}".encode(), {**FORM, **headers})


def test_the_cashier_shows_the_order_and_makes_the_trade(app: App) -> None:
    body = opened(app, app.page(total_amount="12.30")).body.decode()
    assert "¥ 12.30" in body
    assert "一杯茶" in body
    assert app.state("P1") == "WAIT_BUYER_PAY"


def test_paying_sends_the_browser_back(app: App) -> None:
    answer = pressed(app, action(opened(app, app.page())), "success")
    assert answer.status == 302
    assert dict(answer.headers)[b"location"].startswith(b"http://127.0.0.1:9/back?shop=1&trade_no=")
    assert app.state("P1") == "TRADE_SUCCESS"


@pytest.mark.parametrize(("outcome", "words"), [("fail", "付款没有成功"), ("cancel", "你放弃了付款")])
def test_not_paying_shows_the_cashier_again(app: App, outcome: str, words: str) -> None:
    answer = pressed(app, action(opened(app, app.page())), outcome)
    assert words in answer.body.decode()
    assert action(answer)
    assert app.state("P1") == "WAIT_BUYER_PAY"


def test_a_form_that_posts_itself(app: App) -> None:
    parts = urlsplit(app.page())
    answer = app.call("POST", "/gateway.do", parts.query.encode(), FORM)
    assert action(answer)


def test_paying_twice(app: App) -> None:
    where = action(opened(app, app.page()))
    pressed(app, where, "success")
    assert "已经付过款" in pressed(app, where, "success").body.decode()
    again = app.call("GET", where).body.decode()
    assert "交易支付成功" in again
    assert "<form" not in again
    assert len(app.told("P1")) == 1


def test_another_site_cannot_press_the_button(app: App) -> None:
    where = action(opened(app, app.page()))
    assert pressed(app, where, "success", origin="http://evil.example").status == 403
    assert app.state("P1") == "WAIT_BUYER_PAY"
    assert pressed(app, where, "success", origin="http://127.0.0.1:1").status == 302


@pytest.mark.parametrize("outcome", ["", "maybe", "%00"])
def test_unknown_buttons(app: App, outcome: str) -> None:
    assert pressed(app, action(opened(app, app.page())), outcome).status == 400


@pytest.mark.parametrize("token", ["", "0" * 32, "%2e%2e", "%ff"])
def test_cashiers_that_are_not_there(app: App, token: str) -> None:
    for method in ("GET", "POST"):
        answer = app.call(method, f"/alipay/cashier/{token}", b"outcome=success", FORM)
        assert "没有这个收银台" in answer.body.decode()


def test_a_wrong_signature_is_a_page_with_what_was_built(app: App) -> None:
    answer = opened(app, app.page() + "x")
    body = answer.body.decode()
    assert "错误代码 invalid-signature" in body
    assert "app_id=2021000000000001&amp;biz_content=" in body
    assert app.findings is not None
    assert (app.findings.refused, app.findings.code) == ("signature", "isv.invalid-signature")
    assert app.ground.ledger.orders() == ()


def test_an_unknown_app_and_a_closed_trade_are_pages_too(app: App) -> None:
    other = app.params("alipay.trade.page.pay", app.order(), app_id="2016")
    assert "错误代码 invalid-app-id" in app.get(other).body.decode()
    opened(app, app.page())
    app.trade("close", out_trade_no="P1")
    assert "TRADE_HAS_CLOSE" in opened(app, app.page()).body.decode()


def test_everything_shown_is_escaped(app: App) -> None:
    body = opened(app, app.page(subject=HOSTILE)).body
    assert b"<script" not in body
    wrong = opened(app, app.page(subject=HOSTILE) + "x").body
    assert b"<script" not in wrong


@pytest.mark.parametrize("product", [None, "QUICK_WAP_WAY"])
def test_the_products_code_must_fit(app: App, product: str | None) -> None:
    biz = app.order() | ({"product_code": product} if product else {})
    body = app.get(app.params("alipay.trade.page.pay", biz)).body.decode()
    assert "product_code" in body


def test_the_cashier_names_its_order(app: App) -> None:
    page = Page(opened(app, app.page()).body, "text/html", LIMITS).facts()
    found = links.identify(page.canonical or "")
    assert found is not None
    assert (found.platform, found.kind, found.params) == ("alipay", "order", {"out_trade_no": "P1"})
