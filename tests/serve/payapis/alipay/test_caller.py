from pathlib import Path
from urllib.parse import urlencode

import pytest

from linktester.serve.payapis.alipay import certificates
from tests.fakes.alipayapps import App, inner
from tests.fakes.payers import a_ground

QUERY = "alipay.trade.query"
BIZ = {"out_trade_no": "T1"}


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


@pytest.mark.parametrize(
    ("changes", "code", "sub_code"),
    [
        ({"method": None}, "40001", "isv.missing-method"),
        ({"sign": None}, "40001", "isv.missing-signature"),
        ({"sign_type": None}, "40001", "isv.missing-signature-type"),
        ({"timestamp": None}, "40001", "isv.missing-timestamp"),
        ({"version": None}, "40001", "isv.missing-version"),
        ({"charset": None}, "40001", "isv.missing-charset"),
        ({"timestamp": ""}, "40001", "isv.missing-timestamp"),
        ({"timestamp": "2026-03-01T12:00:00"}, "40002", "isv.invalid-timestamp"),
        ({"timestamp": "2026-02-30 12:00:00"}, "40002", "isv.invalid-timestamp"),
        ({"format": "xml"}, "40002", "isv.invalid-format"),
        ({"charset": "koi8-r"}, "40002", "isv.invalid-charset"),
        ({"sign_type": "MD5"}, "40002", "isv.invalid-signature-type"),
        ({"version": "2.0"}, "40002", "isv.invalid-version"),
        ({"method": "alipay.trade.nothing"}, "40002", "isv.invalid-method"),
        ({"method": "a b"}, "40002", "isv.invalid-method"),
        ({"notify_url": "http://127.0.0.1/" + "a" * 256}, "40002", "isv.invalid-parameter"),
        ({"encrypt_type": "DES"}, "40002", "isv.invalid-encrypt-type"),
        ({"app_cert_sn": "0" * 32}, "40002", "isv.app-cert-not-exist"),
    ],
)
def test_common_parameters(app: App, changes: dict[str, str | None], code: str, sub_code: str) -> None:
    params = app.params(QUERY, BIZ, **changes)
    answer = app.get(params)
    body = answer.body.decode()
    assert f'"code":"{code}"' in body or "encrypt_type" in changes
    if "encrypt_type" not in changes:
        assert app.verified(answer)["sub_code"] == sub_code
    assert app.findings is not None
    assert app.findings.code == sub_code
    assert app.findings.refused == next(iter(changes))


@pytest.mark.parametrize(
    ("app_id", "sub_code"),
    [(None, "isv.missing-app-id"), ("2016000000000000", "isv.invalid-app-id"), ("茶", "isv.invalid-app-id")],
)
def test_an_unknown_app_is_answered_without_a_signature(app: App, app_id: str | None, sub_code: str) -> None:
    answer = app.get(app.params(QUERY, BIZ, app_id=app_id))
    assert inner(answer)["sub_code"] == sub_code
    assert b'"sign"' not in answer.body


def test_a_wrong_signature_is_answered_with_the_text_the_gateway_built(app: App) -> None:
    params = app.params(QUERY, BIZ, sign=app.sign(b"something else"))
    told = app.verified(app.get(params))
    assert (told["code"], told["sub_code"]) == ("40002", "isv.invalid-signature")
    rest = {name: value for name, value in params.items() if name != "sign"}
    built = "&".join(f"{name}={value}" for name, value in sorted(rest.items()))
    assert told["sub_msg"].endswith(f"网关生成的验签字符串为：{built}")
    assert app.findings is not None
    assert (app.findings.refused, app.findings.built) == ("signature", built)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "gbk", "GB2312", "gb18030"])
@pytest.mark.parametrize("sign_type", ["RSA", "RSA2"])
def test_every_charset_and_both_signatures(app: App, charset: str, sign_type: str) -> None:
    biz = '{"out_trade_no":"T1","total_amount":"1","subject":"一杯茶"}'
    params = app.params("alipay.trade.precreate", biz, charset=charset, sign_type=sign_type)
    answer = app.get(params, encoding=charset)
    assert app.verified(answer, sign_type)["code"] == "10000"
    assert app.kept().request["subject"] == "一杯茶"


def test_the_clock_of_the_app_is_not_looked_at(app: App) -> None:
    told = app.ask(QUERY, BIZ, timestamp="1999-12-31 23:59:59")
    assert told["sub_code"] == "ACQ.TRADE_NOT_EXIST"


def test_an_old_root_certificate_is_only_noted(app: App) -> None:
    own = certificates.number(app.ground.credentials.bundle.alipay.app_cert_pem)
    told = app.ask(QUERY, BIZ, app_cert_sn=own, alipay_root_cert_sn="older")
    assert told["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    assert app.findings is not None
    assert app.findings.notes == ["other-root-certificate"]


def test_certificate_mode_needs_both_numbers(app: App) -> None:
    own = certificates.number(app.ground.credentials.bundle.alipay.app_cert_pem)
    assert app.ask(QUERY, BIZ, app_cert_sn=own)["sub_code"] == "isv.missing-alipay-root-cert-sn"


def test_unknown_parameters_are_signed_too(app: App) -> None:
    params = app.params(QUERY, BIZ, alipay_sdk="alipay-sdk-nodejs")
    assert app.verified(app.get(params))["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    query = urlencode(params | {"alipay_sdk": "another"})
    told = app.verified(app.call("GET", f"/gateway.do?{query}"))
    assert told["sub_code"] == "isv.invalid-signature"
