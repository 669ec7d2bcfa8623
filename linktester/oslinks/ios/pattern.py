"""Apple's patterns: `*` any run, `?` one character, `$(name)` one value of a variable; all else is literal.

The whole text must be covered, there is no escape character. Source: Apple, "Applinks.Details.Components" and
"Applinks.SubstitutionVariables" (developer.apple.com/documentation/bundleresources/applinks).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, reduce

from linktester.oslinks.reach import START, Places


class Wild(Enum):
    """The two wildcards."""

    RUN = "*"
    ONE = "?"


@dataclass(frozen=True, slots=True)
class Choice:
    """A substitution variable, spelled out."""

    name: str
    chars: frozenset[str]
    """Its values of one literal character."""
    texts: frozenset[str]
    """Its other values without wildcards."""
    globs: "tuple[tuple[Token, ...], ...]"
    """Its values with wildcards."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A variable that nobody defines; nothing matches it."""

    name: str


Token = str | Wild | Choice | Unknown

Variables = Mapping[str, tuple[str, ...]]
"""Variable name → its values."""

_NAME = re.compile(r"\$\(([^$()]+)\)")
_WILD = {wild.value: wild for wild in Wild}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern."""

    text: str
    """As written in the file."""
    pieces: tuple[str, ...] | None
    """What stands between the runs, folded where case does not count, if there is nothing but text and
    runs; else None."""
    tokens: tuple[Token, ...]
    """Empty when `pieces` say it all."""

    @property
    def is_anything(self) -> bool:
        """Return whether every text is covered, the empty one too."""
        return self.pieces is not None and len(self.pieces) > 1 and not any(self.pieces)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the names of undefined variables."""
        return tuple(token.name for token in self.tokens if isinstance(token, Unknown))

    def covers(self, places: Places) -> bool:
        """Return whether the whole text is covered; folded text is wanted where case does not count.

        Raises BudgetSpentError for what is too large to be tried.
        """
        if self.pieces is not None:
            return _has_pieces(self.pieces, places.text)
        return places.at_end(reduce(_Walk(places), self.tokens, START))

    def followed(self, places: Places) -> int:
        """Return how many characters of the pattern can be followed before it fails. Raises as `covers`."""
        step, reach, count = _Walk(places), START, 0
        for token in self._unit_tokens():
            reach = step(reach, token)
            if not reach:
                break
            count += 1
        return count

    def _unit_tokens(self) -> Iterator[Token]:
        tokens = self.tokens if self.pieces is None else _joined(self.pieces)
        for token in tokens:
            if isinstance(token, str):
                yield from token
            else:
                yield token


ANYTHING = Pattern("*", ("", ""), ())


def compiled(text: str, variables: Variables, *, folds: bool = False) -> Pattern:
    """Return the pattern in `text`; `folds`: letters match in either case."""
    if "?" not in text and "$(" not in text:
        return _pieced(text, folds=folds)
    tokens = tuple(_merged(_tokens(text, variables, folds=folds)))
    return Pattern(text, None, tokens)


def literal(text: str, *, folds: bool = False) -> Pattern:
    """Return the pattern of the old form's paths, where `$(name)` is plain text."""
    if "?" not in text:
        return _pieced(text, folds=folds)
    return Pattern(text, None, tuple(_merged(_wildcards(text, folds=folds))))


def _pieced(text: str, *, folds: bool) -> Pattern:
    return Pattern(text, tuple((folded(text) if folds else text).split("*")), ())


def folded(text: str) -> str:
    """Return `text` with its letters in one case, character by character, so that its length stays."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def names(text: str) -> tuple[str, ...]:
    """Return the variables a pattern names."""
    return tuple(_NAME.findall(text)) if "$(" in text else ()


def _tokens(text: str, variables: Variables, *, folds: bool) -> Iterator[Token]:
    at = 0
    for found in _NAME.finditer(text):
        yield from _wildcards(text[at : found.start()], folds=folds)
        values = variables.get(found[1])
        yield Unknown(found[1]) if values is None else _choice(found[1], values, folds=folds)
        at = found.end()
    yield from _wildcards(text[at:], folds=folds)


def _wildcards(text: str, *, folds: bool) -> Iterator[Token]:
    for part in re.split(r"([*?])", folded(text) if folds else text):
        if part:
            yield _WILD.get(part, part)


@lru_cache(maxsize=256)
def _choice(name: str, values: tuple[str, ...], *, folds: bool) -> Choice:
    spelled = [tuple(_wildcards(value, folds=folds)) for value in values]
    texts = {"".join(each for each in value if isinstance(each, str)) for value in spelled if _is_text(value)}
    chars = frozenset(text for text in texts if len(text) == 1)
    globs = tuple(value for value in spelled if not _is_text(value))
    return Choice(name, chars, frozenset(texts - chars), globs)


def _is_text(value: tuple[Token, ...]) -> bool:
    return all(isinstance(token, str) for token in value)


def _merged(tokens: Iterator[Token]) -> Iterator[Token]:
    """Yield `tokens` with runs of `*` as one: they cover the same."""
    last: Token | None = None
    for token in tokens:
        if token is not Wild.RUN or last is not Wild.RUN:
            yield token
        last = token


def _joined(pieces: tuple[str, ...]) -> Iterator[Token]:
    for index, piece in enumerate(pieces):
        if index:
            yield Wild.RUN
        if piece:
            yield piece


def _has_pieces(pieces: tuple[str, ...], text: str) -> bool:
    """Return whether the pieces stand in `text` in order, the first at its start and the last at its end.

    Taking each piece where it is first found loses nothing, since a run follows that covers anything.
    """
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return text == first
    end = len(text) - len(last)
    if end < len(first) or not text.startswith(first) or not text.endswith(last):
        return False
    at = len(first)
    for piece in pieces[1:-1]:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


class _Walk:
    """Takes a token and goes on from wherever one has got so far."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __call__(self, reach: int, token: Token) -> int:
        if not reach or isinstance(token, Unknown):
            return 0
        if isinstance(token, str):
            return self._places.literal(reach, token)
        if isinstance(token, Choice):
            return self._chosen(reach, token)
        return self._places.any_run(reach) if token is Wild.RUN else self._places.one(reach)

    def _chosen(self, reach: int, choice: Choice) -> int:
        found = self._places.one_of(reach, choice.chars) if choice.chars else 0
        found |= self._places.texts(reach, choice.texts) if choice.texts else 0
        for value in choice.globs:
            found |= reduce(self, value, reach)
        return found
