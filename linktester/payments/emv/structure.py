"""A parsed code as readings have it: fields, objects, and words for what is wrong with its structure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from linktester.model.message import Message, message
from linktester.model.payment import Aspect, CodeField, Title
from linktester.payments.emv.tlv import Fault, FaultKind, Parsed
from linktester.payments.notes import Notes

Name = tuple[str, Title]
Layout = tuple[tuple[str, Title, int], ...]
"""Name, title and length of each stretch of a value."""

_NO_TITLE: Title = MappingProxyType({})
UNNAMED: Name = ("", _NO_TITLE)


def fields(parsed: Parsed, names: Mapping[str, Name]) -> list[CodeField]:
    """Return the fields in their order; `names` are by path."""
    named = names.get
    made = []
    for path, offset, length, value, template in parsed.items:
        name, title = named(path, UNNAMED)
        made.append(CodeField(path, offset, length, name, value, title, template))
    return made


def objects(parsed: Parsed) -> dict[str, Any]:
    """Return id → text, for templates id → such a mapping; the first of repeated ids counts."""
    whole: dict[str, Any] = {}
    inside: dict[str, dict[str, Any]] = {"": whole}
    for item in parsed.items:
        parent, _, name = item.path.rpartition("/")
        if item.template:
            inside[item.path] = {}
            inside[parent].setdefault(name, inside[item.path])
        else:
            inside[parent].setdefault(name, item.value)
    return whole


def note_faults(
    parsed: Parsed, notes: Notes, plain: frozenset[str] = frozenset(), *, strict: bool = True
) -> None:
    """Note the faults of structure. Texts at `plain` paths need not be objects; not `strict`, others too."""
    for fault in parsed.faults:
        if fault.kind is not FaultKind.NOT_OBJECTS:
            notes.error(Aspect.STRUCTURE, fault.where, _SAID[fault.kind](fault))
        elif fault.where not in plain:
            note = notes.error if strict else notes.warning
            note(Aspect.STRUCTURE, fault.where, _SAID[fault.kind](fault))


def _header(fault: Fault) -> Message:
    return message("emv.header", offset=fault.offset, found=fault.found, left=fault.left)


def _past_end(fault: Fault) -> Message:
    return message("emv.past-end", field=fault.where, offset=fault.offset, asked=fault.asked, left=fault.left)


def _left_over(fault: Fault) -> Message:
    return message("payments.left-over", count=fault.left, offset=fault.offset)


def _not_objects(fault: Fault) -> Message:
    return message("emv.not-objects", field=fault.where, offset=fault.offset)


def _not_text(fault: Fault) -> Message:
    return message("payments.not-text", offset=fault.offset)


def _octet_lengths(_: Fault) -> Message:
    return message("emv.octet-lengths")


def _long_length(fault: Fault) -> Message:
    return message("emv.long-length", offset=fault.offset, field=fault.where)


_SAID: Mapping[FaultKind, Callable[[Fault], Message]] = {
    FaultKind.HEADER: _header,
    FaultKind.PAST_END: _past_end,
    FaultKind.LEFT_OVER: _left_over,
    FaultKind.NOT_OBJECTS: _not_objects,
    FaultKind.NOT_TEXT: _not_text,
    FaultKind.OCTET_LENGTHS: _octet_lengths,
    FaultKind.LONG_LENGTH: _long_length,
}


def with_parts(made: list[CodeField], parts: Mapping[str, Layout]) -> None:
    """Put the stretches of values with a known layout behind them; paths `15/acquirer`."""
    for index in range(len(made) - 1, -1, -1):
        layout = parts.get(made[index].path)
        if layout and _fits(made[index], layout):
            made[index + 1 : index + 1] = _cut(made[index], layout)


def _fits(whole: CodeField, layout: Layout) -> bool:
    fixed = sum(size for *_, size in layout)
    length = len(whole.value)
    return length == whole.length and (length == fixed or (length > fixed and layout[-1][2] == 0))


def _cut(whole: CodeField, layout: Layout) -> list[CodeField]:
    made, at = [], 0
    for name, title, size in layout:
        length = size or whole.length - at
        value = whole.value[at : at + length]
        made.append(CodeField(f"{whole.path}/{name}", whole.offset + at, length, name, value, title))
        at += length
    return made
