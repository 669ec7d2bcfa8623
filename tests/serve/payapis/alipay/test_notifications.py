from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from linktester.serve.payapis.payments import Outcome, Refusal, Tamper
from tests.fakes.alipayapps import PAYMENTS, App, moved
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_a_payment_is_notified_signed_and_without_an_empty_field(app: App) -> None:
    order = app.paid(body="", passback_params="a=1&b=茶")
    (told,) = app.told()
    assert app.verifies_form(told)
    assert all(told.values())
    assert "body" not in told
    assert told | {"sign": "", "notify_id": ""} == {
        "app_id": "2021000000000001",
        "auth_app_id": "2021000000000001",
        "buyer_id": "2088000000000002",
        "buyer_logon_id": "lin***@linktester.test",
        "buyer_pay_amount": "1.00",
        "charset": "utf-8",
        "fund_bill_list": '[{"fundChannel":"ALIPAYACCOUNT","amount":"1.00"}]',
        "gmt_create": "2026-03-01 12:00:00",
        "gmt_payment": "2026-03-01 12:00:00",
        "invoice_amount": "1.00",
        "notify_id": "",
        "notify_time": "2026-03-01 12:00:00",
        "notify_type": "trade_status_sync",
        "out_trade_no": "T1",
        "passback_params": "a=1&b=茶",
        "point_amount": "0.00",
        "receipt_amount": "1.00",
        "seller_email": "seller@linktester.test",
        "seller_id": "2088000000000001",
        "sign": "",
        "sign_type": "RSA2",
        "subject": "一杯茶",
        "total_amount": "1.00",
        "trade_no": order.platform_number,
        "trade_status": "TRADE_SUCCESS",
        "version": "1.0",
    }


def test_every_try_has_the_same_id_and_its_own_time(app: App) -> None:
    app.paid()
    (first,) = app.told()
    moved(app.ground, minutes=4)
    (second,) = app.told()
    assert first["notify_id"] == second["notify_id"]
    assert (first["notify_time"], second["notify_time"]) == ("2026-03-01 12:00:00", "2026-03-01 12:04:00")
    assert app.verifies_form(second)


@pytest.mark.parametrize("tamper", [Tamper.SIGNATURE, Tamper.BODY])
def test_damage_that_verification_finds(app: App, tamper: Tamper) -> None:
    app.paid()
    (told,) = app.told(tamper=tamper)
    assert not app.verifies_form(told)


def test_an_old_time_is_signed_all_the_same(app: App) -> None:
    app.paid()
    (told,) = app.told(tamper=Tamper.TIMESTAMP)
    assert told["notify_time"].startswith("2025-02-28")
    assert app.verifies_form(told)


def test_there_are_no_probes(app: App) -> None:
    app.paid()
    with pytest.raises(Refusal):
        app.told(tamper=Tamper.PROBE)


def test_nobody_is_told_who_gave_no_address(app: App) -> None:
    told = app.ask("alipay.trade.precreate", app.order())
    PAYMENTS.pay(app.ground, told["qr_code"], Outcome.SUCCESS)
    assert app.told() == []


def test_closing_face_to_face_is_not_told_closing_in_a_browser_is(app: App) -> None:
    app.scanned()
    app.trade("close", out_trade_no="T1")
    assert app.told() == []
    PAYMENTS.scan(app.ground, app.page())
    app.trade("close", out_trade_no="P1")
    (told,) = app.told("P1")
    assert (told["trade_status"], told["gmt_close"]) == ("TRADE_CLOSED", "2026-03-01 12:00:00")
    assert "gmt_payment" not in told
    assert app.verifies_form(told)


@pytest.mark.parametrize(("charset", "sign_type"), [("gbk", "RSA2"), ("utf-8", "RSA")])
def test_notifications_speak_as_the_order_did(app: App, charset: str, sign_type: str) -> None:
    biz = app.order()
    params = app.params(
        "alipay.trade.precreate", biz, notify_url="http://127.0.0.1:9/", charset=charset, sign_type=sign_type
    )
    told = app.verified(app.get(params, charset), sign_type)
    PAYMENTS.pay(app.ground, told["qr_code"], Outcome.SUCCESS)
    (notice,) = app.ground.notices.listed("T1")
    sent = PAYMENTS.outgoing(app.ground, notice, None)
    assert sent.headers["Content-Type"] == f"application/x-www-form-urlencoded; charset={charset}"
    fields = dict(parse_qsl(sent.body.decode(), encoding=charset))
    assert (fields["subject"], fields["sign_type"]) == ("一杯茶", sign_type)
    assert app.verifies_form(fields)
