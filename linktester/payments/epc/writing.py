"""Writes EPC069-12 codes: a reading's lines again, or a new code from named values."""

from collections.abc import Mapping
from datetime import UTC, datetime

from linktester.model.errors import InputErrors
from linktester.model.payment import FormField, Reading, StandardId
from linktester.payments.epc.reading import read
from linktester.payments.epc.table import Table, table
from linktester.payments.lineforms import ENDS_FIELD, LINE_ENDS, one_line, problems, refusals
from linktester.payments.lines import Ends, join

_TAKEN_FROM_TABLE = 1
"""The service tag is nobody's choice."""


def encode(reading: Reading) -> bytes:
    """Return the reading's lines joined by its line ends, in its character set; `Codec.encode`."""
    code = next((field.value for field in reading.fields if field.path == "line/3"), "")
    codec = table().codecs.get(code, "utf-8")
    values = [field.value.encode(codec, "replace") for field in reading.fields]
    return join(values, reading.shape.get("ends", Ends.LF))


def form(standard: StandardId) -> tuple[FormField, ...]:  # noqa: ARG001 - there is one
    """Return a field per line and the choice of line ends; `Codec.form`."""
    known = table()
    choices = {
        "version": known.versions,
        "charset": tuple(known.codecs),
        "identification": known.identifications,
    }
    asked = [
        FormField(
            name=line.name,
            title=line.title,
            required=line.required and not line.default,
            choices=choices.get(line.name, ()),
            default=line.default,
            example=line.example,
            most=line.most,
            hint=line.hint,
        )
        for line in known.line[_TAKEN_FROM_TABLE:]
    ]
    return (*asked, ENDS_FIELD)


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return a new code, empty lines at its end left out; `Codec.write`."""
    known = table()
    texts = _texts(values, known)
    code = texts[known.index["charset"]]
    codec = known.codecs.get(code, "utf-8")
    payload = join([text.encode(codec, "replace") for text in texts], values.get(LINE_ENDS, Ends.LF))
    found = problems(values, codec, known.charset_names.get(code, code))
    found += refusals(read(payload, standard, datetime.now(UTC)), known.names)
    if found:
        raise InputErrors(found)
    return payload


def _texts(values: Mapping[str, str], known: Table) -> list[str]:
    texts = [known.service_tag]
    texts += [one_line(values.get(line.name, line.default)) for line in known.line[_TAKEN_FROM_TABLE:]]
    amount = known.index["amount"]
    texts[amount] = known.currency + texts[amount] if texts[amount] else ""
    while not texts[-1]:
        texts.pop()
    return texts
