"""Answers of OpenAPI 2: the inner JSON made once, signed as it stands, and pasted into the outer one.

SDKs cut the inner text out of the answer to verify it: some count braces and know no strings, some look for
`}`, `,`, `"sign"` in this order. So braces inside strings are written as escapes, and the order is kept.
"""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import certificates, keys
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.problem import Problem, errors, gateway_codes

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_ESCAPES = str.maketrans({"{": "\\u007b", "}": "\\u007d", "/": "\\/"})
_METHOD = re.compile(r"[a-zA-Z]+(?:\.[a-zA-Z]+)*")


def success(content: Mapping[str, Any], code: str = "10000") -> dict[str, Any]:
    """Return the inner value of a call that did not fail."""
    return {"code": code, "msg": gateway_codes()[code].msg, **content}


def failure(problem: Problem) -> dict[str, Any]:
    """Return the inner value of an error."""
    error = errors()[problem.sub_code]
    return {
        "code": error.code,
        "msg": gateway_codes()[error.code].msg,
        "sub_code": error.sub_code,
        "sub_msg": problem.words or error.message,
    }


def signed(ground: Ground, method: str, inner: Mapping[str, Any], terms: Terms) -> Answer:
    """Return the answer to `method`, signed over the exact octets of the inner value."""
    value = octets_of(inner, terms.charset)
    alipay = ground.credentials.bundle.alipay
    if terms.is_encrypted:
        value = b'"' + keys.encrypt(alipay.encrypt_key, value).encode() + b'"'
    sign = keys.sign(ground.credentials, value, terms.sign_type)
    certificate = ""
    if terms.with_certificate:
        certificate = f'"alipay_cert_sn":"{certificates.number(alipay.alipay_cert_pem)}",'
    tail = f',{certificate}"sign":"{sign}"}}'
    return _sent(_head(method) + value + tail.encode(), terms.charset)


def unsigned(method: str, problem: Problem) -> Answer:
    """Return an error nobody's key can sign."""
    return _sent(_head(method) + octets_of(failure(problem), "utf-8") + b"}", "utf-8")


def octets_of(value: Mapping[str, Any], charset: str) -> bytes:
    """Return JSON as the platform writes it, in the app's charset; what that has not is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return _safe(text).encode(charset)
    except UnicodeEncodeError:
        return _safe(json.dumps(value, separators=(",", ":"))).encode("ascii")


def _safe(text: str) -> str:
    return _STRING.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return found[0].translate(_ESCAPES)


def _head(method: str) -> bytes:
    name = method.replace(".", "_") + "_response" if _METHOD.fullmatch(method) else "error_response"
    return f'{{"{name}":'.encode()


def _sent(body: bytes, charset: str) -> Answer:
    # JSON all the same: so the platform answers.
    kind = f"text/html;charset={charset}".encode()
    trace = uuid.uuid4().hex.encode()
    return Answer(headers=((b"Content-Type", kind), (b"trace_id", trace)), body=body)
