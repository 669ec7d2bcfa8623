"""Reads a Swiss QR-bill: cuts it into lines, decodes them as UTF-8, and has them judged."""

from collections.abc import Sequence
from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect, Reading, StandardId, Summary
from linktester.payments import lines as text_lines
from linktester.payments.lines import Lines
from linktester.payments.notes import Notes
from linktester.payments.swissqr.rules import judge
from linktester.payments.swissqr.table import Table, table


def read(payload: bytes, standard: StandardId, at: datetime) -> Reading:
    """Return what the payload says, dated rules as they are at `at`; `Codec.read`."""
    known, notes = table(), Notes()
    lines = text_lines.split(payload)
    values, broken = _decoded(lines, notes)
    padded: Sequence[str] = (*values, *[""] * (len(known.line) - len(values)))
    if values[0].upper() == known.qr_type:
        text_lines.judge_shape(lines, payload, known.names, known.most_octets, notes)
        judge(padded, len(values), at, known, notes, broken=broken)
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


def _decoded(lines: Lines, notes: Notes) -> tuple[list[str], frozenset[int]]:
    """Return the lines as text, and which of them are no text in part: told here, and only here."""
    values, broken = [], set()
    for index, octets in enumerate(lines.octets):
        try:
            values.append(octets.decode())
        except UnicodeDecodeError as error:
            values.append(octets.decode(errors="replace"))
            said = message("payments.not-text", offset=lines.offsets[index] + error.start)
            notes.error(Aspect.STRUCTURE, text_lines.path(index), said)
            broken.add(index)
    return values, frozenset(broken)


def _summary(values: Sequence[str], known: Table) -> Summary:
    index = known.index
    return Summary(
        amount=values[index["amount"]],
        currency=values[index["currency"]],
        payee=values[index["creditor-name"]],
        account=values[index["iban"]],
        reference=values[index["reference"]] or values[index["message"]],
        country=values[index["creditor-country"]],
    )
