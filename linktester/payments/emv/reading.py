"""One code read: cut, told apart, judged, summed up – and put together again."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from linktester.model.payment import Reading, StandardId, Summary
from linktester.payments import registries
from linktester.payments.emv import structure, tree
from linktester.payments.emv.checksum import note_checksum
from linktester.payments.emv.code import Code
from linktester.payments.emv.judge import Sheet, judge, sheet
from linktester.payments.emv.profile import EMVCO
from linktester.payments.emv.scheme import Found, grammar, schemes
from linktester.payments.emv.tlv import Parsed, parse
from linktester.payments.notes import Notes

_OPENINGS = (b"000201", b"000202")
_TELLING = frozenset({"52", "53", "58", "59", "60", "63"})


def claim(payload: bytes) -> StandardId | None:
    """Return the most specific scheme whose mark the payload bears, None when it is no such code."""
    if not payload.startswith(_OPENINGS) and not payload[:4].isdigit():
        return None
    parsed, found = _cut(payload)
    if not payload.startswith(_OPENINGS) and len(_TELLING & parsed.values.keys()) < 3:
        return None
    return found[0].standard if found else EMVCO


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:
    """Return what the payload says, judged as `standard` at the moment `at`. Never raises."""
    parsed, found = _cut(payload)
    template = _template(standard, found)
    used, code = sheet(standard, template), Code(parsed, standard, template)
    notes = Notes()
    structure.note_faults(parsed, notes, used.plain, strict=standard == EMVCO)
    note_checksum(parsed, notes)
    judge(code, parsed, used, notes, at)
    fields = structure.fields(parsed, used.names)
    structure.with_parts(fields, used.parts)
    return Reading(
        payload=payload,
        standard=standard,
        octets=payload,
        fields=tuple(fields),
        findings=notes.all(),
        schemes=(standard, *(each.standard for each in found if each.standard != standard)),
        objects=structure.objects(parsed),
        summary=_summary(parsed.values, used),
    )


@lru_cache(maxsize=16)
def _cut(payload: bytes) -> tuple[Parsed, tuple[Found, ...]]:
    """Return the objects and the schemes they tell; remembers the last few for who detects, then reads."""
    parsed = parse(payload, grammar())
    return parsed, schemes(parsed)


def encode(reading: Reading) -> bytes:
    """Return the octets again from the fields. Never raises."""
    return tree.rebuild(reading.fields)


def _template(standard: StandardId, found: tuple[Found, ...]) -> str:
    return next((each.template for each in found if each.standard == standard), "")


def _summary(values: Mapping[str, str], used: Sheet) -> Summary:
    currency = values.get("53", "")
    told = {name: _first(values, paths) for name, paths in used.summary.items()}
    return Summary(
        currency=registries.currency_of_number(currency) or currency, country=values.get("58", ""), **told
    )


def _first(values: Mapping[str, str], paths: tuple[str, ...]) -> str:
    for path in paths:
        value = values.get(path)
        if value:
            return value
    return ""
