"""What SPAYD demands of a descriptor as a whole: header, keys, checksum."""

import re
from collections.abc import Sequence
from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.spayd.elements import Parts, checksum, other_checksums
from linktester.payments.spayd.table import Kind, Table
from linktester.payments.spayd.values import judge_value

_KEY = re.compile(r"[A-Z0-9-]+", re.ASCII)
_VERSION = re.compile(r"[0-9]+\.[0-9]+", re.ASCII)
_CHECKSUM = re.compile(r"[0-9A-Fa-f]{8}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_STRAY = "element/"
_TO_NOTIFY = ("NT", "NTA")


def judge(parts: Parts, fields: Sequence[CodeField], at: datetime, known: Table, notes: Notes) -> None:
    """Note what is wrong; `fields` has one for each element of `parts`, in their order."""
    _judge_head(parts, known, notes)
    first: dict[str, CodeField] = {}
    for field in fields:
        if field.path.startswith(_STRAY):
            continue
        if field.path in first:
            notes.error(Aspect.STRUCTURE, field.path, message("payments.repeated", field=field.path))
            continue
        first[field.path] = field
        _judge_key(field.path, known, notes)
        _judge_content(field, first, at, known, notes)
    for key in known.key:
        if key.required and key.key not in first:
            notes.error(Aspect.SCHEME, key.key, message("payments.missing", field=key.key))
    _judge_pairs(first, notes)
    if known.checksum in first:
        _judge_checksum(parts, first[known.checksum].value, known, notes)


def _judge_head(parts: Parts, known: Table, notes: Notes) -> None:
    header, version = parts.header.decode(errors="replace"), parts.version.decode(errors="replace")
    if header != known.header:
        notes.error(Aspect.STRUCTURE, "SPD", message("spayd.header", header=known.header))
    if not _VERSION.fullmatch(version):
        said = message("spayd.version-form", value=excerpt(version), known=known.versions[0])
        notes.error(Aspect.STRUCTURE, "SPD", said)
    elif version not in known.versions:
        allowed = ", ".join(known.versions)
        said = message("payments.choice", field="SPD", value=excerpt(version), allowed=allowed)
        notes.error(Aspect.SCHEME, "SPD", said)


def _judge_key(key: str, known: Table, notes: Notes) -> None:
    if key in known.keys or (key.startswith(known.own_prefix) and _KEY.fullmatch(key)):
        return
    if _KEY.fullmatch(key):
        said = message("spayd.unknown-key", key=excerpt(key), prefix=known.own_prefix)
        notes.warning(Aspect.SCHEME, key, said)
    else:
        notes.error(Aspect.STRUCTURE, key, message("spayd.key-form", key=excerpt(key)))


def _judge_content(
    field: CodeField, first: dict[str, CodeField], at: datetime, known: Table, notes: Notes
) -> None:
    control = _CONTROL.search(field.value)
    if control:
        code_point = f"U+{ord(control.group()):04X}"
        said = message("spayd.control", field=excerpt(field.path), character=code_point)
        notes.error(Aspect.SCHEME, field.path, said)
    key = known.keys.get(field.path)
    if not field.value:
        notes.error(Aspect.SCHEME, field.path, message("payments.empty-field", field=excerpt(field.path)))
    elif key is not None and key.kind is Kind.ADDRESS:
        notify_by = first.get(_TO_NOTIFY[0])
        judge_value(field.value, key, at, known, notes, notify_by=notify_by.value if notify_by else "")
    elif key is not None:
        judge_value(field.value, key, at, known, notes)


def _judge_pairs(first: dict[str, CodeField], notes: Notes) -> None:
    """A way to notify needs an address, and the other way round."""
    for one, other in (_TO_NOTIFY, _TO_NOTIFY[::-1]):
        if one in first and other not in first:
            notes.warning(Aspect.SCHEME, one, message("spayd.needs", field=one, other=other))


def _judge_checksum(parts: Parts, found: str, known: Table, notes: Notes) -> None:
    own = known.checksum.encode() + b":"
    rest = [each.octets for each in parts.elements if each.octets and not each.octets.startswith(own)]
    expected = checksum(parts.header, parts.version, rest)
    if not _CHECKSUM.fullmatch(found) or found.upper() != expected:
        said = message("payments.checksum-wrong", found=excerpt(found), expected=expected)
        notes.error(Aspect.CHECKSUM, known.checksum, said)
        if found.upper() in other_checksums(parts.header, parts.version, rest):
            notes.info(Aspect.CHECKSUM, known.checksum, message("spayd.checksum-otherwise"))
    elif found != expected:
        notes.warning(Aspect.CHECKSUM, known.checksum, message("payments.checksum-lower-case"))
