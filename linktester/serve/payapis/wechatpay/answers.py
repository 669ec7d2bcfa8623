"""Answers of WeChat Pay: JSON made once, signed over the very octets that are sent. Errors are signed too."""

import os
from typing import Any

from linktester.serve.exchange import Answer
from linktester.serve.payapis import tables
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechatpay import keys
from linktester.serve.payapis.wechatpay.name import NAME
from linktester.serve.wire import encoded

SIGNATURE_TYPE = "WECHATPAY2-SHA256-RSA2048"
_TYPE_OF_SIGNATURE = (b"Wechatpay-Signature-Type", SIGNATURE_TYPE.encode())
_TYPE = (b"Content-Type", b"application/json")
_NOTHING: Any = object()


class Problem(Exception):
    """An error of the platform's table, with its own words or detail where they help."""

    def __init__(self, code: str, words: str = "", *, detail: Any = None) -> None:
        self.code = code
        self.words = words
        self.detail = detail
        super().__init__(code)


def parameter(field: str, issue: str, value: Any = None, *, location: str = "body") -> Problem:
    """Return the error of one wrong field; `field` is a JSON pointer or a parameter's name."""
    detail = {"field": field, "value": value, "issue": issue, "location": location}
    return Problem("PARAM_ERROR", f"参数错误：{field} {issue}", detail=detail)


def problem_answer(call: ApiCall, problem: Problem) -> Answer:
    """Return the signed answer of an error."""
    error = tables.errors(NAME)[problem.code]
    call.findings.code = problem.code
    body: dict[str, Any] = {"code": error.code, "message": problem.words or error.message}
    if problem.detail is not None:
        body["detail"] = problem.detail
    return json_answer(call, body, status=error.status)


def json_answer(call: ApiCall, value: Any = _NOTHING, *, status: int = 200) -> Answer:
    """Return `value` as a signed answer; without a value an empty 204."""
    if value is _NOTHING:
        return _signed(call, 204, b"")
    return _signed(call, status, encoded(value))


def signature_headers(serial: str, signature: str, timestamp: str, nonce: str) -> dict[str, str]:
    """Return the five headers of a signature, spelled as the platform does."""
    return {
        "Wechatpay-Timestamp": timestamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Serial": serial,
        "Wechatpay-Signature": signature,
        "Wechatpay-Signature-Type": SIGNATURE_TYPE,
    }


def signed_text(timestamp: str, nonce: str, body: bytes) -> bytes:
    """Return the text the platform signs for an answer or a callback."""
    return f"{timestamp}\n{nonce}\n".encode() + body + b"\n"


def _signed(call: ApiCall, status: int, body: bytes) -> Answer:
    credentials = call.ground.credentials
    named = call.headers.get("wechatpay-serial", "")
    serial = keys.serial_for(credentials, keys.mode_of(credentials, named), named)
    chance = os.urandom(32).hex().upper()
    timestamp, nonce = str(int(call.ground.clock.real().timestamp())), chance[:32]
    signature = keys.sign(credentials, serial, signed_text(timestamp, nonce, body))
    headers = (
        (b"Wechatpay-Timestamp", timestamp.encode()),
        (b"Wechatpay-Nonce", nonce.encode()),
        (b"Wechatpay-Serial", serial.encode()),
        (b"Wechatpay-Signature", signature.encode()),
        _TYPE_OF_SIGNATURE,
        (b"Request-ID", chance[32:].encode()),
    )
    return Answer(status=status, headers=(*headers, _TYPE) if body else headers, body=body)
