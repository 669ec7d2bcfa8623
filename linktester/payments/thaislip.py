"""The mini-code on Thai transfer slips: bank and reference in a template 00, the checksum in 91.

Sources: promptparse with its tests; slip codes in public code.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from linktester import tables
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, FormField, Reading, StandardId, Summary, Title
from linktester.payments.emv import tree
from linktester.payments.emv.checksum import note_checksum
from linktester.payments.emv.structure import Name, fields, note_faults, objects
from linktester.payments.emv.tlv import Grammar, Parsed, parse
from linktester.payments.notes import Notes

SLIP = StandardId("thai-slip-verify")
_CHECKSUM = "91"
_GRAMMAR = Grammar(templates=frozenset({"00"}), last=_CHECKSUM)
_MARK = re.compile(rb"00[0-9]{2}0006[0-9]{6}")
_LEADING_ZEROS_LOST = re.compile(rb"9104[0-9A-Fa-f]{1,3}\Z")


@dataclass(frozen=True)
class _Rule:
    path: str
    name: str
    title: Title
    pattern: str = ""
    expected: str = ""


@dataclass(frozen=True)
class _Entry:
    name: str
    path: str
    title: Title
    required: bool = False
    example: str = ""
    most: int | None = None
    hint: Title = field(default_factory=dict)


@dataclass(frozen=True)
class _Table:
    sources: tuple[str, ...]
    as_of: str
    api: str
    country: str
    object: tuple[_Rule, ...]
    form: tuple[_Entry, ...]


def claim(payload: bytes) -> StandardId | None:
    """Return the slip's standard for texts that start with a kind of enquiry."""
    return SLIP if _MARK.match(payload) else None


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:  # noqa: ARG001 - nothing expires
    """Return what the payload says, judged as a slip. Never raises."""
    notes = Notes()
    parsed = parse(payload, _GRAMMAR)
    note_faults(parsed, notes)
    if _LEADING_ZEROS_LOST.search(payload):
        notes.error(Aspect.CHECKSUM, _CHECKSUM, message("schemes.slip-zeros-lost"))
    else:
        note_checksum(parsed, notes, _CHECKSUM)
    if claim(payload) is None:
        notes.error(Aspect.SCHEME, "", message("payments.wrong-standard", standard=standard))
    else:
        _judge(parsed, notes)
    values = parsed.values
    return Reading(
        payload=payload,
        standard=standard,
        octets=parsed.octets,
        fields=tuple(fields(parsed, _names())),
        findings=notes.all(),
        schemes=(standard,),
        objects=objects(parsed),
        summary=Summary(
            account=values.get("00/01", ""),
            reference=values.get("00/02", ""),
            country=values.get("51", ""),
        ),
    )


def encode(reading: Reading) -> bytes:
    """Return the octets from the fields, lengths and checksum anew."""
    return tree.rebuild(reading.fields, _CHECKSUM)


def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - there is one
    """Return bank and reference."""
    return tuple(
        FormField(
            name=each.name,
            title=each.title,
            required=each.required,
            example=each.example,
            most=each.most,
            hint=each.hint,
        )
        for each in _table().form
    )


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:  # noqa: ARG001 - there is one
    """Return the octets of a new slip code. Raises InputErrors with all mistakes."""
    table = _table()
    problems = [
        Problem(Place(path=each.name), message("payments.missing", field=each.name))
        for each in table.form
        if each.required and not values.get(each.name)
    ]
    problems += _form_problems(values)
    if problems:
        raise InputErrors(problems)
    written = {each.path: values[each.name] for each in table.form}
    parts = {"00": "", "00/00": table.api, **written, "51": table.country}
    made = [CodeField(path, 0, 0, "", value, template=path == "00") for path, value in parts.items()]
    return tree.rebuild(made, _CHECKSUM)


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every object; `Codec.titles`."""
    return {path: title for path, (_, title) in _names().items()}


def _form_problems(values: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the values that are given."""
    rules = {rule.path: rule for rule in _table().object}
    problems = []
    for each in _table().form:
        value, rule = values.get(each.name), rules[each.path]
        if value and not _fits(rule, value):
            said = message("payments.form-wrong", field=each.name, value=value, expected=rule.expected)
            problems.append(Problem(Place(path=each.name), said))
    return problems


def _judge(parsed: Parsed, notes: Notes) -> None:
    values = parsed.values
    for rule in _table().object:
        value = values.get(rule.path)
        if value is None and rule.path != _CHECKSUM:
            notes.error(Aspect.SCHEME, rule.path, message("payments.missing", field=rule.path))
        elif value is not None and not _fits(rule, value):
            said = message("payments.form-wrong", field=rule.path, value=value, expected=rule.expected)
            notes.error(Aspect.SCHEME, rule.path, said)
    _extras(parsed, notes)


def _extras(parsed: Parsed, notes: Notes) -> None:
    """Note objects that stand there twice, and objects nobody knows."""
    names, seen = _names(), set()
    for item in parsed.items:
        if item.path in seen:
            notes.error(Aspect.STRUCTURE, item.path, message("payments.repeated", field=item.path))
        elif item.path not in names:
            notes.warning(Aspect.SCHEME, item.path, message("payments.unknown-field", field=item.path))
        seen.add(item.path)


def _fits(rule: _Rule, value: str) -> bool:
    return not rule.pattern or _compiled(rule.pattern).fullmatch(value) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


@cache
def _table() -> _Table:
    return tables.read("payments/thaislip.toml", _Table)


@cache
def _names() -> Mapping[str, Name]:
    return {rule.path: (rule.name, rule.title) for rule in _table().object}
