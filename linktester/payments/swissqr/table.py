"""What the Swiss guidelines say, read from `data/payments/swissqr.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from linktester import tables
from linktester.model.payment import Title
from linktester.payments.lines import Name


@dataclass(frozen=True)
class Line:
    """One line of a bill."""

    name: str
    title: Title
    most: int | None = None
    """Characters; of addresses as type S has them."""
    example: str = ""
    hint: Title = field(default_factory=dict)


@dataclass(frozen=True)
class Combined:
    """Addresses of two free lines, and until when they were good."""

    type: str
    most: int
    forbidden_from: date
    tolerated_until: date
    """Last day on which some banks took them still."""


@dataclass(frozen=True)
class Characters:
    """A set of characters a bill may be written in, each wider than the one before."""

    ranges: tuple[str, ...]
    """First and last code point, hexadecimal: `0020-007E`."""
    allowed_from: date | None = None

    @cached_property
    def others(self) -> re.Pattern[str]:
        """Finds a character outside; line ends are told elsewhere."""
        inside = "".join(
            f"{re.escape(chr(int(first, 16)))}-{re.escape(chr(int(last, 16)))}"
            for first, last in (each.split("-") for each in self.ranges)
        )
        return re.compile(rf"[^{inside}\r\n]")


@dataclass(frozen=True)
class ReferenceType:
    """One kind of reference, and whether it goes with a QR-IBAN or with any other account."""

    type: str
    least: int
    most: int
    qr_iban: bool


@dataclass(frozen=True)
class Table:
    """All of it."""

    sources: tuple[str, ...]
    confidence: str
    as_of: str
    most_octets: int
    qr_type: str
    version: str
    version_form: str
    coding: str
    trailer: str
    account_countries: tuple[str, ...]
    qr_iban_from: int
    qr_iban_to: int
    currencies: tuple[str, ...]
    most_amount: str
    billing_start: str
    carries: tuple[int, ...]
    """Of the QRR check digit, by (carry + digit) modulo 10."""
    most_together: int
    notices: tuple[str, ...]
    structured: str
    combined: Combined
    characters: tuple[Characters, ...]
    reference: tuple[ReferenceType, ...]
    line: tuple[Line, ...]

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Names of the lines, in their order."""
        return tuple(Name(each.name, each.title) for each in self.line)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Name of a line → its place, from 0."""
        return {each.name: place for place, each in enumerate(self.line)}

    @cached_property
    def version_pattern(self) -> re.Pattern[str]:
        """Versions a reader takes."""
        return re.compile(self.version_form, re.ASCII)

    @cached_property
    def reference_types(self) -> Mapping[str, ReferenceType]:
        """Kinds of references by what line 28 calls them."""
        return {each.type: each for each in self.reference}


@cache
def table() -> Table:
    """Return the table; read once."""
    return tables.read("payments/swissqr.toml", Table)
