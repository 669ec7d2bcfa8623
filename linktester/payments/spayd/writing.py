"""Writes SPAYD descriptors: a reading's elements again, or a new descriptor from named values."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import CodeField, FormField, Reading, StandardId
from linktester.payments.spayd.elements import STAR, checksum, escaped, unescaped
from linktester.payments.spayd.reading import read
from linktester.payments.spayd.table import Key, Kind, Table, table

_YES, _NO = "yes", "no"
_STRAY = "element/"


def encode(reading: Reading) -> bytes:
    """Return the reading's elements again, escaped as they were, the checksum anew; `Codec.encode`."""
    known, shape = table(), reading.shape
    head, *rest = reading.fields
    version = head.value.encode(errors="replace")
    header = shape.get("header", known.header).encode(errors="replace")
    elements = [_element(field, shape.get(f"raw/{place}")) for place, field in enumerate(rest, 1)]
    mended = _with_checksum(header, version, rest, elements, known)
    return STAR.join((header, version, *mended)) + shape.get("end", "").encode()


def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - there is one
    """Return a field per key, the checksum as a choice; `Codec.form`."""
    return tuple(_asked(key) for key in table().key)


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return a new descriptor, keys in the order of the form; `Codec.write`."""
    known = table()
    given = {key.key: values.get(key.name, key.default) for key in known.key if key.kind is not Kind.CHECKSUM}
    elements = [key.encode() + b":" + escaped(value) for key, value in given.items() if value]
    header, version = known.header.encode(), known.versions[0].encode()
    crc = values.get("checksum", _YES)
    if crc == _YES:
        elements.append(f"{known.checksum}:{checksum(header, version, elements)}".encode())
    payload = STAR.join((header, version, *elements))
    problems = _unwritable(values, crc) + _refused(payload, standard, known)
    if problems:
        raise InputErrors(problems)
    return payload


def _element(field: CodeField, raw: str | None) -> bytes:
    if field.path.startswith(_STRAY):
        return field.value.encode(errors="replace")
    written = escaped(field.value) if raw is None else raw.encode("latin-1", "replace")
    if raw is not None and unescaped(written).decode(errors="replace") != field.value:
        written = escaped(field.value)
    return field.path.encode(errors="replace") + b":" + written


def _with_checksum(
    header: bytes, version: bytes, fields: Sequence[CodeField], elements: Sequence[bytes], known: Table
) -> list[bytes]:
    """Return the elements, the checksum among them computed anew in the case of letters it had."""
    own = known.checksum
    others = [octets for field, octets in zip(fields, elements, strict=True) if field.path != own and octets]
    made = list(elements)
    for place, field in enumerate(fields):
        if field.path == own:
            crc = checksum(header, version, others)
            small = field.value == field.value.lower() != field.value.upper()
            made[place] = f"{own}:{crc.lower() if small else crc}".encode()
    return made


def _asked(key: Key) -> FormField:
    crc = key.kind is Kind.CHECKSUM
    return FormField(
        name=key.name,
        title=key.title,
        required=key.required,
        choices=(_YES, _NO) if crc else key.choices,
        default=_YES if crc else key.default,
        example=key.example,
        most=key.most,
        hint=key.hint,
    )


def _unwritable(values: Mapping[str, str], crc: str) -> list[Problem]:
    problems = []
    if crc not in (_YES, _NO):
        said = message("payments.choice", field="checksum", value=crc, allowed=f"{_YES}, {_NO}")
        problems.append(Problem(Place(path="checksum"), said))
    for name, text in values.items():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            character = f"U+{ord(text[error.start]):04X}"
            problems.append(
                Problem(Place(path=name), message("spayd.control", field=name, character=character))
            )
    return problems


def _refused(payload: bytes, standard: StandardId, known: Table) -> list[Problem]:
    """Return the errors of reading it back, each at its form field."""
    found = []
    for finding in read(payload, standard, datetime.now(UTC)).findings:
        if finding.severity is Severity.ERROR:
            # What is missing has no place in the code, but one in the form.
            key = known.keys.get(finding.where or str(finding.message.args.get("field", "")))
            found.append(Problem(Place(path=key.name if key else None), finding.message))
    return found
