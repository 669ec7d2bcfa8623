"""Texts that a pattern takes, made from the pattern. What is made is to be tried before it is believed."""

import re
from collections.abc import Iterator

from linktester.oslinks.android.advancedglob import GlobError, build_advanced
from linktester.oslinks.android.pattern import Pattern as AndroidPattern
from linktester.oslinks.android.pattern import PatternType
from linktester.oslinks.ios.pattern import Choice, Pattern, Token, Unknown, Wild

RUN = "x1"
"""What a run of anything becomes."""
_ONE = "a"
_SIMPLE = re.compile(r"(\\.|.)(\*?)", re.DOTALL)
_ADVANCED = re.compile(r"(\[\^?(?:\\.|[^\]])+\]|\\.|.)([*+]|\{\d+(?:,\d*)?\})?", re.DOTALL)
_LEAST = re.compile(r"\{(\d+)")
_CANDIDATES = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~/!"


def of_apple(pattern: Pattern) -> str | None:
    """Return a text that one of Apple's patterns takes, None where an unknown variable prevents it."""
    if pattern.pieces is not None:
        return RUN.join(pattern.pieces)
    parts = [_token(each) for each in pattern.tokens]
    return None if None in parts else "".join(part for part in parts if part is not None)


def _token(token: Token) -> str | None:
    if isinstance(token, str):
        return token
    if isinstance(token, Wild):
        return RUN if token is Wild.RUN else _ONE
    if isinstance(token, Unknown):
        return None
    return _choice(token)


def _choice(choice: Choice) -> str | None:
    plain = sorted(choice.chars or choice.texts)
    if plain:
        return plain[0]
    first = next(iter(choice.globs), None)
    if first is None:
        return None
    parts = [_token(each) for each in first]
    return None if None in parts else "".join(part for part in parts if part is not None)


def of_wildcard(pattern: str) -> str:
    """Return a text that a dynamic rule's pattern takes."""
    return pattern.replace("*", RUN).replace("?", _ONE)


def of_android(pattern: AndroidPattern) -> str | None:
    """Return a text that a pattern of a filter takes, None where none was found."""
    made = "".join(_made(pattern))
    return made if pattern.matches(made) else None


def _made(pattern: AndroidPattern) -> Iterator[str]:
    match pattern.type:
        case PatternType.PREFIX:
            yield pattern.text + RUN
        case PatternType.SUFFIX:
            yield ("" if pattern.text.startswith("/") else f"/{RUN}") + pattern.text
        case PatternType.SIMPLE_GLOB:
            yield from (_simple(each) for each in _SIMPLE.finditer(pattern.text))
        case PatternType.ADVANCED_GLOB:
            yield from (_advanced(each) for each in _ADVANCED.finditer(pattern.text))
        case _:
            yield pattern.text


def _simple(found: re.Match[str]) -> str:
    token, star = found[1], found[2]
    if token == ".":
        # A run that ends at once ends before the next character, whatever that is.
        return ("" if found.end() < len(found.string) else RUN) if star else _ONE
    return token[-1]


def _advanced(found: re.Match[str]) -> str:
    token, modifier = found[1], found[2] or ""
    least = _LEAST.match(modifier)
    times = int(least[1]) if least else 1
    return _one_of(token) * min(times, 1_000)


def _one_of(token: str) -> str:
    if token == ".":
        return _ONE
    if not token.startswith("["):
        return token[-1]
    pick = AndroidPattern(PatternType.ADVANCED_GLOB, token, _built(token))
    return next((char for char in (*_CANDIDATES, *token) if pick.matches(char)), "")


def _built(token: str) -> re.Pattern[str] | None:

    try:
        return build_advanced(token)
    except GlobError:
        return None
