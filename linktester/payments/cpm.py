"""EMVCo consumer-presented codes: base64 of BER-TLV, without a checksum.

`Reading.octets` are the decoded ones. The base64 is strict: what another reader might forgive is an error
here, though the fields behind it are shown. `encode` keeps order and unknown objects, and the length forms
by `shape["lengths"]` (field number:octets, only those longer than needed).
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import Message, message
from linktester.model.payment import Aspect, CodeField, FormField, Reading, StandardId, Summary, Title
from linktester.payments import cpmtags
from linktester.payments.bertlv import Element, Flaw, FlawKind, header, parse, shortest
from linktester.payments.cpmtags import Kind, Part, Tag
from linktester.payments.notes import Notes

_ID = StandardId("emvco-cpm")
_MARK = b"hqvduf"
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_FOREIGN = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
_INDICATOR, _APPLICATION, _COMMON, _TRANSPARENT = "85", "61", "62", "63"


def claim(payload: bytes) -> StandardId | None:
    """Return `emvco-cpm` for a text that starts as base64 of tag 85 does."""
    return _ID if payload[: len(_MARK)].lower() == _MARK else None


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:
    """Return what the code says. Never raises."""
    notes = Notes()
    octets = _unpacked(payload, notes)
    elements, flaws = parse(octets)
    for flaw in flaws:
        notes.error(Aspect.STRUCTURE, flaw.path, _flaw(flaw))
    fields = tuple(_field(octets, element) for element in elements)
    _judge_places(fields, notes)
    if not flaws:
        _judge_accounts(fields, notes)
    _judge_values(octets, fields, at, notes)
    return Reading(
        payload=payload,
        standard=standard,
        octets=octets,
        fields=fields,
        findings=notes.all(),
        schemes=(standard,),
        objects=cpmtags.objects(fields),
        summary=_summary(fields),
        shape=_shape(elements),
    )


def encode(reading: Reading) -> bytes:
    """Return the code from its fields: lengths anew, in their old form where that still holds them."""
    return b64encode(_written(reading.fields, reading.shape.get("lengths", "")))


@cache
def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - one standard, one form
    """Return a field per object of the standard; the application id is needed."""
    return tuple(
        FormField(
            name=tag.name,
            title=tag.title,
            required=tag.id == cpmtags.table().application,
            example=tag.example,
            most=_characters(tag),
        )
        for tag in cpmtags.tags().values()
        if tag.ask is not Part.NOWHERE
    )


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:  # noqa: ARG001 - one standard
    """Return a new code of one application; cryptogram and its like go into its transparent template."""
    problems: list[Problem] = []
    parts: dict[Part, bytes] = dict.fromkeys(Part, b"")
    for tag in cpmtags.tags().values():
        value = values.get(tag.name, "")
        if tag.ask is not Part.NOWHERE and value:
            octets = _given(tag, value, problems)
            parts[tag.ask] += header(tag.id, len(octets)) + octets
    problems.extend(_missing(values))
    code = b64encode(_assembled(parts))
    if len(code) > cpmtags.table().text_most:
        said = message("cpm.text-too-long", length=len(code), most=cpmtags.table().text_most)
        problems.append(Problem(Place(), said))
    if problems:
        raise InputErrors(problems)
    return code


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every object, wherever it stands; `Codec.titles`."""
    return {f"{place}{tag.id}": tag.title for tag in cpmtags.tags().values() for place in ("", "*/")}


def _unpacked(payload: bytes, notes: Notes) -> bytes:
    """Return the octets behind the base64, as many as can be made out."""
    most = cpmtags.table().text_most
    if len(payload) > most:
        notes.error(Aspect.EMVCO, "", message("cpm.text-too-long", length=len(payload), most=most))
    try:
        octets = b64decode(payload, validate=True)
    except Base64Error:
        octets = None
    if octets is not None and b64encode(octets) == payload:
        return octets
    notes.error(Aspect.STRUCTURE, "", _base64_flaw(payload))
    whole = payload.replace(b"-", b"+").replace(b"_", b"/").translate(None, _FOREIGN)
    whole = whole[:-1] if len(whole) % 4 == 1 else whole
    return b64decode(whole + b"=" * (-len(whole) % 4))


def _base64_flaw(payload: bytes) -> Message:
    found = _NOT_BASE64.search(payload)
    if found is None:
        return message("cpm.base64-end")
    character = payload[found.start() : found.start() + 4].decode("utf-8", "replace")[0]
    return message("cpm.not-base64", offset=found.start(), character=character)


