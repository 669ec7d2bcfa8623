from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechatpay.routes import answer
from tests.fakes.payers import Merchant, a_ground, headers_of, refused


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


@pytest.mark.parametrize(
    "target",
    [
        "/v3/pay/",
        "/v3/pay/transactions/nothing",
        "/v3/certificates/x",
        "/v3/pay/transactions/native/",
        "/v3/refund/x",
    ],
)
def test_unknown_paths_are_answered_in_the_platforms_own_form(merchant: Merchant, target: str) -> None:
    told = merchant.ask("GET", target)
    assert refused(told) == (404, "NOT_FOUND")
    assert merchant.verifies(headers_of(told), told.body)


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/v3/pay/transactions/native"),
        ("POST", "/v3/certificates"),
        ("DELETE", "/v3/refund/domestic/refunds/1"),
    ],
)
def test_a_wrong_method_is_told(merchant: Merchant, method: str, target: str) -> None:
    assert refused(merchant.ask(method, target)) == (405, "METHOD_NOT_ALLOWED")


def test_nobody_gets_further_than_the_signature(merchant: Merchant) -> None:
    told = merchant.ask("POST", "/v3/pay/transactions/native", {}, signature="AAAA")
    assert refused(told) == (401, "SIGN_ERROR")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
NAMES = [
    "attach",
    "amount",
    "payer",
    "scene_info",
    "detail",
    "time_expire",
    "notify_url",
    "out_refund_no",
    "x",
]
PATHS = [
    "/v3/pay/transactions/native",
    "/v3/pay/transactions/h5",
    "/v3/pay/transactions/codepay",
    "/v3/pay/transactions/out-trade-no/T-0001/close",
    "/v3/pay/transactions/out-trade-no/%E5%80/reverse",
    "/v3/refund/domestic/refunds",
]


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), st.dictionaries(st.sampled_from(NAMES), VALUES), st.binary(max_size=30))
def test_whatever_a_merchant_signs_gets_a_signed_answer(
    merchant: Merchant, target: str, changes: dict[str, Any], octets: bytes
) -> None:
    for body in (merchant.order("h5") | changes, octets):
        told = merchant.ask("POST", target, body)
        assert told.status < 500
        assert merchant.verifies(headers_of(told), told.body)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text(st.characters(max_codepoint=255), max_size=40))
def test_whatever_stands_in_the_head_is_a_sign_error(merchant: Merchant, header: str, target: str) -> None:
    call = ApiCall(
        ground=merchant.ground,
        method="GET",
        host="h",
        target=f"/v3/certificates?{target}",
        headers={"authorization": f"WECHATPAY2-SHA256-RSA2048 {header}", "wechatpay-serial": header},
        body=b"",
    )
    assert refused(answer(call)) == (401, "SIGN_ERROR")
