"""JavaScript cut into tokens: enough to tell code from comments, strings and regular expressions.

Linear in its input and total: any text gives tokens, none raises.
"""

import re
from typing import NamedTuple

NAME, TEXT, NUMBER, MARK, OPAQUE = "name", "text", "number", "mark", "opaque"
"""Kinds. OPAQUE is a regular expression, or a template with holes in it."""

_TOKEN = re.compile(
    r"""(?P<blank>[\s\ufeff]+|//[^\n\r]*|<!--[^\n\r]*|/\*(?:.*?\*/|.*\Z))
      | (?P<name>[A-Za-z_$\u0080-\U0010ffff][\w$]*)
      | (?P<text>"(?:[^"\\\n\r]|\\.)*"?|'(?:[^'\\\n\r]|\\.)*'?)
      | (?P<template>`(?:[^`\\]|\\.)*`?)
      | (?P<number>(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)n?)
      | (?P<mark>=>|[=!]==?|[+\-*/%&|^]=|<=|>=|&&|\|\||\?\?|\+\+|--|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\n\r\[]|\\.|\[(?:[^\]\\\n\r]|\\.){0,500}\]){1,2000}/[a-z]*")
_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|([0-7]{1,3})|(\r\n|.))", re.DOTALL
)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "\n": "", "\r": "", "\r\n": ""}
_LETTERS |= {"\u2028": "", "\u2029": ""}
_BEFORE_REGEX = frozenset(
    {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof"}
)


class Token(NamedTuple):
    """One token."""

    kind: str
    value: str
    """Text literals: their value. Marks, names, numbers: as written."""
    fresh: bool
    """A line ended before it."""
    start: int


def tokens_of(script: str) -> list[Token]:
    """Return the tokens of `script`, comments and blanks left out."""
    found: list[Token] = []
    position, fresh = 0, True
    while position < len(script):
        match = _TOKEN.match(script, position)
        if match is None:
            break
        kind, written = match.lastgroup or "mark", match[0]
        if kind == "blank":
            fresh = fresh or "\n" in written or "\r" in written
            position = match.end()
            continue
        if written in {"/", "/="} and _may_begin_regex(found):
            regex = _REGEX.match(script, position)
            if regex is not None:
                match, kind, written = regex, OPAQUE, regex[0]
        found.append(_token(kind, written, fresh, position))
        position, fresh = match.end(), False
    return found


def unescaped(written: str) -> str:
    """Return the value of what stands between the quotes of a string literal."""
    return _ESCAPE.sub(_character, written) if "\\" in written else written


def _token(kind: str, written: str, fresh: bool, start: int) -> Token:
    if kind == "template":
        if "${" in written:
            return Token(OPAQUE, written, fresh, start)
        kind = TEXT
    if kind == TEXT:
        closed = len(written) > 1 and written[-1] == written[0]
        return Token(TEXT, unescaped(written[1:-1] if closed else written[1:]), fresh, start)
    return Token(kind, written, fresh, start)


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is not None:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    if found[4] is not None:
        return chr(int(found[4], 8))
    return _LETTERS.get(found[5], found[5])


def _may_begin_regex(before: list[Token]) -> bool:
    if not before:
        return True
    last = before[-1]
    if last.kind == NAME:
        return last.value in _BEFORE_REGEX
    return last.kind == MARK and last.value not in {")", "]", "}"}
