"""Patterns of the idiom table held against a script: what matches, and what fills the patterns' places."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from linktester.send.idioms import Pattern, idioms, same
from linktester.send.names import Names
from linktester.send.script import Function, Script
from linktester.send.tokens import NAME, NUMBER, TEXT

_MAX_MEMBERS = 50


@dataclass(slots=True)
class Match:
    """A pattern found, and what stands in its places."""

    next: int
    """Index of the token after it."""
    texts: list[str] = field(default_factory=list)
    bodies: list[Function] = field(default_factory=list)
    number: float = 0.0


class Matcher:
    """Matches patterns against the scripts of one page."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._windows = frozenset(idioms().window_names)
        self._readers: Mapping[str, Callable[[Script, Match, int], bool]] = {
            "TEXT": self._text,
            "CODE": self._code,
            "NUMBER": self._number,
            "FUNCTION": self._function,
            "ARGS": self._arguments,
            "BODY": self._body,
            "IGNORED": self._ignored,
            "OBJECT": self._object,
        }

    def past_window(self, script: Script, index: int) -> int:
        """Return what follows `window.` (self, top …) at `index`, any number of times."""
        while script.value(index) in self._windows and script.value(index + 1) == ".":
            index += 2
        return index

    def match(self, pattern: Pattern, script: Script, index: int, end: int, first: int = 0) -> Match | None:
        """Return how `pattern` (from part `first` on) matches at `index`, None if it does not."""
        match = Match(index)
        for position in range(first, len(pattern.parts)):
            part = pattern.parts[position]
            if match.next >= end:
                return None
            if part.kind != "place":
                if not same(part, script.tokens[match.next]):
                    return None
                match.next += 1
            elif part.value == "ELEMENT":
                return self._after_element(pattern, script, match.next, end, position + 1)
            elif not self._place(part.value, script, match, end):
                return None
        return match

    def _after_element(
        self, pattern: Pattern, script: Script, index: int, end: int, position: int
    ) -> Match | None:
        if not script.is_name(index):
            return None
        stop = script.statement_end(index, end)
        index += 1
        while index < stop and script.value(index) in {".", "(", "["}:
            if script.value(index) == ".":
                match = self.match(pattern, script, index, end, position)
                if match is not None:
                    return match
                index += 2
            else:
                index = script.partner(index) + 1
        return None

    def _place(self, place: str, script: Script, match: Match, end: int) -> bool:
        read = self._readers[place]
        return read(script, match, end)

    def _arguments(self, script: Script, match: Match, end: int) -> bool:
        past = script.past_arguments(match.next)
        if past is None or past > end:
            return False
        match.next = past
        return True

    def _body(self, script: Script, match: Match, end: int) -> bool:
        opening = match.next - 1
        if not self._ignored(script, match, end):
            return False
        match.bodies.append(Function(script, opening + 1, match.next))
        return True

    def _ignored(self, script: Script, match: Match, end: int) -> bool:
        match.next = script.partner(match.next - 1)
        return match.next < end

    def _object(self, script: Script, match: Match, end: int) -> bool:
        """An object literal whose members are plain texts, taken as JSON."""
        closing = script.partner(match.next)
        if script.value(match.next) != "{" or closing >= end:
            return False
        members: dict[str, str] = {}
        match.next += 1
        while match.next < closing:
            member = self._member(script, match)
            if member is None or len(members) >= _MAX_MEMBERS:
                return False
            members[member[0]] = member[1]
            if match.next < closing and script.value(match.next) != ",":
                return False
            match.next += 1
        match.next = closing + 1
        match.texts.append(json.dumps(members, ensure_ascii=False, separators=(",", ":")))
        return True

    def _member(self, script: Script, match: Match) -> tuple[str, str] | None:
        """Return name and value of the member at `match.next`, None where its value is no plain text."""
        key = script.tokens[match.next]
        if key.kind not in {NAME, TEXT} or script.value(match.next + 1) != ":":
            return None
        match.next += 2
        value = self._piece(script, match)
        return None if value is None else (key.value, value)

    def _number(self, script: Script, match: Match, end: int) -> bool:  # noqa: ARG002
        token = script.tokens[match.next]
        match.next += 1
        return token.kind == NUMBER and _take_number(token.value, match)

    def _code(self, script: Script, match: Match, end: int) -> bool:  # noqa: ARG002
        token = script.tokens[match.next]
        match.next += 1
        if token.kind != TEXT:
            return False
        inner = Script(token.value)
        match.bodies.append(Function(inner, 0, len(inner.tokens)))
        return True

    def _text(self, script: Script, match: Match, end: int) -> bool:
        """A literal, a known name, or a sum of these."""
        whole = ""
        while match.next < end:
            piece = self._piece(script, match)
            if piece is None:
                return False
            whole += piece
            if script.value(match.next) != "+":
                match.texts.append(whole)
                return True
            match.next += 1
        return False

    def _piece(self, script: Script, match: Match) -> str | None:
        token = script.tokens[match.next]
        if token.kind == TEXT:
            match.next += 1
            return token.value
        index = self.past_window(script, match.next)
        if not script.is_name(index):
            return None
        name, past = script.value(index), index + 1
        if script.value(past) == "." and script.is_name(past + 1):
            name, past = f"{name}.{script.value(past + 1)}", past + 2
        if script.value(past) in {".", "(", "["}:
            return None
        match.next = past
        return self._names.text(name)

    def _function(self, script: Script, match: Match, end: int) -> bool:
        found = script.function_at(match.next, end)
        if found is not None:
            match.bodies.append(found[0])
            match.next = found[1]
            return True
        if not script.is_name(match.next):
            return False
        named = self._names.function(script.value(match.next))
        if named is None:
            return False
        match.bodies.append(named)
        match.next += 1
        return True


def _take_number(written: str, match: Match) -> bool:
    try:
        match.number = float(written.replace("_", "").rstrip("n"))
    except ValueError:
        return False
    return match.number < 1e9
