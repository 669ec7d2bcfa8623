from pathlib import Path

import pytest

from linktester.serve.payapis.wechatpay.answers import Problem, json_answer, parameter, problem_answer
from tests.fakes.payers import Merchant, a_ground, headers_of, said


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def test_answers_are_signed_over_the_octets_sent(merchant: Merchant) -> None:
    answer = json_answer(merchant.call("GET", "/"), {"字": "\ud800"})
    headers = headers_of(answer)
    assert headers["Content-Type"] == "application/json"
    assert len(headers["Wechatpay-Nonce"]) == 32
    assert headers["Request-ID"]
    assert merchant.verifies(headers, answer.body)
    assert not merchant.verifies(headers, answer.body + b" ")


def test_an_empty_answer_is_signed_too(merchant: Merchant) -> None:
    answer = json_answer(merchant.call("POST", "/"))
    assert (answer.status, answer.body) == (204, b"")
    assert "Content-Type" not in headers_of(answer)
    assert merchant.verifies(headers_of(answer), b"")


def test_errors_are_signed_too(merchant: Merchant) -> None:
    call = merchant.call("POST", "/")
    answer = problem_answer(call, parameter("/amount/total", "取值不能小于 1", 0))
    assert answer.status == 400
    assert said(answer)["detail"] == {
        "field": "/amount/total",
        "value": 0,
        "issue": "取值不能小于 1",
        "location": "body",
    }
    assert merchant.verifies(headers_of(answer), answer.body)
    assert call.findings.code == "PARAM_ERROR"


def test_an_error_speaks_its_own_words_or_the_tables(merchant: Merchant) -> None:
    call = merchant.call("GET", "/")
    assert said(problem_answer(call, Problem("ORDER_NOT_EXIST"))) == {
        "code": "ORDER_NOT_EXIST",
        "message": "订单不存在",
    }
    assert said(problem_answer(call, Problem("INVALID_REQUEST", "原因")))["message"] == "原因"


def test_a_merchant_in_public_key_mode_is_answered_in_it(merchant: Merchant) -> None:
    id_ = merchant.ground.credentials.bundle.wechatpay.platform_public_key_id
    merchant.headers["wechatpay-serial"] = id_
    answer = json_answer(merchant.call("GET", "/"), {})
    assert headers_of(answer)["Wechatpay-Serial"] == id_
    assert merchant.verifies(headers_of(answer), answer.body)


def test_a_merchant_that_knows_an_older_certificate_is_answered_by_it(merchant: Merchant) -> None:
    older = merchant.ground.credentials.bundle.wechatpay.platform_cert_serial
    merchant.ground.credentials.rotate_wechatpay()
    merchant.headers["wechatpay-serial"] = older
    answer = json_answer(merchant.call("GET", "/"), {})
    assert headers_of(answer)["Wechatpay-Serial"] == older
    assert merchant.verifies(headers_of(answer), answer.body)
