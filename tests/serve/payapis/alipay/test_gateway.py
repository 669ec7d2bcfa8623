from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.alipay import certificates
from tests.fakes.alipayapps import FORM, App, inner
from tests.fakes.payers import a_ground

QUERY = "alipay.trade.query"


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


@pytest.mark.parametrize("in_body", [(), ("biz_content",), ("biz_content", "sign", "app_id")])
def test_parameters_may_be_split(app: App, in_body: tuple[str, ...]) -> None:
    params = app.params(QUERY, {"out_trade_no": "T1"})
    query = urlencode({name: value for name, value in params.items() if name not in in_body})
    body = urlencode({name: value for name, value in params.items() if name in in_body}).encode()
    answer = app.call("POST", f"/gateway.do?{query}", body, FORM)
    assert app.verified(answer)["sub_code"] == "ACQ.TRADE_NOT_EXIST"


def test_everything_may_be_in_the_body(app: App) -> None:
    body = urlencode(app.params(QUERY, {"out_trade_no": "T1"})).encode()
    assert app.verified(app.call("POST", "/gateway.do", body, FORM))["code"] == "40004"


def test_a_body_that_is_no_form_is_not_read(app: App) -> None:
    body = urlencode(app.params(QUERY, {"out_trade_no": "T1"})).encode()
    answer = app.call("POST", "/gateway.do", body, {"content-type": "application/json"})
    assert inner(answer)["sub_code"] == "isv.missing-app-id"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD"])
def test_other_verbs(app: App, method: str) -> None:
    assert app.call(method, "/gateway.do").status == 405


def test_answers_are_named_after_the_method(app: App) -> None:
    answer = app.get(app.params(QUERY, {"out_trade_no": "T1"}))
    assert answer.status == 200
    assert answer.body.startswith(b'{"alipay_trade_query_response":{"code":"40004"')
    assert dict(answer.headers)[b"trace_id"]


def test_app_pay_is_not_called(app: App) -> None:
    told = app.ask("alipay.trade.app.pay", app.order())
    assert told["sub_code"] == "isv.invalid-method"
    assert "支付宝 App" in told["sub_msg"]


def test_certificate_mode(app: App) -> None:
    alipay = app.ground.credentials.bundle.alipay
    params = app.params(
        QUERY,
        {"out_trade_no": "T1"},
        app_cert_sn=certificates.number(alipay.app_cert_pem),
        alipay_root_cert_sn=certificates.number(alipay.alipay_root_cert_pem),
    )
    answer = app.get(params)
    assert app.verified(answer)["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    number = certificates.number(alipay.alipay_cert_pem)
    assert f'"alipay_cert_sn":"{number}"'.encode() in answer.body


def test_a_notification_can_be_checked_back(app: App) -> None:
    app.paid()
    (told,) = app.told()
    seller = told["seller_id"]
    cases = {
        (seller, told["notify_id"]): b"true",
        (seller, "x"): b"false",
        ("2088", told["notify_id"]): b"false",
    }
    for (partner, id_), word in cases.items():
        query = urlencode({"service": "notify_verify", "partner": partner, "notify_id": id_})
        assert app.call("GET", f"/gateway.do?{query}").body == word


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["app_id", "method", "charset", "sign", "sign_type", "biz_content", "x"]),
            st.sampled_from(
                ["2021000000000001", "alipay.trade.query", "alipay.trade.page.pay", "gbk", "RSA2"]
            )
            | st.text(st.characters(codec="utf-8"), max_size=8),
        )
    ),
    st.binary(max_size=40),
)
def test_any_request_is_answered(app: App, fields: list[tuple[str, str]], body: bytes) -> None:
    answer = app.call("POST", f"/gateway.do?{urlencode(fields)}", body, FORM)
    assert answer.status == 200
    assert app.ground.ledger.orders() == ()
