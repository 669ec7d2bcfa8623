"""What EPC069-12 says, read from `data/payments/epc.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from linktester import tables
from linktester.model.payment import Title
from linktester.payments.lines import Name


@dataclass(frozen=True)
class Charset:
    """One of the eight character sets a code may be written in."""

    code: str
    name: str
    codec: str
    """As Python calls it."""


@dataclass(frozen=True)
class Line:
    """One line of a code."""

    name: str
    title: Title
    required: bool = False
    most: int | None = None
    """Characters."""
    default: str = ""
    example: str = ""
    hint: Title = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """All of it."""

    sources: tuple[str, ...]
    confidence: str
    as_of: str
    most_octets: int
    service_tag: str
    versions: tuple[str, ...]
    bic_versions: tuple[str, ...]
    identifications: tuple[str, ...]
    recent_identifications: tuple[str, ...]
    currency: str
    least_amount: str
    most_amount: str
    most_decimals: int
    most_whole_digits: int
    eea: frozenset[str]
    """Countries of the European Economic Area."""
    charset: tuple[Charset, ...]
    line: tuple[Line, ...]

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Names of the lines, in their order."""
        return tuple(Name(each.name, each.title) for each in self.line)

    @cached_property
    def codecs(self) -> Mapping[str, str]:
        """Code of a character set → codec."""
        return {each.code: each.codec for each in self.charset}

    @cached_property
    def charset_names(self) -> Mapping[str, str]:
        """Code of a character set → what it is called."""
        return {each.code: each.name for each in self.charset}

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Name of a line → its place, from 0."""
        return {each.name: place for place, each in enumerate(self.line)}

    @cached_property
    def amount_form(self) -> re.Pattern[str]:
        """Letters of a currency, whole digits, decimals."""
        return re.compile(r"([A-Z]{3})([0-9]+)(?:\.([0-9]+))?", re.ASCII)


@cache
def table() -> Table:
    """Return the table; read once."""
    return tables.read("payments/epc.toml", Table)
