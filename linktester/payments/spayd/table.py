"""What SPAYD says, read from `data/payments/spayd.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property

from linktester import tables
from linktester.model.payment import Title


class Kind(StrEnum):
    """What form a value has."""

    TEXT = "text"
    ACCOUNT = "account"
    """IBAN, or IBAN+BIC."""
    ACCOUNTS = "accounts"
    """Several of them, commas between."""
    AMOUNT = "amount"
    CURRENCY = "currency"
    DIGITS = "digits"
    DATE = "date"
    DUE = "due"
    """A date that may be over."""
    CHOICE = "choice"
    ADDRESS = "address"
    """Phone number or e-mail address, as another key says."""
    CHECKSUM = "checksum"


@dataclass(frozen=True)
class Key:
    """One key a descriptor may have."""

    key: str
    name: str
    title: Title
    kind: Kind
    required: bool = False
    most: int | None = None
    """Characters, unescaped."""
    choices: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    hint: Title = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """All of it."""

    sources: tuple[str, ...]
    confidence: str
    as_of: str
    header: str
    versions: tuple[str, ...]
    own_prefix: str
    checksum: str
    most_accounts: int
    key: tuple[Key, ...]

    @cached_property
    def keys(self) -> Mapping[str, Key]:
        """Keys as they are written."""
        return {each.key: each for each in self.key}


@cache
def table() -> Table:
    """Return the table; read once."""
    return tables.read("payments/spayd.toml", Table)
