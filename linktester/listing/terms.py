"""Understands one term of a filter, or tells what is wrong with it."""

from dataclasses import dataclass
from itertools import islice

from linktester.listing import vocabulary
from linktester.listing.conditions import Test, condition, means_nothing
from linktester.listing.grammar import Term, Value
from linktester.listing.keys import Key, Kind, find, keys, nearest, nearest_key
from linktester.listing.spans import span
from linktester.model.message import Message, message

SHOWN = 80
"""Characters of a wrong word that are repeated."""
TOLD = 10
"""Wrong values of one term that are told."""
LISTED = 12
"""Values that are listed where one is not known."""


@dataclass(frozen=True, slots=True)
class FilterProblem:
    """Something in a filter that means nothing. The message includes the remedy."""

    start: int
    end: int
    """Offsets of what is wrong in the filter's text."""
    message: Message


@dataclass(frozen=True, slots=True)
class Reading:
    """What a term was understood as."""

    key: Key | None
    """None for words that are searched, and for keys that are not known."""
    test: Test | None
    """None when there are problems."""
    problems: tuple[FilterProblem, ...] = ()


def read(term: Term) -> Reading:
    """Return what `term` means. Takes any term; a wrong one has no test."""
    key = find(term.key) if term.key else keys()["text"]
    if key is None:
        return Reading(None, None, (_unknown_key(term),))
    if not term.values or not (key.fields or all(value.text for value in term.values)):
        return Reading(key, None, (_valueless(term, key),))
    problems = (problem for value in term.values if (problem := _problem(key, value)))
    first = tuple(islice(problems, TOLD))
    if first:
        return Reading(key, None, first)
    return Reading(key, condition(key, term.values, negated=term.negated))


def _unknown_key(term: Term) -> FilterProblem:
    near = nearest_key(term.key)
    start = term.start + term.negated
    where = (start, start + len(term.key))
    if near:
        return FilterProblem(*where, message("listing.unknown-key-near", key=term.key[:SHOWN], near=near))
    known = " ".join(keys())
    return FilterProblem(*where, message("listing.unknown-key", key=term.key[:SHOWN], known=known))


def _valueless(term: Term, key: Key) -> FilterProblem:
    if not term.key:
        return FilterProblem(term.start, term.end, message("listing.nothing-to-search"))
    return FilterProblem(term.start, term.end, message("listing.no-value", key=key.id))


def _problem(key: Key, value: Value) -> FilterProblem | None:
    """Return what is wrong with a value; texts and versions can be anything."""
    said = None if means_nothing(value) else _mistake(key, value.text)
    return None if said is None else FilterProblem(value.start, value.end, said)


def _mistake(key: Key, word: str) -> Message | None:
    shown = word[:SHOWN]
    if key.kind is Kind.DATE and span(word) is None:
        return message("listing.bad-date", value=shown)
    if key.kind not in {Kind.CHOICE, Kind.FLAG} or vocabulary.meant(key, word):
        return None
    near = nearest(word, vocabulary.known(key))
    if near:
        return message("listing.unknown-value-near", key=key.id, value=shown, near=near)
    known = ", ".join(_first([each.lower() for each in vocabulary.choices(key)]))
    return message("listing.unknown-value", key=key.id, value=shown, known=known)


def _first(values: list[str]) -> list[str]:
    return values if len(values) <= LISTED else [*values[:LISTED], "…"]
