"""What TOP checks before it looks at a method: app key, time, version, format and signature."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from linktester.model.zone import CHINA
from linktester.serve.payapis.taobao.answers import Problem
from linktester.serve.payapis.taobao.asked import Asked
from linktester.serve.payapis.taobao.name import limit

_SPELT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)
_COUNTED = re.compile(r"\d{13}", re.ASCII)
_SHOWN = "{app_secret}"
"""Stands for the secret where the log shows what was signed."""


def check(asked: Asked) -> None:
    """Let the call pass when all its common parameters are right. Raises Problem for the first wrong one."""
    params = asked.params
    _one(params, "app_key", 28, 29, asked.call.ground.credentials.bundle.taobao.app_key)
    if not params.get("timestamp"):
        raise Problem(30, refused="timestamp")
    if not _is_now(params["timestamp"], asked.call.ground.clock.real()):
        raise Problem(31, refused="timestamp")
    _one(params, "v", 32, 33, "2.0")
    if params.get("format", "xml") not in {"xml", "json"}:
        raise Problem(23)
    _check_signature(asked)


def signature(params: Mapping[str, str], method: str, secret: str) -> str | None:
    """Return the signature of `params` in upper-case hex, None for a method TOP does not know."""
    text = signed_text(params)
    if method == "md5":
        return hashlib.md5(_octets(secret + text + secret), usedforsecurity=False).hexdigest().upper()
    if method == "hmac":
        return hmac.new(_octets(secret), _octets(text), hashlib.md5).hexdigest().upper()
    return None


def signed_text(params: Mapping[str, str]) -> str:
    """Return names and values in the order of the names, without the signature itself."""
    return "".join(f"{name}{params[name]}" for name in sorted(params) if name != "sign")


def moment_of(text: str) -> datetime | None:
    """Return the moment of a timestamp: Beijing's time spelt out, or milliseconds since 1970."""
    try:
        if _COUNTED.fullmatch(text):
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        return datetime.fromisoformat(text).replace(tzinfo=CHINA) if _SPELT.fullmatch(text) else None
    except (ValueError, OverflowError):
        return None


def _check_signature(asked: Asked) -> None:
    params, own = asked.params, asked.call.ground.credentials.bundle.taobao
    given, method = params.get("sign", ""), params.get("sign_method", "md5")
    text, around = signed_text(params), _SHOWN if method == "md5" else ""
    asked.call.findings.built = f"{around}{text}{around}"
    if not given:
        raise Problem(24, refused="signature")
    expected = signature(params, method, own.app_secret)
    if expected is None or not hmac.compare_digest(_octets(given), _octets(expected)):
        raise Problem(25, refused="signature")


def _one(params: Mapping[str, str], name: str, missing: int, invalid: int, only: str) -> None:
    if not params.get(name):
        raise Problem(missing)
    if params[name] != only:
        raise Problem(invalid)


def _is_now(text: str, now: datetime) -> bool:
    moment = moment_of(text)
    skew = timedelta(seconds=limit("timestamp-skew-seconds"))
    return moment is not None and abs(now - moment) <= skew


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "replace")
