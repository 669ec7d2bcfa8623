"""Filters: what a person types above a table of results, understood.

    verdict:blocked,rewritten host:wechat -surface:group date:2021-09 status:none "已停止访问"

Terms are parted by blanks and all have to hold; values are parted by commas and one has to hold; `-` or `!`
turns a term around. Keys and their values are in `data/listing.toml`, the signs in `grammar`. Ids and the
words of both languages are understood. A term that means nothing is left out and told, so that a slip of the
finger never hides a result.
"""

from dataclasses import dataclass, field

from linktester.listing.conditions import Test
from linktester.listing.grammar import Term, scan
from linktester.listing.row import Row
from linktester.listing.terms import FilterProblem, Reading, read
from linktester.model.message import message

LONGEST = 10_000
MOST_TERMS = 100


@dataclass(frozen=True, slots=True)
class Chip:
    """One term, to be drawn."""

    start: int
    end: int
    """Offsets in the filter's text, sign and quotes included."""
    key: str
    """Id of the key; as typed where it is not known; empty for words that are searched."""
    value: str
    """What stands behind the colon, as typed."""
    negated: bool
    wrong: bool
    """Means nothing and was left out."""


@dataclass(frozen=True, slots=True)
class Filter:
    """An understood filter. Make it with `parse`."""

    text: str = ""
    """As typed."""
    chips: tuple[Chip, ...] = ()
    """In order of the text."""
    problems: tuple[FilterProblem, ...] = ()
    """What was left out and why, in order of the text."""
    tests: tuple[Test, ...] = field(default=(), repr=False, compare=False)

    @property
    def is_empty(self) -> bool:
        """True when every row passes."""
        return not self.tests

    def matches(self, row: Row, text: str) -> bool:
        """Return whether a row passes; `text` is its `RowWords.searchable`."""
        return all(test(row, text) for test in self.tests)


EVERYTHING = Filter()


def parse(text: str) -> Filter:
    """Return the filter that `text` means. Takes any text and never raises; see `Filter.problems`."""
    terms = scan(text[:LONGEST])
    readings = [read(term) for term in terms[:MOST_TERMS]]
    chips = tuple(_chip(text, *pair) for pair in zip(terms, readings, strict=False))
    problems = tuple(problem for reading in readings for problem in reading.problems)
    tests = tuple(reading.test for reading in readings if reading.test)
    return Filter(text, chips, problems + _too_much(text, terms), tests)


def _chip(text: str, term: Term, reading: Reading) -> Chip:
    start = term.start + term.negated
    typed = text[start : term.end]
    if not term.key:
        return Chip(term.start, term.end, "", typed, term.negated, reading.test is None)
    key = reading.key.id if reading.key else term.key
    return Chip(term.start, term.end, key, typed[len(term.key) + 1 :], term.negated, reading.test is None)


def _too_much(text: str, terms: tuple[Term, ...]) -> tuple[FilterProblem, ...]:
    if len(terms) > MOST_TERMS:
        start = terms[MOST_TERMS].start
        return (FilterProblem(start, len(text), message("listing.too-many-terms", limit=MOST_TERMS)),)
    if len(text) > LONGEST:
        return (FilterProblem(LONGEST, len(text), message("listing.too-long", limit=LONGEST)),)
    return ()
