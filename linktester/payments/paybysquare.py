"""Pay by Square (Slovakia): a compressed text in base32hex.

`Reading.octets` are the code unpacked: two octets of header, two of length, four of checksum, the text.
`encode` joins the fields and packs them as liblzma does, which is what most writers use. Compressors differ,
so the same text has many valid codes: `shape["packed"]` keeps the code that was read, and `encode` gives it
back as long as unpacking it yields exactly the header and the text of the fields.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, FormField, Reading, StandardId, Summary, Title
from linktester.payments import bysquarepack as pack
from linktester.payments import bysquaretext
from linktester.payments.bysquarepack import Opened
from linktester.payments.bysquaretext import Form, Layout, Value
from linktester.payments.notes import Notes

_ID = StandardId("paybysquare")
_MARKS = (b"000", b"040", b"080")
"""Header 0000, 0100, 0200: payments of the three versions."""
_OTHER_FIRST, _OTHER_SECOND = b"0123", b"048CGKOS"
"""Headers of versions and kinds that are not known: such a code is one only when its checksum fits."""
_OWN = 3
"""Fields before those of the text."""
_NAMES: Mapping[str, Title] = {
    "header": {"en": "Header", "zh_CN": "头部"},
    "length": {"en": "Length", "zh_CN": "长度"},
    "crc32": {"en": "Checksum (CRC-32)", "zh_CN": "校验值（CRC-32）"},
}
_VERSION = {"en": "Version", "zh_CN": "版本"}


def claim(payload: bytes) -> StandardId | None:
    """Return `paybysquare` for what unpacks: its checksum fits, or at least its header and its length."""
    opening = payload[:64].strip()[:3]
    known = opening in _MARKS
    if not (known or _is_other(opening)) or len(payload) > pack.MAX_PACKED:
        return None
    code = pack.opened(payload)
    if not known:
        return _ID if code.sound else None
    whole = len(code.octets) > pack.CHECKSUM and len(code.octets) == code.said and b"\t" in code.text
    return _ID if code.sound or whole else None


def _is_other(opening: bytes) -> bool:
    return (
        len(opening) == len(_MARKS[0])
        and opening[0] in _OTHER_FIRST
        and opening[1] in _OTHER_SECOND
        and opening[2:] == b"0"
    )


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:  # noqa: ARG001 - nothing here expires
    """Return what the code says. Never raises."""
    notes = Notes()
    code = pack.opened(payload)
    _judge_packing(code, notes)
    layout = Layout(code.text) if code.text else None
    values = layout.values if layout else []
    if layout is not None:
        _judge_values(code, layout, notes)
    return Reading(
        payload=payload,
        standard=standard,
        octets=code.prefix + code.octets,
        fields=(*_frame(code), *(_field(value) for value in values)),
        findings=notes.all(),
        schemes=(standard,),
        summary=_summary(values),
        shape={"packed": payload.decode("latin-1")},
    )


def encode(reading: Reading) -> bytes:
    """Return the code from its fields; see the head of this module for which of the many it is."""
    frame = {field.path: field.value for field in reading.fields[:_OWN]}
    text = b"\t".join(
        field.value.encode("utf-8", "replace") for field in reading.fields if field.path not in _NAMES
    )
    header = _header(frame.get("header", ""))
    kept = reading.shape.get("packed", "").encode("latin-1", "replace")
    code = pack.opened(kept[: pack.MAX_PACKED])
    if code.sound and (code.header, code.text) == (header, text) and code.said == len(code.octets):
        return kept
    return pack.packed(header, text)


@cache
def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - one standard, one form
    """Return what a code of one payment into one account can say."""
    table = bysquaretext.table()
    version = FormField(name="version", title=_VERSION, choices=table.versions, default=table.default_version)
    rules = (rule for rule in table.field if rule.form not in (Form.COUNT, Form.FLAG))
    return (
        version,
        *(
            FormField(
                name=rule.name,
                title=rule.title,
                required=rule.needed and rule.group not in ("standing", "debit"),
                choices=rule.choices,
                default=rule.default,
                example=rule.example,
                most=rule.most,
                hint=rule.hint,
            )
            for rule in rules
        ),
    )


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:  # noqa: ARG001 - one standard
    """Return a new code of one payment into one account."""
    table = bysquaretext.table()
    given = {rule.name: rule.default for rule in table.field if rule.default} | dict(values)
    version = given.pop("version", table.default_version)
    problems = _mistakes(version, given)
    if problems:
        raise InputErrors(problems)
    kind = int(given["type"])
    fixed = {"payments": "1", "accounts": "1"}
    fixed["standing-order"] = "1" if kind & table.standing else "0"
    fixed["direct-debit"] = "1" if kind & table.debit else "0"
    written = given | fixed
    text = "\t".join(written.get(rule.name, "") for rule in table.field if _is_carried(rule.group, fixed))
    return pack.packed(bytes((table.versions.index(version), 0)), text.encode("utf-8", "replace"))


def _judge_packing(code: Opened, notes: Notes) -> None:
    structure = Aspect.STRUCTURE
    if code.foreign is not None:
        notes.error(structure, "", message("paybysquare.not-base32hex", offset=code.foreign))
    if len(code.prefix) < pack.PREFIX:
        notes.error(structure, "", message("paybysquare.cut"))
        return
    _judge_header(code, notes)
    if code.broken:
        notes.error(structure, "", message("paybysquare.lzma"))
    if not code.text:
        notes.error(structure, "", message("paybysquare.no-text"))
    elif len(code.octets) != code.said:
        said = message("paybysquare.length-wrong", said=code.said, found=len(code.octets))
        notes.error(structure, "length", said)
    if code.left_over:
        notes.error(structure, "", message("paybysquare.left-over", count=code.left_over))
    if code.loose_bits:
        notes.info(structure, "", message("paybysquare.loose-bits"))
    if not code.sound and len(code.octets) > pack.CHECKSUM:
        found, expected = (octets[::-1].hex().upper() for octets in (code.checksum, pack.checksum(code.text)))
        said = message("payments.checksum-wrong", found=found, expected=expected)
        notes.error(Aspect.CHECKSUM, "crc32", said)


def _judge_header(code: Opened, notes: Notes) -> None:
    kind, version = divmod(code.header[0], 16)
    table = bysquaretext.table()
    if str(kind) not in table.kinds:
        notes.error(Aspect.SCHEME, "header", message("paybysquare.kind", found=kind))
    if version >= len(table.versions):
        allowed = ", ".join(table.versions)
        notes.error(Aspect.SCHEME, "header", message("paybysquare.version", found=version, allowed=allowed))
    if code.header[1]:
        notes.warning(Aspect.SCHEME, "header", message("paybysquare.reserved", found=f"{code.header[1]:02X}"))


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every value, whichever payment it belongs to; `Codec.titles`."""
    rules = bysquaretext.table().field
    return {**_NAMES, **{f"{place}{rule.name}": rule.title for rule in rules for place in ("", "*/")}}


