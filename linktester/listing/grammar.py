"""Takes the text of a filter apart: terms, and where each of them stands. It knows no key and no value.

    filter = term*                        parted by white space, or by a closing quote
    term   = ["-" | "!"] [key ":"] value ("," value)*
    value  = quoted | any signs but white space and commas
    quoted = '"' … '"' with '""' for one '"'     or     “ … ”

A term without a key has one value, in which commas are commas. What looks like a link (`word://…`) has no
key. The full-width signs of a Chinese keyboard (：，、！－) count as well. A quote that is never closed goes
to the end. Every text is a filter; what is wrong with it is for others to say.
"""

import re
from dataclasses import dataclass

_BLANK = re.compile(r"\s*")
_SIGN = re.compile("[-!－！]")
_KEY = re.compile(r"([^\W\d_](?:[^\W\d_]|-){0,39})[:：](?!//)")
_BARE = re.compile(r"\S+")
_PLAIN = re.compile(r"[^\s,，、]*")
_COMMA = re.compile("[,，、]")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)("|\Z)|“([^”]*)(”|\Z)')
_NEEDS_QUOTES = re.compile(r'[\s,，、*]|^["“]|^//|^$')


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a term; offsets are of the filter's text, quotes included."""

    start: int
    end: int
    text: str
    quoted: bool
    """A quoted value means its own letters: `none` and `*` are nothing special in it."""
    unclosed: str = ""
    """The quote that is missing at its end, which is the end of the text; empty where none is."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition."""

    start: int
    end: int
    negated: bool
    key: str
    """As typed; empty for words that are searched."""
    values: tuple[Value, ...]
    """Without a key exactly one, unless nothing follows the sign; with a key any number. Empty ones are
    left out unless they are quoted."""


def scan(text: str) -> tuple[Term, ...]:
    """Return the terms of `text`, in order. Takes any text."""
    terms = []
    at = _after_blank(text, 0)
    while at < len(text):
        term = _term(text, at)
        terms.append(term)
        at = _after_blank(text, term.end)
    return tuple(terms)


def written(key: str, *values: str, negated: bool = False) -> str:
    """Return a term that `scan` reads back as these values, literally; without a key, words to search for."""
    sign = "-" if negated else ""
    if key:
        return f"{sign}{key}:{','.join(_quoted(value, _NEEDS_QUOTES) for value in values)}"
    return " ".join(sign + _quoted(value, _NEEDS_QUOTES if _is_bare(value) else None) for value in values)


def _is_bare(value: str) -> bool:
    return not (_SIGN.match(value) or _KEY.match(value))


def _quoted(value: str, pattern: re.Pattern[str] | None) -> str:
    """Return `value`, in quotes where it has what `pattern` finds; always so without a pattern."""
    if pattern is not None and not pattern.search(value):
        return value
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return at if found is None else found.end()


def _term(text: str, start: int) -> Term:
    negated = _SIGN.match(text, start) is not None
    at = start + negated
    key = _KEY.match(text, at)
    if key is None:
        value = _value(text, at, _BARE)
        return Term(start, value.end if value else at, negated, "", (value,) if value else ())
    values, end = _values(text, key.end())
    return Term(start, end, negated, key[1], values)


def _values(text: str, at: int) -> tuple[tuple[Value, ...], int]:
    values = []
    while True:
        value = _value(text, at, _PLAIN)
        if value:
            values.append(value)
            at = value.end
        if not _COMMA.match(text, at):
            return tuple(values), at
        at += 1


def _value(text: str, at: int, plain: re.Pattern[str]) -> Value | None:
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        straight = quoted[1] is not None
        inner = quoted[1].replace('""', '"') if straight else quoted[3]
        closing = "" if quoted[2] or quoted[4] else '"' if straight else "”"
        return Value(at, quoted.end(), inner, quoted=True, unclosed=closing)
    found = plain.match(text, at)
    return Value(at, found.end(), found[0], quoted=False) if found and found[0] else None
