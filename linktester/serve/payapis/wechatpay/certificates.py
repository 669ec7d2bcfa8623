"""The platform certificates for download, sealed under the merchant's APIv3 key."""

from datetime import datetime

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechatpay.answers import json_answer
from linktester.serve.payapis.wechatpay.keys import seal
from linktester.serve.payapis.wechatpay.name import beijing
from linktester.serve.payapis.wechatpay.signing import Caller


def download(call: ApiCall, _: Caller) -> Answer:
    """Answer every certificate that is valid by the real clock, the newest last."""
    credentials, now = call.ground.credentials, call.ground.clock.real()
    told = [
        {
            "serial_no": each.serial,
            "effective_time": beijing(each.valid_from),
            "expire_time": beijing(each.valid_until),
            "encrypt_certificate": seal(credentials, each.certificate_pem.encode(), "certificate"),
        }
        for each in credentials.keys.wechatpay_certificates
        if _is_valid(now, each.valid_from, each.valid_until)
    ]
    return json_answer(call, {"data": told})


def _is_valid(now: datetime, begins: datetime, ends: datetime) -> bool:
    return begins <= now < ends
