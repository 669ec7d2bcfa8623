"""What an app asks for: `biz_content` decrypted, read and held against the table of fields."""

import json
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis import tables
from linktester.serve.payapis.alipay import keys
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.name import NAME
from linktester.serve.payapis.alipay.parameters import Parameters
from linktester.serve.payapis.alipay.problem import Problem, invalid
from linktester.serve.payapis.checking import first_mistake

MOST_DEPTH = 20
"""Objects and lists inside one another; real requests have four."""


def content_of(ground: Ground, params: Parameters, terms: Terms, request: str) -> dict[str, Any]:
    """Return biz_content as the request's table wants it; numbers as their text. Raises Problem."""
    text = params.text("biz_content")
    if not text:
        raise Problem("isv.missing-biz-content", check="biz_content")
    if terms.is_encrypted:
        text = _decrypted(ground, text).decode(terms.charset, "replace")
    return checked(read(text), request)


def body_of(ground: Ground, body: bytes, *, is_encrypted: bool) -> dict[str, Any]:
    """Return the JSON object of an OpenAPI 3 body. Raises Problem."""
    return read(_decrypted(ground, body.decode("latin-1")) if is_encrypted else body)


def read(text: str | bytes) -> dict[str, Any]:
    """Return a JSON object with all numbers as their text. Raises Problem."""
    try:
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
        # Lone surrogates can be written in JSON, but neither kept nor sent on.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise invalid("biz_content", "不是合法的 JSON") from error
    if not isinstance(value, dict):
        raise invalid("biz_content", "应为 JSON 对象")
    if _is_deep(value, MOST_DEPTH):
        raise invalid("biz_content", "嵌套过深")
    return value


def checked(value: dict[str, Any], request: str) -> dict[str, Any]:
    """Return `value` when it fits the request's table; empty fields count as left out. Raises Problem."""
    filled = {name: each for name, each in value.items() if each not in ("", None)}
    wrong = first_mistake(filled, tables.form(NAME, request), request)
    if wrong is not None:
        raise invalid(wrong.field.removeprefix("/"), wrong.issue)
    return filled


def _is_deep(value: object, left: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    below = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_is_deep(each, left - 1) for each in below)


def _decrypted(ground: Ground, text: str) -> bytes:
    try:
        return keys.decrypt(ground.credentials.bundle.alipay.encrypt_key, text)
    except ValueError as error:
        raise Problem("isv.decryption-error-unknown", check="encrypt_type") from error
