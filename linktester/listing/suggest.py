"""Completes what is being typed into a filter: keys, and the values they have or were seen to have."""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.listing import vocabulary
from linktester.listing.grammar import Term, scan, written
from linktester.listing.keys import Key, Kind, find, keys, normal
from linktester.listing.seen import Seen
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases

MOST = 40
"""Suggestions made at a time."""
_LABEL = 80


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to put in: `insert` in the place of what stands from `start` to `end`."""

    start: int
    end: int
    insert: str
    label: str
    """What it means, in the user's language; may be empty. Plain text, safe to look at."""

    def applied(self, text: str) -> tuple[str, int]:
        """Return the new text and where the cursor goes."""
        cursor = self.start + len(self.insert)
        return text[: self.start] + self.insert + text[self.end :], cursor


def suggest(text: str, cursor: int, phrases: Phrases, seen: Seen | None = None) -> tuple[Suggestion, ...]:
    """Return what may be meant at `cursor`, an offset in `text`; the nearest first, none inside quotes."""
    term = next((each for each in scan(text) if each.start < cursor <= each.end), None)
    if term is None:
        return tuple(_keys("", cursor, cursor, phrases))[:MOST]
    start = term.start + term.negated
    if not term.key:
        quoted = any(value.quoted for value in term.values)
        return () if quoted or cursor < start else _short(_keys(text[start:cursor], start, term.end, phrases))
    key = find(term.key)
    if cursor <= start + len(term.key):
        return _short(_keys(text[start:cursor], start, start + len(term.key) + 1, phrases))
    return _short(_values(key, term, cursor, phrases, seen or Seen())) if key else ()


def _short(found: Iterator[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(one for one, _ in zip(found, range(MOST), strict=False))


def _keys(typed: str, start: int, end: int, phrases: Phrases) -> Iterator[Suggestion]:
    begun = normal(typed)
    for key in keys().values():
        if any(normal(name).startswith(begun) for name in (key.id, *key.names)):
            yield Suggestion(start, end, f"{key.id}:", phrases.text(key.about))


def _values(key: Key, term: Term, cursor: int, phrases: Phrases, seen: Seen) -> Iterator[Suggestion]:
    here = next((value for value in term.values if value.start <= cursor <= value.end), None)
    if here and here.quoted:
        return
    start, end = (here.start, here.end) if here else (cursor, cursor)
    begun = normal(here.text[: cursor - start]) if here else ""
    named = vocabulary.beginning(key, begun)
    for value in _known(key, seen):
        by_id = normal(value).startswith(begun)
        if by_id or value in named:
            label = _label(key, value, phrases)
            # Who types Chinese goes on reading Chinese.
            shown = value if by_id or not label else label
            yield Suggestion(start, end, _typed(key, shown), label)


def _known(key: Key, seen: Seen) -> Iterator[str]:
    met = seen.values(key.id)
    yield from met
    yield from (value for value in vocabulary.choices(key) if value not in met)
    if key.id in {"status", "cause", "by", "modifier", "client", "note", "evidence", "order"}:
        yield "none"


def _typed(key: Key, value: str) -> str:
    """Return the value as it is typed behind a colon."""
    plain = value.lower() if key.id == "verdict" else value
    return written("x", plain).removeprefix("x:")


def _label(key: Key, value: str, phrases: Phrases) -> str:
    if value == "none" and value not in vocabulary.choices(key):
        return phrases.text("listing.nothing")
    known = key.kind is Kind.FLAG or value in vocabulary.choices(key)
    return one_line(vocabulary.word(key, value, phrases), _LABEL) if known else ""
