"""The platforms' tables of `data/payapis/<family>/`: error codes, limits, retry ladders, fields of requests.

Every entry tells how sure we are of it (`sure`) and where it comes from (`source`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TypeVar

from linktester import resources, tables

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One error code."""

    code: str
    status: int
    message: str
    sure: str
    source: str
    message_sure: str = "G"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One number."""

    name: str
    value: int
    sure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Seconds between the tries of a callback."""

    name: str
    rungs: tuple[float, ...]
    sure: str
    source: str


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    OBJECT = "object"
    LIST = "list"
    TIME = "time"
    """RFC 3339, with a zone."""
    ADDRESS = "address"
    """http or https, without a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one field of a request must be."""

    at: str
    """Where it stands, as a JSON pointer; `*` stands for each item of a list."""
    of: tuple[str, ...]
    """The requests that have it."""
    kind: Kind
    needed_by: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    """Characters of a text, value of an integer, items of a list."""
    pattern: str = ""
    """What the whole text must match."""
    only: tuple[str, ...] = ()
    sure: str
    source: str


@dataclass(frozen=True, slots=True)
class Node:
    """A place in a request's body: its rule, and the places below it by name."""

    rule: Rule | None = None
    below: dict[str, "Node"] = field(default_factory=dict)


@cache
def errors(family: str) -> Mapping[str, Error]:
    """Return a family's error codes by code."""
    return {each.code: each for each in _read(family, "errors", "error", Error)}


@cache
def limits(family: str) -> Mapping[str, int]:
    """Return a family's numbers by name."""
    return {each.name: each.value for each in _read(family, "limits", "limit", Limit)}


@cache
def ladder(family: str, name: str) -> tuple[float, ...]:
    """Return a family's retry ladder of this name. Raises KeyError."""
    found = {each.name: each.rungs for each in _read(family, "ladders", "ladder", Ladder)}
    return found[name]


@cache
def words(family: str) -> Mapping[str, Mapping[str, str]]:
    """Return what a family says beside its codes: table → key → words."""
    return resources.read_table(f"payapis/{family}/words.toml")


@cache
def form(family: str, request: str) -> Node:
    """Return the places of a request's body with their rules."""
    root = Node()
    for rule in _read(family, "fields", "field", Rule):
        if request in rule.of:
            _put(root, rule)
    return root


def _put(root: Node, rule: Rule) -> None:
    *way, last = rule.at.removeprefix("/").split("/")
    place = root
    for name in way:
        place = place.below.setdefault(name, Node())
    known = place.below.get(last)
    place.below[last] = Node(rule, known.below if known else {})


def _read(family: str, file: str, table: str, kind: type[T]) -> tuple[T, ...]:
    return tables.rows(f"payapis/{family}/{file}.toml", table, kind)
