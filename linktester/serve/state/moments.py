"""Moments and details as the state file keeps them: milliseconds since 1970, and JSON texts."""

from datetime import UTC, datetime
from typing import Any

import msgspec


def kept(moment: datetime | None) -> int | None:
    """Return an aware moment in milliseconds."""
    return None if moment is None else round(moment.timestamp() * 1000)


def moment(milliseconds: int) -> datetime:
    """Return kept milliseconds as an aware moment."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def moment_or_none(milliseconds: int | None) -> datetime | None:
    """Return kept milliseconds as an aware moment, None for none."""
    return None if milliseconds is None else moment(milliseconds)


def text_of(value: object) -> str:
    """Return plain data as JSON text, keys sorted, so that equal data are equal texts."""
    return msgspec.json.encode(value, order="deterministic").decode()


def value_of(text: str) -> Any:
    """Return kept JSON text as plain data."""
    return msgspec.json.decode(text)
