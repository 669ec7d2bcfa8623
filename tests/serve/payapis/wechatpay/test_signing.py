from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.payapis.wechatpay import WECHATPAY
from linktester.serve.payapis.wechatpay.signing import message
from tests.fakes.payers import Merchant, a_ground, refused, said

TARGET = "/v3/certificates"


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def at(merchant: Merchant, seconds: int) -> str:
    return str(int(merchant.ground.clock.real().timestamp()) + seconds)


def test_the_text_to_sign_is_made_of_the_octets_received(merchant: Merchant) -> None:
    call = merchant.call("POST", "/v3/a%2F?b=%e5&c", '{"字": 1}'.encode())
    assert message(call, "1", "n") == 'POST\n/v3/a%2F?b=%e5&c\n1\nn\n{"字": 1}\n'.encode()


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_a_right_signature_is_taken(merchant: Merchant, seconds: int) -> None:
    assert merchant.ask("GET", TARGET, timestamp=at(merchant, seconds)).status == 200


def test_attributes_may_come_in_any_order_and_with_blanks(merchant: Merchant) -> None:
    call = merchant.call("GET", TARGET)
    scheme, _, rest = call.headers["authorization"].partition(" ")
    shuffled = f"{scheme}  " + " , ".join(reversed(rest.split(",")))
    answer = WECHATPAY.answer(
        type(call)(
            ground=call.ground,
            method="GET",
            host="h",
            target=TARGET,
            headers={"authorization": shuffled},
            body=b"",
        )
    )
    assert answer.status == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"mchid": "1900000009"}, "mchid"),
        ({"serial_no": "AA" * 20}, "serial_no"),
        ({"timestamp": "soon"}, "timestamp"),
        ({"timestamp": "1"}, "timestamp"),
        ({"timestamp": "٣" * 10}, "timestamp"),
        ({"signature": "AAAA"}, "signature"),
        ({"signature": ""}, "signature"),
        ({"nonce_str": ""}, "nonce_str"),
    ],
)
def test_what_is_wrong_is_named(merchant: Merchant, wrong: dict[str, str], field: str) -> None:
    answer = merchant.ask("GET", TARGET, **wrong)
    assert refused(answer) == (401, "SIGN_ERROR")
    assert said(answer)["detail"]["field"] == field


@pytest.mark.parametrize("seconds", [-301, 301])
def test_old_and_early_signatures_are_refused(merchant: Merchant, seconds: int) -> None:
    answer = merchant.ask("GET", TARGET, timestamp=at(merchant, seconds))
    assert said(answer)["detail"]["field"] == "timestamp"


def test_business_time_does_not_age_a_signature(merchant: Merchant) -> None:
    merchant.ground.clock.advance(timedelta(days=30))
    assert merchant.ask("GET", TARGET).status == 200


@pytest.mark.parametrize("header", [None, "", "Bearer x", "WECHATPAY2-SHA256-RSA2048", 'OTHER mchid="1"'])
def test_without_an_authorization_nobody_is_known(merchant: Merchant, header: str | None) -> None:
    call = merchant.call("GET", TARGET)
    headers = {} if header is None else {"authorization": header}
    answer = WECHATPAY.answer(
        type(call)(ground=call.ground, method="GET", host="h", target=TARGET, headers=headers, body=b"")
    )
    assert refused(answer) == (401, "SIGN_ERROR")


def test_a_wrong_signature_is_answered_with_what_the_server_built(merchant: Merchant) -> None:
    target = "/v3/pay/transactions/native"
    call = merchant.call("POST", target, b'{"a": 1}')
    changed = type(call)(
        ground=call.ground, method="POST", host="h", target=target, headers=call.headers, body=b'{"a":1}'
    )
    told = said(WECHATPAY.answer(changed))
    information = told["detail"]["sign_information"]
    assert told["message"] == "错误的签名，验签失败"
    assert told["detail"]["detail"] == {"issue": "sign not match"}
    assert (information["method"], information["url"]) == ("POST", target)
    assert information["truncated_sign_message"].startswith(f"POST\n{target}\n")
    assert information["sign_message_length"] == len(changed.findings.built.encode())
    assert (changed.findings.refused, changed.findings.code) == ("signature", "SIGN_ERROR")
    assert changed.findings.built.endswith('\n{"a":1}\n')


def test_a_nonce_that_comes_again_is_noted_and_not_refused(merchant: Merchant) -> None:
    calls = [merchant.call("GET", TARGET) for _ in range(2)]
    assert [WECHATPAY.answer(call).status for call in calls] == [200, 200]
    assert [call.findings.notes for call in calls] == [[], ["replayed-nonce"]]
