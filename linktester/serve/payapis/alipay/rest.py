"""OpenAPI 3: the same trades by REST paths, signed in the `authorization` header.

Where the app asks for it, bodies are encrypted as OpenAPI 2 encrypts content; what is signed is what is sent.
"""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from linktester.serve.exchange import Answer
from linktester.serve.payapis.alipay import answers, asked, caller, certificates, keys, methods
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.name import limit
from linktester.serve.payapis.alipay.problem import Problem, errors, gateway_codes
from linktester.serve.payapis.api import ApiCall

SCHEME = "ALIPAY-SHA256withRSA"
_PAIR = re.compile(r"([a-z_]{1,32})=([^,]*)")
"""Bounded: where nothing fits, it is tried again at every letter of a long header."""
_TIME = re.compile(r"\d{13}", re.ASCII)
_PREFIX = re.compile(r"^(?:isv|isp|aop)\.")
_LINK = "https://opendocs.alipay.com/open-v3/"


def answer(call: ApiCall) -> Answer:
    """Answer one call; paths are methods with slashes for dots."""
    method = methods.METHODS.get(call.path.removeprefix("/v3/").replace("/", "."))
    if method is None:
        return _plain(call, 404, {"code": "NOT_FOUND", "message": "没有这个接口", "links": []})
    if call.method != "POST":
        return _plain(call, 405, {"code": "METHOD_NOT_ALLOWED", "message": "请用 POST", "links": []})
    try:
        _admit(call)
        wish = asked.body_of(call.ground, call.body, is_encrypted=_is_encrypted(call))
        content = asked.checked(wish, method.request)
        inner = methods.done(call.ground, method, _terms(call, wish), content, call.findings)
    except Problem as problem:
        return _failed(call, problem)
    told = {name: value for name, value in inner.items() if name not in {"code", "msg"}}
    return _signed(call, 200, told)


def _admit(call: ApiCall) -> None:
    """Let the app pass whose signature is right. Raises Problem."""
    scheme, _, rest = call.headers.get("authorization", "").strip().partition(" ")
    head, mark, sign = rest.rpartition(",sign=") if ",sign=" in rest else (rest, "", "")
    told = dict(_PAIR.findall(head))
    alipay = call.ground.credentials.bundle.alipay
    if scheme != SCHEME or not told.get("timestamp"):
        # What the platform says without any authorization; it names the timestamp first.
        raise Problem("isv.missing-timestamp", check="authorization")
    if told.get("app_id") != alipay.app_id:
        raise Problem("isv.invalid-app-id", check="app_id")
    if not mark or not sign or not told.get("nonce"):
        raise Problem("isv.missing-signature", check="authorization")
    if not _is_fresh(call, told["timestamp"]):
        raise Problem("isv.invalid-timestamp", check="timestamp")
    if "app_cert_sn" in told and told["app_cert_sn"] != certificates.number(alipay.app_cert_pem):
        raise Problem("isv.app-cert-not-exist", check="app_cert_sn")
    _verify(call, head, sign)
    if call.ground.nonces.is_repeated(f"alipay {told['timestamp']} {told['nonce']}"):
        call.findings.notes.append("replayed-nonce")


def _is_encrypted(call: ApiCall) -> bool:
    """Tell whether the bodies are encrypted both ways. Raises Problem."""
    kind = call.headers.get("alipay-encrypt-type", "")
    if kind and kind.upper() != "AES":
        raise Problem("isv.invalid-encrypt-type", check="encrypt_type")
    return bool(kind)


def _terms(call: ApiCall, wish: Mapping[str, Any]) -> Terms:
    url = wish.get("notify_url", "")
    return Terms(
        app_id=call.ground.credentials.bundle.alipay.app_id,
        notify_url=url if isinstance(url, str) and len(url) <= 256 else "",
        is_encrypted=_is_encrypted(call),
    )


def _is_fresh(call: ApiCall, timestamp: str) -> bool:
    if not _TIME.fullmatch(timestamp):
        return False
    return abs(call.ground.clock.real().timestamp() - int(timestamp) / 1000) <= limit("v3-skew-seconds")


def _verify(call: ApiCall, head: str, sign: str) -> None:
    token = call.headers.get("alipay-app-auth-token")
    lines = f"{head}\n{call.method}\n{call.target}\n".encode("latin-1", "replace") + call.body + b"\n"
    built = lines + (f"{token}\n".encode("latin-1", "replace") if token else b"")
    call.findings.built = built.decode("utf-8", "replace")
    if not keys.is_signed_by_app(call.ground.credentials, sign, built, "RSA2"):
        words = errors()["isv.invalid-signature"].message + call.findings.built[: caller.MOST_SHOWN]
        raise Problem("isv.invalid-signature", words, check="signature")


def _failed(call: ApiCall, problem: Problem) -> Answer:
    call.findings.code, call.findings.refused = problem.sub_code, problem.check
    error = errors()[problem.sub_code]
    told = {
        # Codes of the gateway lose their prefix, codes of the business keep it.
        "code": _PREFIX.sub("", error.sub_code),
        "message": problem.words or error.message,
        "links": [{"link": _LINK, "desc": "解决方案"}],
    }
    return _plain(call, gateway_codes()[error.code].status, told)


def _signed(call: ApiCall, status: int, told: Mapping[str, Any]) -> Answer:
    body = answers.octets_of(told, "utf-8")
    if _is_encrypted(call):
        body = keys.encrypt(call.ground.credentials.bundle.alipay.encrypt_key, body).encode()
    stamp, nonce = str(round(call.ground.clock.real().timestamp() * 1000)), uuid.uuid4().hex
    sign = keys.sign(call.ground.credentials, f"{stamp}\n{nonce}\n".encode() + body + b"\n", "RSA2")
    headers = {"alipay-timestamp": stamp, "alipay-nonce": nonce, "alipay-signature": sign}
    if "app_cert_sn=" in call.headers.get("authorization", ""):
        headers["alipay-sn"] = certificates.number(call.ground.credentials.bundle.alipay.alipay_cert_pem)
    return _sent(status, headers, body)


def _plain(call: ApiCall, status: int, told: Mapping[str, Any]) -> Answer:
    call.findings.code = call.findings.code or str(told["code"])
    return _sent(status, {}, answers.octets_of(told, "utf-8"))


def _sent(status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    every = {"Content-Type": "application/json;charset=utf-8", "alipay-trace-id": uuid.uuid4().hex, **headers}
    return Answer(
        status=status,
        headers=tuple((name.encode(), value.encode()) for name, value in every.items()),
        body=body,
    )
