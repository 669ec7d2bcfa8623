"""The table of standards."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from linktester import tables
from linktester.model.payment import Standard, StandardId


@dataclass(frozen=True)
class _Table:
    standard: tuple[Standard, ...]


@cache
def standards() -> Mapping[StandardId, Standard]:
    """Return every standard by its id, in the order of the table."""
    table = tables.read("payments/standards.toml", _Table)
    return MappingProxyType({each.id: each for each in table.standard})


def standard(name: str) -> Standard | None:
    """Return the standard called `name`, None when there is none."""
    return standards().get(StandardId(name))
