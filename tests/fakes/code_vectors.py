"""Published and computed payment codes (`tests/vectors/payments`), and what reading one has to find."""

import tomllib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from linktester.model.link import Severity
from linktester.model.payment import Reading, StandardId
from linktester.payments import read

FOLDER = Path(__file__).parent.parent / "vectors" / "payments"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""What dated rules are judged at unless a vector says otherwise."""


@dataclass(frozen=True)
class CodeVector:
    """One code, where it comes from, and what has to be found in it."""

    source: str
    standard: str
    valid: bool
    payload: str = ""
    payload_b64: str = ""
    """For octets that are no UTF-8 text."""
    note: str = ""
    at: datetime = NOW
    findings: tuple[str, ...] = ()
    """Codes of all errors and warnings, in any order; notes may be there besides."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Path → value of fields that have to be there."""
    summary: Mapping[str, str] = field(default_factory=dict)

    @property
    def octets(self) -> bytes:
        """What is read."""
        return b64decode(self.payload_b64) if self.payload_b64 else self.payload.encode()

    def read(self) -> Reading:
        """Return what reading it finds, judged as its standard."""
        return read(self.octets, standard=StandardId(self.standard), at=self.at)


def code_vectors(name: str) -> list[CodeVector]:
    """Return the vectors of the file `name`, in their order."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return [CodeVector(**entry) for entry in tomllib.loads(text)["vector"]]


def told(reading: Reading) -> list[str]:
    """Return the codes of errors and warnings, sorted, each once."""
    return sorted({each.code for each in reading.findings if each.severity is not Severity.INFO})


def misplaced(reading: Reading) -> list[str]:
    """Return the paths of fields whose offset and length do not lie inside the octets, or go back."""
    wrong, end = [], 0
    for each in reading.fields:
        if each.offset < end or each.offset + each.length > len(reading.octets):
            wrong.append(each.path)
        end = each.offset + each.length
    return wrong
