"""Writes Swiss QR-bills: a reading's lines again, or a new bill from named values."""

from collections.abc import Mapping
from datetime import UTC, datetime

from linktester.model.errors import InputErrors
from linktester.model.payment import FormField, Reading, StandardId
from linktester.payments.lineforms import ENDS_FIELD, LINE_ENDS, one_line, problems, refusals
from linktester.payments.lines import Ends, join
from linktester.payments.swissqr.reading import read
from linktester.payments.swissqr.table import Line, Table, table

_REQUIRED = frozenset({"iban", "creditor-name", "creditor-postcode", "creditor-town"})
_MANDATORY_LINES = 31
_DEFAULTS = {"creditor-country": "CH", "currency": "CHF", "reference-type": "NON"}


def encode(reading: Reading) -> bytes:
    """Return the reading's lines joined by its line ends; `Codec.encode`."""
    values = [field.value.encode(errors="replace") for field in reading.fields]
    return join(values, reading.shape.get("ends", Ends.LF))


def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - there is one
    """Return a field per line that is anybody's choice; addresses are structured. `Codec.form`."""
    known = table()
    fixed = _fixed(known)
    asked = [_asked(line, known) for line in known.line if line.name not in fixed and _is_used(line)]
    return (*asked, ENDS_FIELD)


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return a new bill of the version in force, empty lines behind `EPD` left out; `Codec.write`."""
    known = table()
    texts = [text.encode(errors="replace") for text in _texts(values, known)]
    payload = join(texts, values.get(LINE_ENDS, Ends.LF))
    found = problems(values, "utf-8", "UTF-8")
    found += refusals(read(payload, standard, datetime.now(UTC)), known.names)
    if found:
        raise InputErrors(found)
    return payload


def _fixed(known: Table) -> Mapping[str, str]:
    """Lines that are nobody's choice → what stands there."""
    return {
        "qr-type": known.qr_type,
        "version": known.version,
        "coding": known.coding,
        "creditor-type": known.structured,
        "debtor-type": known.structured,
        "trailer": known.trailer,
    }


def _is_used(line: Line) -> bool:
    return not line.name.startswith("ultimate-creditor")


def _asked(line: Line, known: Table) -> FormField:
    choices = {"currency": known.currencies, "reference-type": tuple(known.reference_types)}
    return FormField(
        name=line.name,
        title=line.title,
        required=line.name in _REQUIRED,
        choices=choices.get(line.name, ()),
        default=_DEFAULTS.get(line.name, ""),
        example=line.example,
        most=line.most,
        hint=line.hint,
    )


def _texts(values: Mapping[str, str], known: Table) -> list[str]:
    given = {**_DEFAULTS, **values, **_fixed(known)}
    if not any(name.startswith("debtor-") for name in values):
        given["debtor-type"] = ""
    texts = [one_line(given.get(line.name, "")) for line in known.line]
    while len(texts) > _MANDATORY_LINES and not texts[-1]:
        texts.pop()
    return texts
