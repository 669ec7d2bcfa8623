"""The payment code vectors of `tests/vectors/payments`, one file per standard."""

import tomllib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from linktester.model.link import Severity
from linktester.model.payment import Reading, StandardId
from linktester.payments import encode, read

FOLDER = Path(__file__).parents[1] / "vectors" / "payments"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""What dated rules are judged at unless a vector says otherwise."""


@dataclass(frozen=True)
class PaymentVector:
    """One payload and what is known about it."""

    name: str
    payload: bytes
    standard: StandardId
    source: str
    valid: bool
    findings: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    at: datetime = AT
    """The moment it is judged at."""

    def read(self) -> Reading:
        return read(self.payload, standard=self.standard, at=self.at)


@cache
def vectors(standard: str) -> tuple[PaymentVector, ...]:
    """Return the vectors of one file, good ones and bad ones."""
    rows = tomllib.loads((FOLDER / f"{standard}.toml").read_text(encoding="utf-8"))["vector"]
    return tuple(_vector(f"{standard}-{number}", row) for number, row in enumerate(rows))


def good(standard: str) -> tuple[PaymentVector, ...]:
    return tuple(each for each in vectors(standard) if each.valid)


def standards_with_vectors() -> tuple[str, ...]:
    files = FOLDER.glob("*.toml")
    return tuple(sorted(file.stem for file in files if file.stem != "disputed"))


def _vector(name: str, row: Mapping[str, Any]) -> PaymentVector:
    payload = row["payload"].encode() if "payload" in row else _octets(row)
    return PaymentVector(
        name=f"{name} {row.get('note', '')}".strip(),
        payload=payload,
        standard=StandardId(row["standard"]),
        source=row["source"],
        valid=row["valid"],
        findings=tuple(row.get("findings", ())),
        fields=row.get("fields", {}),
        summary=row.get("summary", {}),
        at=row.get("at", AT),
    )


def _octets(row: Mapping[str, Any]) -> bytes:
    if "payload_hex" in row:
        return bytes.fromhex(row["payload_hex"])
    return b64decode(row["payload_b64"])


def values(reading: Reading) -> dict[str, str]:
    """Return path → value, the first of repeated ones."""
    found: dict[str, str] = {}
    for each in reading.fields:
        found.setdefault(each.path, each.value)
    return found


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


def assert_says(vector: PaymentVector, reading: Reading) -> None:
    """Assert that the reading is valid or not, and has the fields and the summary, as the vector has it."""
    assert reading.valid is vector.valid
    found = values(reading)
    assert {path: found.get(path) for path in vector.fields} == dict(vector.fields)
    assert {name: getattr(reading.summary, name) for name in vector.summary} == dict(vector.summary)


def assert_read_whole(vector: PaymentVector) -> None:
    """Assert that all errors and warnings are named, every field has its place, a good code comes back."""
    reading = vector.read()
    assert told(reading) == sorted(vector.findings)
    assert_says(vector, reading)
    assert misplaced(reading) == []
    if vector.valid:
        assert encode(reading) == vector.payload


def assert_read_in_order(vector: PaymentVector) -> None:
    """Assert that the findings, notes included, are named in their order, and what else is known."""
    reading = vector.read()
    assert tuple(finding.code for finding in reading.findings) == vector.findings
    assert_says(vector, reading)
