"""What the guidelines demand of an address: seven lines, structured (S) or, until a date, combined (K)."""

from collections.abc import Sequence
from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments import registries
from linktester.payments.excerpt import excerpt
from linktester.payments.lines import path
from linktester.payments.notes import Notes
from linktester.payments.swissqr.table import Table

_TYPE, _NAME, _STREET, _NUMBER, _POSTCODE, _TOWN, _COUNTRY = range(7)
_MANDATORY = (_TYPE, _NAME, _POSTCODE, _TOWN, _COUNTRY)
_MANDATORY_COMBINED = (_NAME, _NUMBER, _COUNTRY)
"""The second free line stands where the house number does."""
_EMPTY_COMBINED = (_POSTCODE, _TOWN)


def judge_address(
    values: Sequence[str], first: int, at: datetime, known: Table, notes: Notes, *, required: bool
) -> None:
    """Note what is wrong with the address whose type is at `first`; one not required may be empty."""
    address = values[first : first + _COUNTRY + 1]
    if not required and not any(address):
        return
    combined = address[_TYPE] == known.combined.type
    if combined:
        _judge_combined(address, first, at, known, notes)
    elif address[_TYPE] not in ("", known.structured):
        _note_type(address[_TYPE], first, known, notes)
    for index in _MANDATORY_COMBINED if combined else _MANDATORY:
        if not address[index].strip():
            field = path(first + index)
            notes.error(Aspect.SCHEME, path(first + index), message("payments.missing", field=field))
    _judge_lengths(address, first, combined=combined, known=known, notes=notes)
    country = address[_COUNTRY]
    if country and not registries.is_country(country):
        field = path(first + _COUNTRY)
        said = message("payments.country-unknown", field=field, value=excerpt(country))
        notes.error(Aspect.SCHEME, path(first + _COUNTRY), said)


def _note_type(value: str, first: int, known: Table, notes: Notes) -> None:
    field = path(first)
    said = message("payments.choice", field=field, value=excerpt(value), allowed=known.structured)
    notes.error(Aspect.SCHEME, path(first), said)


def _judge_combined(address: Sequence[str], first: int, at: datetime, known: Table, notes: Notes) -> None:
    for index in _EMPTY_COMBINED:
        if address[index]:
            said = message("swissqr.combined-empty", field=path(first + index))
            notes.error(Aspect.SCHEME, path(first + index), said)
    rule, where, today = known.combined, path(first), at.date()
    since, until = str(rule.forbidden_from), str(rule.tolerated_until)
    if today < rule.forbidden_from:
        notes.info(Aspect.FRESHNESS, where, message("swissqr.combined-ends", since=since))
    elif today <= rule.tolerated_until:
        notes.error(Aspect.FRESHNESS, where, message("swissqr.combined-tolerated", since=since, until=until))
    else:
        notes.error(Aspect.FRESHNESS, where, message("swissqr.combined-over", since=since, until=until))


def _judge_lengths(address: Sequence[str], first: int, *, combined: bool, known: Table, notes: Notes) -> None:
    for index in range(_NAME, _COUNTRY):
        most = known.combined.most if combined else known.line[first + index].most
        if most is not None and len(address[index]) > most:
            field = path(first + index)
            said = message("payments.too-long", field=field, length=len(address[index]), most=most)
            notes.error(Aspect.SCHEME, path(first + index), said)
