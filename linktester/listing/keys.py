"""The keys a filter knows, from `data/listing.toml`: what they are called and what they look at."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from linktester import resources
from linktester.codec import structure

_LONGEST = 40
"""Characters of a word that are compared with the known ones."""


class Kind(StrEnum):
    """How the values of a key are read; see the head of the data file."""

    CHOICE = "choice"
    ID = "id"
    VERSION = "version"
    BEGIN = "begin"
    TEXT = "text"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True)
class Key:
    """One key."""

    id: str
    kind: Kind
    fields: tuple[str, ...]
    """Fields of `Row`; empty = the searchable text. Of a flag: its values."""
    names: tuple[str, ...] = ()
    """Further names, in both languages."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further words for a choice, by its id."""

    @property
    def about(self) -> str:
        """Code of the sentence that explains it."""
        return f"listing.key-{self.id}"


@dataclass(frozen=True)
class _File:
    key: tuple[Key, ...]


@cache
def keys() -> Mapping[str, Key]:
    """Return all keys by id, in the order they are listed; read once."""
    shelf = structure(tomllib.loads(resources.read_text("listing.toml")), _File)
    return MappingProxyType({key.id: key for key in shelf.key})


def find(name: str) -> Key | None:
    """Return the key of that id or name, in any case."""
    return _by_name().get(normal(name))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant; empty when none is near."""
    found = get_close_matches(normal(word[:_LONGEST]), list(known), n=1, cutoff=0.7)
    return found[0] if found else ""


def nearest_key(name: str) -> str:
    """Return the id of the key that was probably meant; empty when none is near."""
    found = _by_name().get(nearest(name, _by_name()))
    return found.id if found else ""


def normal(word: str) -> str:
    """Return `word` as words are compared: in any case, with dashes for blanks and underscores."""
    return "-".join(word.casefold().replace("_", " ").split())


@cache
def _by_name() -> Mapping[str, Key]:
    return {normal(name): key for key in keys().values() for name in (key.id, *key.names)}
