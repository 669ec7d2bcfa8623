"""Reads an EPC069-12 code: cuts it into lines and decodes them by the character set it names."""

from collections.abc import Sequence
from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect, Reading, StandardId, Summary
from linktester.payments import lines as text_lines
from linktester.payments.epc.rules import judge
from linktester.payments.epc.table import Table, table
from linktester.payments.excerpt import excerpt
from linktester.payments.lines import Lines
from linktester.payments.notes import Notes

_CHARSET_LINE = 2


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:  # noqa: ARG001 - no rule has a date
    """Return what the payload says; `Codec.read`."""
    known, notes = table(), Notes()
    lines = text_lines.split(payload)
    values = _decoded(lines, known, notes)
    if values[0].upper() == known.service_tag:
        text_lines.judge_shape(lines, payload, known.names, known.most_octets, notes)
        padded = (*values, *[""] * (len(known.line) - len(values)))
        judge(padded, known, notes)
    else:
        said = message("payments.wrong-standard", standard=standard)
        notes.error(Aspect.STRUCTURE, "line/1", said)
        padded = ("",) * len(known.line)
    return Reading(
        payload=payload,
        standard=standard,
        octets=payload,
        fields=text_lines.fields(lines, values, known.names),
        findings=notes.all(),
        schemes=(standard,),
        summary=_summary(padded, known),
        shape={"ends": lines.ends.value},
    )


def _decoded(lines: Lines, known: Table, notes: Notes) -> list[str]:
    """Return the lines as text, by the character set of the third line, UTF-8 when it names none."""
    named = lines.octets[_CHARSET_LINE] if len(lines.octets) > _CHARSET_LINE else b""
    code = named.decode("ascii", "replace")
    codec = known.codecs.get(code, "utf-8")
    try:
        values = [octets.decode(codec) for octets in lines.octets]
    except UnicodeDecodeError:
        return _decoded_in_part(lines, codec, known.charset_names.get(code, "UTF-8"), notes)
    if codec != "utf-8" and not b"".join(lines.octets).isascii():
        _suspect(lines, known.charset_names[code], values, notes)
    return values


def _decoded_in_part(lines: Lines, codec: str, charset: str, notes: Notes) -> list[str]:
    values = []
    for index, octets in enumerate(lines.octets):
        try:
            values.append(octets.decode(codec))
        except UnicodeDecodeError as error:
            values.append(octets.decode(codec, "replace"))
            offset = lines.offsets[index] + error.start
            said = message("epc.not-in-charset", offset=offset, charset=charset)
            notes.error(Aspect.STRUCTURE, text_lines.path(index), said)
    return values


def _suspect(lines: Lines, charset: str, values: Sequence[str], notes: Notes) -> None:
    """Warn of octets that are good UTF-8 though another character set is named: a common slip."""
    for index, octets in enumerate(lines.octets):
        if octets.isascii():
            continue
        try:
            meant = octets.decode("utf-8")
        except UnicodeDecodeError:
            continue
        said = message("epc.looks-utf8", charset=charset, value=excerpt(values[index]), meant=excerpt(meant))
        notes.warning(Aspect.STRUCTURE, text_lines.path(index), said)


def _summary(values: Sequence[str], known: Table) -> Summary:
    index = known.index
    amount = values[index["amount"]]
    letters = amount[:3] if amount[:3].isalpha() else ""
    return Summary(
        amount=amount[len(letters) :],
        currency=letters,
        payee=values[index["name"]],
        account=values[index["iban"]],
        reference=values[index["reference"]] or values[index["text"]],
    )
