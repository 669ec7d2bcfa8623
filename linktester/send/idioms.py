"""The listed ways in which pages move on (`data/idioms.toml`), as patterns over script tokens."""

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from linktester import resources
from linktester.codec import structure
from linktester.model.link import PlatformId
from linktester.send.tokens import MARK, NAME, TEXT, Token, tokens_of


class Runs(StrEnum):
    """When the statements inside a wrapper run."""

    NOW = "now"
    LATER = "later"
    """After the pattern's NUMBER of milliseconds."""
    HANDLER = "handler"
    """When the user does something; nothing in it moves the page by itself."""


PLACES = frozenset({"TEXT", "CODE", "NUMBER", "FUNCTION", "BODY", "IGNORED", "ELEMENT", "ARGS", "OBJECT"})
"""Words of a pattern that stand for something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveIdiom:
    """A statement that navigates."""

    pattern: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapperIdiom:
    """Code around statements."""

    pattern: str
    runs: Runs
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeIdiom:
    """A statement by which a page hands something to the app that shows it."""

    pattern: str
    """Its one OBJECT is what is handed over."""
    hosts: tuple[PlatformId, ...]
    """Apps that have such a bridge; elsewhere the statement does nothing."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagIdiom:
    """An element that a host's web view turns into a button."""

    element: str
    hosts: tuple[PlatformId, ...]
    address: str | None = None
    """Attribute that holds a URI; None where no attribute does."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassIdiom:
    """The button by which a user passes an interstitial page."""

    hosts: tuple[str, ...]
    selector: str
    address: tuple[str, ...]
    """Where the address is written, first that is there: `href`, `name:…`, `query:…`."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Idioms:
    """Everything the sender understands."""

    window_names: tuple[str, ...]
    max_refresh_seconds: float
    move: tuple[MoveIdiom, ...]
    wrapper: tuple[WrapperIdiom, ...]
    bridge: tuple[BridgeIdiom, ...]
    tag: tuple[TagIdiom, ...]
    pass_: tuple[PassIdiom, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    parts: tuple[Token, ...]
    """Places are tokens of kind `place`."""
    runs: Runs | None
    """None for a statement that navigates, or hands something over."""
    hosts: tuple[PlatformId, ...] = ()
    """Apps that have the bridge, for a statement that hands something over."""


@cache
def idioms() -> Idioms:
    """Return what ships with the product; read once."""
    table = tomllib.loads(resources.read_text("idioms.toml"))
    table["pass_"] = table.pop("pass")
    return structure(table, Idioms)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all script patterns, moves first."""
    listed = idioms()
    moves = [Pattern(_parts(move.pattern), None) for move in listed.move]
    wrappers = [Pattern(_parts(wrapper.pattern), wrapper.runs) for wrapper in listed.wrapper]
    bridges = [Pattern(_parts(bridge.pattern), None, bridge.hosts) for bridge in listed.bridge]
    return (*moves, *wrappers, *bridges)


@cache
def patterns_by_first() -> tuple[dict[str, tuple[Pattern, ...]], tuple[Pattern, ...]]:
    """Return the patterns by the word they begin with, and those that begin with a place."""
    table: dict[str, tuple[Pattern, ...]] = {}
    open_ended: list[Pattern] = []
    for pattern in patterns():
        first = pattern.parts[0]
        if first.kind == "place":
            open_ended.append(pattern)
        else:
            table[first.value] = (*table.get(first.value, ()), pattern)
    return table, tuple(open_ended)


def same(wanted: Token, found: Token) -> bool:
    """Return whether `found` is the word, mark or literal a pattern asks for."""
    if wanted.kind == TEXT:
        return found.kind == TEXT and found.value == wanted.value
    return found.kind in {NAME, MARK} and found.value == wanted.value


def _parts(pattern: str) -> tuple[Token, ...]:
    return tuple(
        token._replace(kind="place") if token.kind == NAME and token.value in PLACES else token
        for token in tokens_of(pattern)
    )
