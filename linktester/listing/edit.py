"""Changes a filter's text term by term and leaves what stands around it as it was typed."""

from collections.abc import Iterable

from linktester.listing.filter import Chip, parse
from linktester.listing.grammar import scan, written


def with_term(text: str, key: str, *values: str, negated: bool = False) -> str:
    """Return `text` asking `key` for one of `values`, in the place of what it asked that key for before.

    `key` is an id of `listing.keys`, or empty for words to search, which are added to those there are.
    Values are meant literally, but `none`; without any the key is no longer asked for.
    """
    text = _closed(text)
    before = [chip for chip in parse(text).chips if key and chip.key == key]
    term = _term(key, values, negated=negated) if values else ""
    if not before:
        return " ".join(filter(None, (text.rstrip(), term)))
    first, *rest = before
    # From the end, so that the offsets before it stay true.
    for chip in reversed(rest):
        text = without(text, chip)
    if not term:
        return without(text, first)
    rest_of_text = text[first.end :]
    gap = " " if rest_of_text and not rest_of_text[0].isspace() else ""
    return f"{text[: first.start]}{term}{gap}{rest_of_text}"


def without(text: str, chip: Chip) -> str:
    """Return `text` without one of its own chips."""
    left, right = text[: chip.start].rstrip(), text[chip.end :].lstrip()
    return " ".join(filter(None, (left, right)))


def toggled(text: str, key: str, value: str) -> str:
    """Return `text` asking `key` for exactly `value`, or no longer when that is what it asks for already."""
    there = any(
        chip.key == key and text[chip.start : chip.end] == _term(key, (value,)) for chip in parse(text).chips
    )
    return with_term(text, key) if there else with_term(text, key, value)


def _closed(text: str) -> str:
    """Return `text` with the quote that was left open at its end closed, lest it swallow what is added."""
    terms = scan(text)
    values = terms[-1].values if terms else ()
    return text + values[-1].unclosed if values else text


def _term(key: str, values: Iterable[str], *, negated: bool = False) -> str:
    return written(key, *values, negated=negated)
