"""Reads a SPAYD descriptor: its elements as fields, each by its key."""

from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, Reading, StandardId, Summary, Title
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.spayd.elements import Element, Parts, cut, escaped, has_broken_escape, unescaped
from linktester.payments.spayd.rules import judge
from linktester.payments.spayd.table import Table, table

VERSION_TITLE: Title = {"en": "Version", "zh_CN": "版本"}


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:
    """Return what the payload says, the due date as it is at `at`; `Codec.read`."""
    known, notes = table(), Notes()
    parts = cut(payload)
    fields = _fields(parts, known, notes)
    if parts.header.upper() == known.header.encode():
        judge(parts, fields[1:], at, known, notes)
    else:
        said = message("payments.wrong-standard", standard=standard)
        notes.error(Aspect.STRUCTURE, "SPD", said)
    return Reading(
        payload=payload,
        standard=standard,
        octets=payload,
        fields=fields,
        findings=notes.all(),
        schemes=(standard,),
        summary=_summary(fields),
        shape=_shape(parts, fields),
    )


def _fields(parts: Parts, known: Table, notes: Notes) -> tuple[CodeField, ...]:
    version = parts.version.decode(errors="replace")
    head = CodeField("SPD", parts.version_offset, len(parts.version), "version", version, VERSION_TITLE)
    rest = [_field(element, place, known, notes) for place, element in enumerate(parts.elements, 1)]
    return (head, *rest)


def _field(element: Element, place: int, known: Table, notes: Notes) -> CodeField:
    key, colon, raw = element.octets.partition(b":")
    if not colon:
        return _stray(element, place, notes)
    path = key.decode(errors="replace")
    offset = element.offset + len(key) + 1
    value = _text(raw, path, offset, notes)
    found = known.keys.get(path)
    if found is None:
        return CodeField(path, offset, len(raw), "", value)
    return CodeField(path, offset, len(raw), found.name, value, found.title)


def _stray(element: Element, place: int, notes: Notes) -> CodeField:
    path = f"element/{place}"
    value = element.octets.decode(errors="replace")
    if value:
        notes.error(Aspect.STRUCTURE, path, message("spayd.no-colon", value=excerpt(value)))
    else:
        notes.error(Aspect.STRUCTURE, path, message("spayd.empty-element", offset=element.offset))
    return CodeField(path, element.offset, len(element.octets), "", value)


def _text(raw: bytes, path: str, offset: int, notes: Notes) -> str:
    if has_broken_escape(raw):
        notes.warning(Aspect.STRUCTURE, path, message("spayd.broken-escape", field=path))
    octets = unescaped(raw)
    try:
        value = octets.decode()
    except UnicodeDecodeError as error:
        notes.error(Aspect.STRUCTURE, path, message("payments.not-text", offset=offset + error.start))
        return octets.decode(errors="replace")
    if not raw.isascii():
        notes.warning(Aspect.STRUCTURE, path, message("spayd.not-escaped", field=path))
    return value


def _shape(parts: Parts, fields: tuple[CodeField, ...]) -> dict[str, str]:
    """Return what fields do not tell: header, final star, and values escaped otherwise than we would."""
    shape = {"header": parts.header.decode(errors="replace")} if parts.header != b"SPD" else {}
    if parts.closed:
        shape["end"] = "*"
    for place, (element, field) in enumerate(zip(parts.elements, fields[1:], strict=True), 1):
        raw = element.octets[-field.length :] if field.length else b""
        if (b"%" in raw or not raw.isascii()) and escaped(field.value) != raw:
            shape[f"raw/{place}"] = raw.decode("latin-1")
    return shape


def _summary(fields: tuple[CodeField, ...]) -> Summary:
    values = {field.path: field.value for field in reversed(fields)}
    return Summary(
        amount=values.get("AM", ""),
        currency=values.get("CC", ""),
        payee=values.get("RN", ""),
        account=values.get("ACC", "").partition("+")[0],
        reference=values.get("X-VS") or values.get("RF") or values.get("MSG", ""),
    )
