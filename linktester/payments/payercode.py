"""Payment codes shown by payers: WeChat Pay, Alipay, UnionPay QuickPass, Baidu; digits and nothing else.

Whose a code is follows from its first two digits and its length together. Digits that nobody owns (62 with
18 or 20 digits, 16 with 18) get no claim; judged as a payment code they are an error. Blanks around the
digits and full-width digits are claimed, so that the mistake can be told, and are errors. Facts:
`data/payments/payercode.toml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from linktester import tables
from linktester.model.message import Message, message
from linktester.model.payment import Aspect, CodeField, FormField, Reading, StandardId, Summary, Title
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.parameters import Mistakes

STANDARD = StandardId("payment-code")
_DIGITS = re.compile(rb"[0-9]{16,24}")
_BLANKS = " \t\r\n\u00a0\u3000"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_LONGEST_CLAIM = 120
"""Octets: 24 full-width digits with blanks between them."""
_OTHER = re.compile(r"[^0-9]")


@dataclass(frozen=True, kw_only=True)
class Owner:
    """A wallet and the digits that are its own."""

    id: str
    first: int
    last: int
    """First and last of its two-digit prefixes."""
    least: int
    most: int
    """Digits in all."""
    product: int = 0
    """Digits behind the prefix that tell the product."""
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Loose:
    """Digits that some integrators take for a wallet's though its documents do not."""

    owner: str
    first: int
    last: int
    least: int
    most: int
    confidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Name:
    name: str
    title: Title


@dataclass(frozen=True, kw_only=True)
class _Table:
    as_of: str
    owner: tuple[Owner, ...]
    loose: tuple[Loose, ...]
    field: tuple[_Name, ...]
    form: tuple[FormField, ...]


def claim(payload: bytes) -> StandardId | None:
    """Return the standard when the digits have an owner, also with blanks or full-width digits."""
    if _DIGITS.fullmatch(payload):
        return STANDARD if owner(payload.decode("ascii")) else None
    if len(payload) > _LONGEST_CLAIM or not payload:
        return None
    digits = _plain(payload.decode("utf-8", "replace"))
    return STANDARD if digits.isascii() and digits.isdigit() and owner(digits) else None


def owner(digits: str) -> Owner | None:
    """Return whose the digits are, None when nobody's."""
    return _owners().get((digits[:2], len(digits)))


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:  # noqa: ARG001 - see below
    """Return what the digits say; `at` plays no part."""
    notes = Notes()
    text = _text(payload, notes)
    found = owner(text) if text.isascii() and text.isdigit() else None
    if found is None:
        _judge(text, notes)
    else:
        _tell(found, text, notes)
    fields = _fields(found, text, len(payload))
    return Reading(
        payload=payload,
        standard=standard,
        octets=payload,
        fields=fields,
        findings=notes.all(),
        schemes=(standard,),
        summary=Summary(reference=text if found else ""),
    )


def encode(reading: Reading) -> bytes:
    """Return the digits of the fields, one behind the other."""
    return "".join(field.value for field in reading.fields).encode("utf-8", "replace")


def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - there is one
    """Return what can be filled in."""
    return _table().form


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return the digits given, checked against the wallet given."""
    mistakes = Mistakes()
    mistakes.unless_text(values)
    mistakes.end()
    wallet, code = values.get("wallet", ""), values.get("code", "")
    wallets = [row.id for row in _table().owner]
    if wallet and wallet not in wallets:
        allowed = ", ".join(wallets)
        mistakes.add(
            "wallet", message("payments.choice", field="wallet", value=excerpt(wallet), allowed=allowed)
        )
    if not code:
        mistakes.add("code", message("payments.missing", field="code"))
    mistakes.end()
    payload = code.encode()
    mistakes.of(read(payload, standard, datetime.now(UTC)), form(standard), {"": "code"})
    found = owner(code)
    if wallet and found is not None and found.id != wallet:
        mistakes.add("wallet", message("payercode.other-wallet", wallet=wallet, found=found.id))
    mistakes.end()
    return payload


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every part; `Codec.titles`."""
    return {row.name: row.title for row in _table().field}


def _text(payload: bytes, notes: Notes) -> str:
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError as error:
        notes.error(Aspect.STRUCTURE, "code", message("payments.not-text", offset=error.start))
        return payload.decode("utf-8", "replace")


def _judge(text: str, notes: Notes) -> None:
    """Note why a text is nobody's code: each kind of foreign character, else its prefix and length."""
    if not text:
        notes.error(Aspect.STRUCTURE, "code", message("payments.missing", field="code"))
        return
    digits = _plain(text)
    if any(blank in text for blank in _BLANKS):
        notes.error(Aspect.STRUCTURE, "code", message("payercode.blanks"))
    if text.translate(_FULL_WIDTH) != text:
        notes.error(Aspect.STRUCTURE, "code", message("payercode.full-width"))
    other = _OTHER.search(digits)
    if other:
        character = ascii(other[0])[1:-1]
        said = message("payments.characters", field="code", character=character, allowed="0-9")
        notes.error(Aspect.STRUCTURE, "code", said)
    elif digits and owner(digits) is None:
        notes.error(Aspect.SCHEME, "code", _nobody(digits))


def _nobody(digits: str) -> Message:
    """Return why digits have no owner, naming the wallet whose prefix they bear."""
    length, prefix = len(digits), digits[:2]
    for row in _table().loose:
        if row.first <= int(prefix) <= row.last and row.least <= length <= row.most:
            return message("payercode.loose", prefix=prefix, length=length)
    for wallet in _table().owner:
        if wallet.first <= int(prefix) <= wallet.last:
            lengths = str(wallet.least) if wallet.least == wallet.most else f"{wallet.least}-{wallet.most}"
            return message("payercode.length", prefix=prefix, length=length, lengths=lengths)
    return message("payercode.nobody", prefix=prefix, length=length)


def _tell(found: Owner, text: str, notes: Notes) -> None:
    said = {
        "wechat": message("payercode.wechat"),
        "alipay": message("payercode.alipay"),
        "unionpay": message("payercode.unionpay"),
        "baidu": message("payercode.baidu"),
    }[found.id]
    notes.info(Aspect.SCHEME, "", said)
    notes.info(Aspect.FRESHNESS, "", message("payercode.one-minute"))
    if found.id == "unionpay" and _looks_like_card(text):
        notes.info(Aspect.SCHEME, "", message("payercode.card-like"))


def _looks_like_card(text: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - only some codes need it

    return bool(luhn.is_valid(text))


def _fields(found: Owner | None, text: str, size: int) -> tuple[CodeField, ...]:
    known = titles(STANDARD)
    if found is None:
        return (CodeField("code", 0, size, "code", text, known["code"]),)
    cuts = [("prefix", 0, 2), ("product", 2, 2 + found.product), ("number", 2 + found.product, len(text))]
    return tuple(
        CodeField(name, start, end - start, name, text[start:end], known[name])
        for name, start, end in cuts
        if end > start
    )


def _plain(text: str) -> str:
    """Return a text without blanks and with full-width digits as digits: what was probably meant."""
    return "".join(text.translate(_FULL_WIDTH).split())


@cache
def _table() -> _Table:
    return tables.read("payments/payercode.toml", _Table)


@cache
def _owners() -> Mapping[tuple[str, int], Owner]:
    """Return the owners by prefix and length: no two of them share one."""
    return {
        (f"{prefix:02}", length): row
        for row in _table().owner
        for prefix in range(row.first, row.last + 1)
        for length in range(row.least, row.most + 1)
    }