def _flaw(flaw: Flaw) -> Message:
    match flaw.kind:
        case FlawKind.CUT:
            return message("cpm.cut", offset=flaw.offset)
        case FlawKind.LENGTH_FORM:
            return message("cpm.length-form", field=flaw.path, offset=flaw.offset)
        case FlawKind.PAST_END:
            return message("cpm.length-past-end", field=flaw.path, said=flaw.said, left=flaw.left)
        case FlawKind.DEEP:
            return message("cpm.too-deep", field=flaw.path)


def _field(octets: bytes, element: Element) -> CodeField:
    tag = cpmtags.tags().get(element.tag)
    value = octets[element.offset : element.offset + element.length]
    return CodeField(
        element.path,
        element.offset,
        element.length,
        tag.name if tag else "",
        value.hex().upper() if element.constructed else cpmtags.text_of(tag, value),
        tag.title if tag else {},
        element.constructed,
    )


def _judge_places(fields: Sequence[CodeField], notes: Notes) -> None:
    """Judge what stands where: first, in which template, how often."""
    roots = [field.path for field in fields if "/" not in field.path]
    for needed in (_INDICATOR, _APPLICATION):
        if needed not in roots:
            notes.error(Aspect.EMVCO, needed, message("payments.missing", field=needed))
    if _INDICATOR in roots and roots[0] != _INDICATOR:
        notes.error(Aspect.EMVCO, _INDICATOR, message("payments.not-first", field=_INDICATOR))
    if _COMMON in roots and _APPLICATION in roots[roots.index(_COMMON) :]:
        notes.warning(Aspect.EMVCO, _COMMON, message("cpm.order"))
    _judge_repeats(fields, notes)
    for field in fields:
        _judge_place(field, notes)
    for path, held in _applications(fields):
        _judge_application(path, held, notes)


def _judge_repeats(fields: Sequence[CodeField], notes: Notes) -> None:
    held: dict[str, set[str]] = {"": set()}
    for field in fields:
        siblings = held[field.path.rpartition("/")[0]]
        if field.path in siblings and field.path != _APPLICATION:
            notes.error(Aspect.EMVCO, field.path, message("payments.repeated", field=field.path))
        siblings.add(field.path)
        if field.template:
            held[field.path] = set()


def _judge_place(field: CodeField, notes: Notes) -> None:
    parent, _, own = field.path.rpartition("/")
    tag = cpmtags.tags().get(own)
    if tag is not None and tag.inside and parent.rpartition("/")[2] not in tag.inside:
        notes.warning(Aspect.EMVCO, field.path, message("cpm.misplaced", field=field.path))
    if tag is None and len(own) > 4:
        notes.warning(Aspect.EMVCO, field.path, message("cpm.long-tag", field=field.path))
    elif tag is None and not _is_transparent(parent):
        notes.info(Aspect.EMVCO, field.path, message("payments.unknown-field", field=field.path))


def _is_transparent(parent: str) -> bool:
    return any(step in cpmtags.table().transparent for step in parent.split("/"))


def _applications(fields: Sequence[CodeField]) -> list[tuple[str, set[str]]]:
    """Return (path, tags directly inside) of every template an account can stand in."""
    found: list[tuple[str, set[str]]] = []
    for field in fields:
        if field.path in (_APPLICATION, _COMMON):
            found.append((field.path, set()))
        parent, _, own = field.path.rpartition("/")
        if found and parent == found[-1][0]:
            found[-1][1].add(own)
    return found


def _judge_accounts(fields: Sequence[CodeField], notes: Notes) -> None:
    """Note an application nobody can be charged by: asked only where nothing is hidden by a broken frame."""
    table, templates = cpmtags.table(), _applications(fields)
    shared = {tag for path, held in templates if path == _COMMON for tag in held}
    for path, held in templates:
        if path == _APPLICATION and not (held | shared) & {table.pan, table.track2, *table.transparent}:
            notes.warning(Aspect.EMVCO, path, message("cpm.no-account", field=path))


def _judge_application(path: str, held: set[str], notes: Notes) -> None:
    table = cpmtags.table()
    if path == _APPLICATION and table.application not in held:
        notes.warning(Aspect.EMVCO, path, message("cpm.no-application-id"))
    if {table.pan, table.track2} <= held:
        notes.error(Aspect.EMVCO, f"{path}/{table.pan}", message("cpm.both-accounts", field=path))


def _judge_values(octets: bytes, fields: Sequence[CodeField], at: datetime, notes: Notes) -> None:
    table = cpmtags.table()
    for field in fields:
        own = field.path.rpartition("/")[2]
        tag = cpmtags.tags().get(own)
        if tag is None or tag.kind is Kind.TEMPLATE:
            continue
        for said in _value_flaws(octets, field, tag):
            notes.error(Aspect.EMVCO, field.path, said)
        if own == _INDICATOR and field.value != table.format_indicator:
            allowed = table.format_indicator
            said = message("payments.choice", field=own, value=field.value[:80], allowed=allowed)
            notes.error(Aspect.EMVCO, field.path, said)
        ends = cpmtags.expiry(field.value) if own == table.track2 else None
        if ends is not None and ends < (at.year, at.month):
            said = message("cpm.expired", field=field.path, value=f"{ends[0]}-{ends[1]:02}")
            notes.warning(Aspect.FRESHNESS, field.path, said)


