"""Codes of Chinese wallets: WeChat Pay Native, Alipay precreate, UnionPay merchant codes, aggregated codes.

Facts: `data/payments/wallets.toml`. How long a code lives is in no code, so it is told as a note.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from linktester.model.message import message
from linktester.model.payment import Aspect, FormField, Reading, StandardId, Title
from linktester.payments import query, webcodes, wechatcodes
from linktester.payments.notes import Notes
from linktester.payments.parameters import Mistakes
from linktester.payments.wallettable import wallets
from linktester.payments.webcodes import AGGREGATED, ALIPAY, UNIONPAY
from linktester.payments.wechatcodes import STANDARD as WECHAT

_PLACES: Mapping[StandardId, Mapping[str, str]] = {
    ALIPAY: {"path/1": "token", "": "token"},
    UNIONPAY: {"path/1": "institution", "path/2": "order", "": "order"},
    AGGREGATED: {"": "url", "host": "url"},
    WECHAT: {"": "pr"},
}
_NEW_MUST_FIT = frozenset(
    {"alipay-collection", "alipay-prefix", "alipay-length", "one-wallet", "unknown-field", "fragment"}
)


def claim(payload: bytes) -> StandardId | None:
    """Return the wallet whose scheme or host opens the payload. An aggregated code has to be declared."""
    return WECHAT if wechatcodes.claims(payload) else webcodes.claim(payload)


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:  # noqa: ARG001 - see below
    """Return what the payload says as a code of `standard`; `at` plays no part."""
    notes = Notes()
    uri = query.cut(payload)
    if uri is None or (uri.scheme in ("http", "https")) is (standard == WECHAT):
        return query.stranger(payload, standard, notes)
    if len(payload) > wallets().advised_octets:
        said = message("wallets.long", size=len(payload), most=wallets().advised_octets)
        notes.info(Aspect.STRUCTURE, "", said)
    if standard == WECHAT:
        return wechatcodes.read(uri, payload, notes)
    return webcodes.read(uri, payload, standard, notes)


def encode(reading: Reading) -> bytes:
    """Return the text of the code from fields and shape."""
    if query.is_stranger(reading):
        return b"".join(field.value.encode("utf-8", "replace") for field in reading.fields)
    text = wechatcodes.encode(reading) if reading.standard == WECHAT else webcodes.encode(reading)
    return text.encode("utf-8", "replace")


def form(standard: StandardId) -> tuple[FormField, ...]:
    """Return what can be filled in."""
    table = wallets()
    return {
        WECHAT: table.wechat.form,
        ALIPAY: table.alipay.form,
        UNIONPAY: table.unionpay.form,
        AGGREGATED: table.aggregated.form,
    }[standard]


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:
    """Return path → title of every part; `Codec.titles`."""
    return wechatcodes.titles() if standard == WECHAT else webcodes.titles(standard)


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return a new code. An API key given for WeChat's mode 1 signs it and is not kept."""
    mistakes = Mistakes()
    mistakes.unless_text(values)
    mistakes.end()
    text = wechatcodes.write(values, mistakes) if standard == WECHAT else webcodes.write(standard, values)
    payload = text.encode()
    reading = read(payload, standard, datetime.now(UTC))
    also = wechatcodes.new_must_fit() if standard == WECHAT else _NEW_MUST_FIT
    told = {problem.place.path for problem in mistakes.problems}
    extra = Mistakes()
    extra.of(reading, form(standard), _PLACES[standard], also)
    mistakes.problems += [problem for problem in extra.problems if problem.place.path not in told]
    mistakes.end()
    return payload
