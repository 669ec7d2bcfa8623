"""What independent readers do with the mutations: `tests/vectors/payments/disputed.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache

from tests.fakes.paymentvectors import FOLDER


@dataclass(frozen=True)
class Dispute:
    """One reader, one standard."""

    reader: str
    standard: str
    takes: frozenset[str]
    """Mutations it accepts though we say error."""
    partly: frozenset[str]
    """Mutations it accepts for some codes."""
    refuses: frozenset[str]
    """Mutations it refuses though we only warn."""


@dataclass(frozen=True)
class Disputes:
    """The whole file."""

    readers: frozenset[str]
    unread: frozenset[str]
    """Standards no independent reader was found for."""
    rows: tuple[Dispute, ...]


@cache
def disputes() -> Disputes:
    plain = tomllib.loads((FOLDER / "disputed.toml").read_text(encoding="utf-8"))
    rows = tuple(
        Dispute(
            row["reader"],
            row["standard"],
            frozenset(row.get("takes", ())),
            frozenset(row.get("partly", ())),
            frozenset(row.get("refuses", ())),
        )
        for row in plain["dispute"]
    )
    return Disputes(frozenset(each["name"] for each in plain["reader"]), frozenset(plain["unread"]), rows)
