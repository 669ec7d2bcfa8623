"""What the guidelines demand of the lines of a bill, addresses and references apart."""

import re
from collections.abc import Sequence
from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.excerpt import excerpt
from linktester.payments.ibans import fault
from linktester.payments.lines import path
from linktester.payments.notes import Notes
from linktester.payments.swissqr.addresses import judge_address
from linktester.payments.swissqr.references import judge_reference
from linktester.payments.swissqr.table import Table

_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,8})\.[0-9]{2}", re.ASCII)
_ZERO = "0.00"
_NO_TEXT = "\ufffd"
_ADDRESS = 7
"""Lines of an address."""


def judge(
    values: Sequence[str],
    present: int,
    at: datetime,
    known: Table,
    notes: Notes,
    *,
    broken: frozenset[int] = frozenset(),
) -> None:
    """Note what is wrong with the lines; `values` has one for each line there can be, `present` are there.

    In `broken` lines U+FFFD stands for octets that are no text, which has been told.
    """
    index = known.index
    _judge_head(values, known, notes)
    _judge_iban(values[index["iban"]], known, notes)
    judge_address(values, index["creditor-type"], at, known, notes, required=True)
    _judge_unused(values, index["ultimate-creditor-type"], notes)
    _judge_amount(values, known, notes)
    judge_address(values, index["debtor-type"], at, known, notes, required=False)
    judge_reference(values, known, notes)
    _judge_texts(values, known, notes)
    _judge_trailer(values, present, known, notes)
    _judge_characters(_texts(values, broken) if broken else values, at, known, notes)


def _texts(values: Sequence[str], broken: frozenset[int]) -> Sequence[str]:
    return [value.replace(_NO_TEXT, "") if index in broken else value for index, value in enumerate(values)]


def _judge_head(values: Sequence[str], known: Table, notes: Notes) -> None:
    good = (
        values[0] == known.qr_type,
        known.version_pattern.fullmatch(values[1]) is not None,
        values[2] == known.coding,
    )
    expected = (known.qr_type, known.version, known.coding)
    for index, (fits, wanted) in enumerate(zip(good, expected, strict=True)):
        if fits:
            continue
        field, value = path(index), excerpt(values[index])
        if value:
            said = message("payments.choice", field=field, value=value, allowed=wanted)
        else:
            said = message("payments.missing", field=field)
        notes.error(Aspect.STRUCTURE, path(index), said)
    if good[1] and values[1] != known.version:
        said = message("swissqr.later-version", value=values[1], known=known.version)
        notes.info(Aspect.SCHEME, path(1), said)


def _judge_iban(value: str, known: Table, notes: Notes) -> None:
    index = known.index["iban"]
    field, where = path(index), path(index)
    if not value:
        notes.error(Aspect.SCHEME, where, message("payments.missing", field=field))
        return
    said = fault(value)
    if said is None and value[:2] not in known.account_countries:
        allowed = ", ".join(known.account_countries)
        said = message("payments.country-other", field=field, value=value[:2], allowed=allowed)
    if said is not None:
        notes.error(Aspect.SCHEME, where, said)


def _judge_unused(values: Sequence[str], first: int, notes: Notes) -> None:
    for index in range(first, first + _ADDRESS):
        if values[index]:
            said = message("payments.reserved", field=path(index))
            notes.error(Aspect.SCHEME, path(index), said)


def _judge_amount(values: Sequence[str], known: Table, notes: Notes) -> None:
    index = known.index["amount"]
    value, currency = values[index], values[index + 1]
    if value == _ZERO:
        _judge_notice(values, known, notes)
    elif value and not _AMOUNT.fullmatch(value):
        said = message("swissqr.amount", value=excerpt(value), most=known.most_amount)
        notes.error(Aspect.SCHEME, path(index), said)
    if currency in known.currencies:
        return
    field = path(index + 1)
    if currency:
        allowed = ", ".join(known.currencies)
        said = message("payments.currency-other", field=field, value=excerpt(currency), allowed=allowed)
    else:
        said = message("payments.missing", field=field)
    notes.error(Aspect.SCHEME, path(index + 1), said)


def _judge_notice(values: Sequence[str], known: Table, notes: Notes) -> None:
    where = path(known.index["amount"])
    said = values[known.index["message"]].upper()
    if any(notice in said for notice in known.notices):
        notes.info(Aspect.SCHEME, where, message("swissqr.notice"))
    else:
        notes.error(Aspect.SCHEME, where, message("swissqr.amount-notice", notice=known.notices[0]))


def _judge_texts(values: Sequence[str], known: Table, notes: Notes) -> None:
    for name in ("message", "billing", "alternative-1", "alternative-2"):
        index = known.index[name]
        most = known.line[index].most
        if most is not None and len(values[index]) > most:
            said = message("payments.too-long", field=path(index), length=len(values[index]), most=most)
            notes.error(Aspect.SCHEME, path(index), said)
    billing = known.index["billing"]
    text, information = values[known.index["message"]], values[billing]
    if information and not information.startswith(known.billing_start):
        said = message("swissqr.billing-start", value=excerpt(information), start=known.billing_start)
        notes.error(Aspect.SCHEME, path(billing), said)
    together = len(text) + len(information)
    if text and information and together > known.most_together:
        said = message("swissqr.together", length=together, most=known.most_together)
        notes.error(Aspect.SCHEME, path(billing), said)


def _judge_trailer(values: Sequence[str], present: int, known: Table, notes: Notes) -> None:
    index = known.index["trailer"]
    if values[index] == known.trailer:
        return
    where = path(index)
    if known.trailer in values:
        found = values.index(known.trailer) + 1
        said = message("swissqr.trailer-moved", trailer=known.trailer, found=found, expected=index + 1)
    elif present <= index:
        said = message("swissqr.too-few-lines", count=present, least=index + 1)
    else:
        said = message("swissqr.trailer", trailer=known.trailer, value=excerpt(values[index]))
    notes.error(Aspect.STRUCTURE, where, said)


def _judge_characters(values: Sequence[str], at: datetime, known: Table, notes: Notes) -> None:
    narrow, wide = known.characters[0], known.characters[-1]
    if narrow.others.search("\n".join(values)) is None:
        return
    early = wide.allowed_from is not None and at.date() < wide.allowed_from
    for index, value in enumerate(values):
        where, field = path(index), path(index)
        outside = wide.others.search(value)
        if outside:
            said = message("swissqr.character", field=field, character=f"U+{ord(outside.group()):04X}")
            notes.error(Aspect.SCHEME, where, said)
            continue
        new = narrow.others.search(value) if early else None
        if new:
            character, since = f"U+{ord(new.group()):04X}", str(wide.allowed_from)
            said = message("swissqr.character-early", field=field, character=character, since=since)
            notes.error(Aspect.FRESHNESS, where, said)