def _judge_values(code: Opened, layout: Layout, notes: Notes) -> None:
    if code.broken:
        # What stands before damage is shown; what it is worth nobody knows.
        return
    _judge_letters(code, notes)
    # Behind a cut nothing is missing: it is only not to be seen, and what stands last may be half.
    whole = len(code.octets) >= code.said
    for value in layout.values if whole else layout.values[:-1]:
        if value.rule is None:
            _judge_rest(layout, value.path, notes)
            break
        if not value.text and not value.rule.needed:
            continue
        for said in bysquaretext.flaws(value.rule, value.path, value.text):
            note = notes.warning if value.rule.soft else notes.error
            note(Aspect.SCHEME, value.path, said)
        for said in bysquaretext.doubts(value.rule, value.path, value.text):
            notes.warning(Aspect.SCHEME, value.path, said)
    if whole:
        _judge_ending(code.header[0] % 16, layout, notes)
        _judge_parts(code.header[0] % 16, layout.values, notes)


def _judge_rest(layout: Layout, first: str, notes: Notes) -> None:
    """Tell once of all that stands behind what the counts and flags announce."""
    count = sum(1 for value in layout.values if value.rule is None)
    notes.error(Aspect.STRUCTURE, first, message("paybysquare.unannounced", count=count, field=first))


def _judge_letters(code: Opened, notes: Notes) -> None:
    try:
        code.text.decode()
    except UnicodeDecodeError as error:
        offset = pack.PREFIX + pack.CHECKSUM + error.start
        notes.error(Aspect.STRUCTURE, "", message("payments.not-text", offset=offset))


def _judge_ending(version: int, layout: Layout, notes: Notes) -> None:
    """A text may stop before the beneficiary, which the first version did not know."""
    for path in layout.wanted[:1]:
        said = message("payments.missing", field=path)
        if "beneficiary" not in path:
            notes.error(Aspect.STRUCTURE, path, said)
        elif 0 < version < len(bysquaretext.table().versions):
            notes.warning(Aspect.SCHEME, path, said)


