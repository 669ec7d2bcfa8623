"""What each effect of a rule amounts to, from `data/mapping.toml`: outcome, modifiers, and who decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linktester import resources
from linktester.codec import structure
from linktester.model.pack import Mapped
from linktester.tomltext import parse

FILE = "mapping.toml"
NO_ANSWER = frozenset({"unknown", "conflict"})
"""Effects that end or suspend knowledge instead of answering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    outcome: str
    modifiers: tuple[str, ...] = ()
    by: str | None = None


@cache
def mapping() -> Mapping[str, Mapped]:
    """Return effect name → what it amounts to; raises InputErrors when the packaged table is broken."""
    document = parse(resources.read_text(FILE), FILE)
    rows = structure(document.value.get("effect", {}), dict[str, _Row], document)
    return {name: Mapped(row.outcome, row.modifiers, row.by) for name, row in rows.items()}