def _value_flaws(octets: bytes, field: CodeField, tag: Tag) -> list[Message]:
    if tag.kind is Kind.TEXT:
        try:
            octets[field.offset : field.offset + field.length].decode()
        except UnicodeDecodeError as error:
            return [message("payments.not-text", offset=field.offset + error.start)]
    return list(cpmtags.flaws(tag, field.path, field.value, field.length))


def _summary(fields: Sequence[CodeField]) -> Summary:
    table = cpmtags.table()
    first: dict[str, str] = {}
    for field in fields:
        first.setdefault(field.path.rpartition("/")[2], field.value)
    track2 = first.get(table.track2, "")
    return Summary(
        account=cpmtags.account(first.get(table.pan, "") or track2),
        expires=track2.partition("D")[2][:4],
    )


def _shape(elements: Sequence[Element]) -> Mapping[str, str]:
    long = [
        f"{number}:{element.length_octets}"
        for number, element in enumerate(elements)
        if element.length_octets > shortest(element.length)
    ]
    return {"lengths": ",".join(long)} if long else {}


def _written(fields: Sequence[CodeField], lengths: str) -> bytes:
    forms = dict(pair.split(":", 1) for pair in lengths.split(",") if ":" in pair)
    made, at = b"", 0
    while at < len(fields):
        content, after = _content(fields, at, fields[at].path.rpartition("/")[0], forms)
        made, at = made + content, after
    return made


def _content(
    fields: Sequence[CodeField], at: int, parent: str, forms: Mapping[str, str]
) -> tuple[bytes, int]:
    """Return the octets of the objects from `at` on that stand in `parent`, and where they end."""
    made = bytearray()
    while at < len(fields) and fields[at].path.rpartition("/")[0] == parent:
        own, number = fields[at].path.rpartition("/")[2], str(at)
        if fields[at].template:
            value, at = _content(fields, at + 1, fields[at].path, forms)
        else:
            value, at = cpmtags.octets_of(cpmtags.tags().get(own), fields[at].value), at + 1
        made += header(own, len(value), int(forms.get(number, "1"))) + value
    return bytes(made), at


def _characters(tag: Tag) -> int | None:
    if tag.most is None or tag.kind is Kind.TEXT:
        return tag.most
    return tag.most * 2


def _given(tag: Tag, value: str, problems: list[Problem]) -> bytes:
    """Return the octets of what somebody filled in, its mistakes noted."""
    filled = value if tag.kind is Kind.TEXT else value.replace(" ", "").upper()
    if tag.kind in (Kind.PAN, Kind.TRACK2):
        filled = filled.replace("=", "D") + ("F" if len(filled) % 2 else "")
    try:
        octets = bytes.fromhex(filled) if tag.kind is not Kind.TEXT else filled.encode()
    except ValueError:
        said = message("payments.form-wrong", field=tag.name, value=value[:80], expected=tag.example)
        problems.append(Problem(Place(path=tag.name), said))
        return b""
    flaws = cpmtags.flaws(tag, tag.name, filled, len(octets))
    problems.extend(Problem(Place(path=tag.name), said) for said in flaws)
    return octets


def _missing(values: Mapping[str, str]) -> list[Problem]:
    table, tags = cpmtags.table(), cpmtags.tags()
    problems = []
    needed = tags[table.application].name
    if not values.get(needed):
        problems.append(Problem(Place(path=needed), message("payments.missing", field=needed)))
    pan, track2 = tags[table.pan].name, tags[table.track2].name
    if values.get(pan) and values.get(track2):
        problems.append(Problem(Place(path=pan), message("cpm.both-accounts", field=pan)))
    return problems


def _assembled(parts: Mapping[Part, bytes]) -> bytes:
    indicator = cpmtags.table().format_indicator.encode()
    application = parts[Part.APPLICATION]
    if parts[Part.TRANSPARENT]:
        application += header(_TRANSPARENT, len(parts[Part.TRANSPARENT])) + parts[Part.TRANSPARENT]
    made = header(_INDICATOR, len(indicator)) + indicator
    made += header(_APPLICATION, len(application)) + application
    if parts[Part.COMMON]:
        made += header(_COMMON, len(parts[Part.COMMON])) + parts[Part.COMMON]
    return made
