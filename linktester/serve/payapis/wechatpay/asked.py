"""What a merchant sent: the JSON body held against the table of fields, the numbers in path and query."""

from functools import lru_cache
from typing import Any
from urllib.parse import unquote

import msgspec

from linktester import urls
from linktester.serve.payapis import tables
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.checking import first_mistake
from linktester.serve.payapis.wechatpay.answers import Problem, parameter
from linktester.serve.payapis.wechatpay.name import NAME
from linktester.serve.payapis.wechatpay.signing import Caller

_LONGEST_REMEMBERED = 300


def body_of(call: ApiCall, request: str) -> dict[str, Any]:
    """Return the body as the request's table wants it. Raises Problem."""
    try:
        body = msgspec.json.decode(call.body)
        # What cannot be written again could not be kept either: numbers beyond 64 bits.
        msgspec.json.encode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, OverflowError) as error:
        raise parameter("", "请求体不是合法的 JSON") from error
    if not isinstance(body, dict):
        raise parameter("", "请求体应为 JSON 对象")
    number = body.get("out_trade_no")
    if isinstance(number, str):
        call.findings.number = number[:100]
    wrong = first_mistake(body, tables.form(NAME, request), request)
    if wrong is not None:
        raise parameter(wrong.field, wrong.issue, _short(wrong.value))
    address = body.get("notify_url")
    if isinstance(address, str) and not call.ground.may_be_told(_address(address)):
        # The order is taken, but its callbacks will not leave this machine.
        call.findings.notes.append("notify-host-not-allowed")
    return body


def own_merchant(call: ApiCall, who: Caller, body: dict[str, Any]) -> None:
    """Check that a body names the merchant that signed it, and its app. Raises Problem."""
    if body["mchid"] != who.mchid:
        raise Problem("MCH_NOT_EXISTS")
    if "appid" in body and body["appid"] != call.ground.credentials.bundle.wechatpay.appid:
        raise Problem("APPID_MCHID_NOT_MATCH")


def queried_merchant(call: ApiCall, who: Caller) -> None:
    """Check that a query names the merchant that signed it. Raises Problem."""
    named = call.fields.get("mchid")
    if not named:
        raise parameter("mchid", "缺少必填字段", location="query")
    if named != who.mchid:
        raise Problem("MCH_NOT_EXISTS")


def number_of(call: ApiCall, part: str) -> str:
    """Return a merchant's number in the path, and note it."""
    number = unquote(part, errors="replace")
    call.findings.number = number[:100]
    return number


def _address(text: str) -> urls.Url | None:
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else urls.parse(text)


@lru_cache(256)
def _remembered(text: str) -> urls.Url | None:
    """Return where callbacks go; a merchant has few such addresses, and parsing one takes its time."""
    return urls.parse(text)


def _short(value: Any) -> Any:
    return value[:100] if isinstance(value, str) else value if isinstance(value, int | float) else None
