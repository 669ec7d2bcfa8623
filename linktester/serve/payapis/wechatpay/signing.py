"""Who asks: the `Authorization` of a request, checked in the platform's order over the octets received."""

import re
from dataclasses import dataclass

from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechatpay import keys
from linktester.serve.payapis.wechatpay.answers import Problem
from linktester.serve.payapis.wechatpay.name import Mode, limit

SCHEME = "WECHATPAY2-SHA256-RSA2048"
_ATTRIBUTE = re.compile(r'\s{0,9}([A-Za-z_]{1,32})="([^"]*)"\s{0,9}(?:,|$)')
"""Bounded: where nothing fits, it is tried again at every letter of a long header."""
_NAMES = ("mchid", "serial_no", "nonce_str", "timestamp", "signature")
_SHOWN = 300
"""How much of the built text the answer shows; all of it is in the request log."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A merchant whose signature is right."""

    mchid: str
    mode: Mode


def caller(call: ApiCall) -> Caller:
    """Return who signed `call`. Raises Problem (401 SIGN_ERROR) with what is wrong and what was built."""
    told = _attributes(call)
    built = message(call, told["timestamp"], told["nonce_str"])
    call.findings.built = built.decode("utf-8", "replace")
    credentials = call.ground.credentials
    merchant = credentials.bundle.wechatpay
    if told["mchid"] != merchant.mchid:
        raise _refused(call, "mchid", "mchid not exist", built)
    if told["serial_no"].upper() != merchant.merchant_cert_serial:
        raise _refused(call, "serial_no", "serial_no not match mchid", built)
    if not _is_fresh(call, told["timestamp"]):
        raise _refused(call, "timestamp", "timestamp expired", built)
    if not keys.is_signed_by_merchant(credentials, told["signature"], built):
        raise _refused(call, "signature", "sign not match", built)
    if call.ground.nonces.is_repeated(f"{told['timestamp']} {told['nonce_str']}"):
        call.findings.notes.append("replayed-nonce")
    return Caller(merchant.mchid, keys.mode_of(credentials, call.headers.get("wechatpay-serial", "")))


def message(call: ApiCall, timestamp: str, nonce: str) -> bytes:
    """Return the text a merchant has to sign for this request."""
    head = f"{call.method}\n{call.target}\n{timestamp}\n{nonce}\n".encode("latin-1", "replace")
    return head + call.body + b"\n"


def _attributes(call: ApiCall) -> dict[str, str]:
    header = call.headers.get("authorization")
    if header is None:
        raise _refused(call, "authorization", "authorization header is missing", b"")
    scheme, _, rest = header.strip().partition(" ")
    if scheme != SCHEME:
        raise _refused(call, "authorization", f"authorization scheme is not {SCHEME}", b"")
    found = dict(_ATTRIBUTE.findall(rest))
    missing = next((name for name in _NAMES if not found.get(name)), None)
    if missing is not None:
        raise _refused(call, missing, f"{missing} is missing", b"")
    return found


def _is_fresh(call: ApiCall, timestamp: str) -> bool:
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    return abs(call.ground.clock.real().timestamp() - int(timestamp)) <= limit("signature-skew-seconds")


def _refused(call: ApiCall, field: str, issue: str, built: bytes) -> Problem:
    call.findings.refused = field
    detail = {
        "detail": {"issue": issue},
        "field": field,
        "location": "authorization",
        "sign_information": {
            "method": call.method,
            "url": call.target,
            "sign_message_length": len(built),
            "truncated_sign_message": built.decode("utf-8", "replace")[:_SHOWN],
        },
    }
    return Problem("SIGN_ERROR", detail=detail)
