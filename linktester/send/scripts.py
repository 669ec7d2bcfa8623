"""Where the scripts of a page lead: the listed idioms read, anything else that may navigate told as unread.

Only what runs for certain counts as a move. Under a condition, in a loop, or behind a computed address it is
unread, never guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from linktester.model.link import PlatformId
from linktester.send.idioms import Pattern, Runs, patterns_by_first
from linktester.send.matching import Match, Matcher
from linktester.send.names import Names
from linktester.send.script import CONTROL, Function, Script
from linktester.send.suspects import first_suspect, hints

_MAX_STATEMENTS = 5_000
_MAX_DEPTH = 12
_MAX_TOKENS = 200_000
_MAX_CALLS = 5
"""Functions that call functions that navigate: followed this deep."""
_ENDING = frozenset({"return", "throw", "break", "continue"})


@dataclass(frozen=True, slots=True)
class Move:
    """An address the page goes to by itself."""

    address: str
    """As written, unescaped; may be relative."""
    delay: float = 0.0
    """Milliseconds after the page was shown."""
    hosts: tuple[PlatformId, ...] = ()
    """Apps to whose bridge `address`, JSON then, is handed; empty for an address."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the scripts of a page do."""

    moves: tuple[Move, ...] = ()
    """In order of their time."""
    unread: str | None = None
    """Excerpt of the first piece that may navigate in a way nobody lists."""


class PageScripts:
    """The inline scripts of one page, in document order."""

    def __init__(self, texts: Sequence[str], max_characters: int) -> None:
        self._texts, self._left_out = _within(texts, max_characters)
        self._scripts: list[Script] | None = None
        self._names: Names | None = None

    def value(self, name: str) -> str | None:
        """Return the string the scripts set `name` (or `name.member`) to, HTML escapes undone."""
        found = self._known().text(name)
        return None if found is None else unescape(found)

    def read(self) -> Reading:
        """Return where the scripts lead."""
        if self._left_out is not None and hints(self._left_out):
            return Reading(unread=self._left_out[:200])
        if not any(hints(text) for text in self._texts):
            return Reading()
        names = self._known()
        walk = _Walk(names)
        for script in self._scripts or ():
            walk.statements(Function(script, 0, len(script.tokens)), 0.0, 0)
        return walk.reading()

    def _known(self) -> Names:
        if self._names is None:
            self._scripts = [Script(text) for text in self._texts]
            self._names = Names(self._scripts)
        return self._names


def _within(texts: Sequence[str], room: int) -> tuple[list[str], str | None]:
    kept: list[str] = []
    for text in texts:
        room -= len(text)
        if room < 0:
            return kept, text
        kept.append(text)
    return kept, None


class _Walk:
    def __init__(self, names: Names) -> None:
        self._names = names
        self._moves: list[Move] = []
        self._unread: str | None = None
        self._budget = _MAX_STATEMENTS
        self._matcher = Matcher(names)
        self._leading = _leading(names)

    def reading(self) -> Reading:
        moves = tuple(sorted(self._moves, key=_delay))
        if self._unread is None and len({move.delay for move in moves}) < len({*moves}):
            return Reading(unread="; ".join(move.address for move in moves)[:200])
        return Reading(tuple(dict.fromkeys(moves)), self._unread)

    def statements(self, body: Function, delay: float, depth: int) -> None:
        """Go through statements that run for certain, `delay` milliseconds after the page was shown."""
        script, index, certain = body.script, body.start, True
        while index < body.end and self._unread is None:
            self._budget -= 1
            if self._budget < 0 or depth > _MAX_DEPTH:
                self._unread = script.excerpt(index)
                return
            if script.value(index) in {";", "}"}:
                index += 1
                continue
            past = self._idiom(script, index, body.end, delay, depth) if certain else None
            if past is not None:
                index = past
                continue
            end = script.statement_end(index, body.end)
            self._suspect(script, index, end)
            if script.value(index) == "return":
                return
            certain = certain and not _may_leave(script, index, end)
            index = max(end, index + 1)

    def _idiom(self, script: Script, index: int, end: int, delay: float, depth: int) -> int | None:
        """Read the listed statement at `index`; return what follows it, None when none is listed."""
        start = self._matcher.past_window(script, index)
        if start >= end:
            return None
        by_first, open_ended = patterns_by_first()
        for pattern in (*by_first.get(script.value(start), ()), *open_ended):
            match = self._matcher.match(pattern, script, start, end)
            if match is not None and script.ends_at(match.next, end):
                self._obey(pattern, match, delay, depth)
                return match.next
        return self._past_declaration(script, start, end)

    def _obey(self, pattern: Pattern, match: Match, delay: float, depth: int) -> None:
        if pattern.runs is None:
            self._moves.append(_move(pattern, match.texts[0], delay))
            return
        if pattern.runs is Runs.HANDLER:
            return
        later = delay + (match.number if pattern.runs is Runs.LATER else 0.0)
        for body in match.bodies:
            self.statements(body, later, depth + 1)

    def _suspect(self, script: Script, start: int, end: int) -> None:
        found = first_suspect(script.tokens, start, end, self._leading)
        if found is not None and self._unread is None:
            self._unread = script.excerpt(found)

    def _past_declaration(self, script: Script, index: int, end: int) -> int | None:
        """A named function does nothing until it is called."""
        start = index
        if script.value(index) in {"var", "let", "const"}:
            index += 1
        named, is_value = index, script.value(index + 1) == "="
        if script.value(index) == "function":
            named = index + 1
        elif is_value:
            start = index + 2
        if not script.is_name(named) or self._names.function(script.value(named)) is None:
            return None
        found = script.function_at(start, end)
        if found is None or (is_value and not script.ends_at(found[1], end)):
            return None
        return found[1]


def _move(pattern: Pattern, text: str, delay: float) -> Move:
    return Move(text, delay, pattern.hosts) if pattern.hosts else Move(_as_url(text), delay)


def _delay(move: Move) -> float:
    return move.delay


def _as_url(text: str) -> str:
    """Undo HTML escapes where they hide the very `://`; elsewhere they are part of the address."""
    return unescape(text) if ":&#" in text[:40] else text


def _may_leave(script: Script, start: int, end: int) -> bool:
    """What follows `if (…) return` runs only sometimes."""
    if script.value(start) not in CONTROL:
        return script.value(start) in _ENDING
    return any(script.value(index) in _ENDING for index in range(start, end))


def _leading(names: Names) -> frozenset[str]:
    """Return the page's own functions that navigate, directly or through one another.

    Scripts too large to be looked through this way count as navigating in every function.
    """
    functions = names.functions()
    leading: set[str] = set()
    if sum(body.end - body.start for body in functions.values()) > _MAX_TOKENS:
        return frozenset(functions)
    for _ in range(_MAX_CALLS):
        more = {
            name
            for name, body in functions.items()
            if name not in leading
            and first_suspect(body.script.tokens, body.start, body.end, leading) is not None
        }
        if not more:
            break
        leading |= more
    return frozenset(leading)
