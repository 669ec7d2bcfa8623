"""The payment code vectors of `tests/vectors/payments`, one file per standard."""

import tomllib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from linktester.model.payment import Reading, StandardId
from linktester.payments import read

FOLDER = Path(__file__).parents[1] / "vectors" / "payments"
AT = datetime(2026, 11, 22, tzinfo=UTC)
"""The day the vectors are judged on."""


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