def _judge_parts(version: int, values: Sequence[Value], notes: Notes) -> None:
    table = bysquaretext.table()
    found = {value.path: value.text for value in values}
    numbers = [value.path.split("/")[1] for value in values if value.rule and value.rule.name == "type"]
    for number in numbers:
        prefix = f"payment/{number}/"
        for bit, flag in ((table.standing, "standing-order"), (table.debit, "direct-debit")):
            asked = found[f"{prefix}type"] in map(str, range(8)) and int(found[f"{prefix}type"]) & bit
            _judge_part(prefix + flag, bool(asked), found.get(prefix + flag), notes)
        name = f"{prefix}beneficiary-name"
        if table.name_needed_from <= version < len(table.versions) and not found.get(name):
            notes.error(Aspect.SCHEME, name, message("payments.missing", field=name))


def _judge_part(path: str, asked: bool, flag: str | None, notes: Notes) -> None:
    if asked and flag == "0":
        notes.error(Aspect.SCHEME, path, message("paybysquare.part-missing", field=path))
    if not asked and flag == "1":
        notes.warning(Aspect.SCHEME, path, message("paybysquare.part-unasked", field=path))


def _frame(code: Opened) -> tuple[CodeField, ...]:
    whole = code.prefix + code.octets
    spans = (("header", 0, pack.HEADER), ("length", pack.HEADER, pack.PREFIX - pack.HEADER))
    found = []
    for name, offset, length in (*spans, ("crc32", pack.PREFIX, pack.CHECKSUM)):
        octets = whole[offset : offset + length]
        if octets:
            found.append(
                CodeField(name, offset, len(octets), _named(name), octets.hex().upper(), _NAMES[name])
            )
    return tuple(found)


def _named(path: str) -> str:
    return "checksum" if path == "crc32" else path


def _field(value: Value) -> CodeField:
    rule = value.rule
    return CodeField(
        value.path,
        pack.PREFIX + pack.CHECKSUM + value.offset,
        value.length,
        rule.name if rule else "",
        value.text,
        rule.title if rule else {},
    )


def _summary(values: Sequence[Value]) -> Summary:
    first: dict[str, str] = {}
    for value in values:
        if value.rule is not None:
            first.setdefault(value.rule.name, value.text)
    return Summary(
        amount=first.get("amount", ""),
        currency=first.get("currency", ""),
        payee=first.get("beneficiary-name", ""),
        account=first.get("iban", ""),
        reference=first.get("reference", "") or first.get("variable-symbol", ""),
    )


def _header(value: str) -> bytes:
    try:
        octets = bytes.fromhex(value)
    except ValueError:
        return bytes(pack.HEADER)
    return octets[: pack.HEADER].ljust(pack.HEADER, b"\0")


def _is_carried(group: str, flags: Mapping[str, str]) -> bool:
    if group == "standing":
        return flags["standing-order"] == "1"
    return group != "debit" or flags["direct-debit"] == "1"


def _mistakes(version: str, given: Mapping[str, str]) -> list[Problem]:
    table = bysquaretext.table()
    problems = []
    if version not in table.versions:
        allowed = ", ".join(table.versions)
        said = message("payments.choice", field="version", value=version[:80], allowed=allowed)
        problems.append(Problem(Place(path="version"), said))
    kinds = _parts_of(given.get("type", ""))
    for rule in table.field:
        value = given.get(rule.name, "")
        if rule.form in (Form.COUNT, Form.FLAG) or (rule.group in ("standing", "debit") and not value):
            if rule.needed and rule.group in kinds:
                problems.append(Problem(Place(path=rule.name), message("payments.missing", field=rule.name)))
            continue
        found = [*bysquaretext.flaws(rule, rule.name, value)]
        if "\t" in value:
            found.append(message("paybysquare.tab", field=rule.name))
        if rule.group in ("standing", "debit") and rule.group not in kinds:
            found.append(message("paybysquare.part-unasked", field=rule.name))
        problems.extend(Problem(Place(path=rule.name), said) for said in found)
    if version == table.versions[-1] and not given.get("beneficiary-name"):
        said = message("payments.missing", field="beneficiary-name")
        problems.append(Problem(Place(path="beneficiary-name"), said))
    return problems


def _parts_of(kind: str) -> tuple[str, ...]:
    table = bysquaretext.table()
    return {str(table.standing): ("standing",), str(table.debit): ("debit",)}.get(kind, ())
