from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linktester.serve.payapis import tables
from linktester.serve.payapis.alipay.methods import APP_METHOD, METHODS, PAGES
from linktester.serve.payapis.alipay.name import NAME, Product, words
from tests.fakes.alipayapps import App
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_every_method_has_its_fields() -> None:
    requests = {each.request for each in METHODS.values()} | set(PAGES.values()) | {Product.APP}
    assert all(tables.form(NAME, request).below for request in requests)


def test_products_know_their_methods() -> None:
    assert {words("method")[product]: product for product in (Product.PAGE, Product.WAP)} == dict(PAGES)
    assert words("method")[Product.APP] == APP_METHOD


def test_a_refusal_leaves_nothing_behind(tmp_path: Path) -> None:
    app = App(a_ground(tmp_path))
    app.scanned()
    before = app.kept()
    assert app.trade("refund", out_trade_no="T1", refund_amount="1.00")["code"] == "40004"
    assert app.kept() == before
    assert app.findings is not None
    assert app.findings.number == "T1"


def test_who_waits_for_callbacks_is_rung_for(tmp_path: Path) -> None:
    app = App(a_ground(tmp_path))
    rung: list[int] = []
    app.ground.listen(lambda: rung.append(1))
    app.code()
    assert rung


FIELDS = st.sampled_from(
    [
        "out_trade_no",
        "trade_no",
        "total_amount",
        "subject",
        "timeout_express",
        "time_expire",
        "scene",
        "auth_code",
        "refund_amount",
        "out_request_no",
        "product_code",
        "goods_detail",
        "extend_params",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["T1", "1.00", "1c", "15d", "bar_code", "9999-12-31 23:59:59", "0001-01-01 00:00"]),
    lambda below: st.lists(below, max_size=2) | st.dictionaries(st.text(max_size=3), below, max_size=2),
    max_leaves=4,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(sorted(METHODS)), biz=st.dictionaries(FIELDS, VALUES, max_size=5))
def test_any_content_is_answered_and_signed(app: App, method: str, biz: dict[str, Any]) -> None:
    told = app.ask(method, biz)
    assert told["code"] in {"10000", "40002", "40004"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(biz=st.dictionaries(FIELDS, VALUES, max_size=4))
def test_an_order_with_any_other_content_is_made_or_refused_whole(app: App, biz: dict[str, Any]) -> None:
    app.ground.reset()
    told = app.ask("alipay.trade.precreate", app.order() | biz)
    assert len(app.ground.ledger.orders()) == (1 if told["code"] == "10000" else 0)
