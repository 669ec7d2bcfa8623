"""Happenings as lines for eyes: bounded, and with nothing in them that a terminal would obey.

Everything that came over the wire is shown escaped: for control characters, escape sequences, marks that
turn the direction of text and characters without a shape their numbers stand.
"""

import json
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from linktester import urls
from linktester.model.message import Arg, message
from linktester.serve.happenings import Acted, Happening, Kept, Tried
from linktester.serve.requestlog import Entry
from linktester.serve.state import Order
from linktester.wording import Words

Span = tuple[str, str]
"""A text and its style: `good`, `warn`, `bad`, `dim`, `name` or none."""
Line = list[Span]
MOST_BUILT = 4_000
"""Characters that are shown of a text the server built."""
_MOST_VALUE = 300
_MOST_ORDERS = 5_000
_NAME = 9
_FORM = "application/x-www-form-urlencoded"
_INDENT = "    "
_TOLD = ("state", "reason", "auth_code", "now", "platform_cert_serial", "mode", "error")
_OUTCOMES = {"accepted": "good", "refused": "warn", "failed": "warn", "held": "warn", "not-verified": "bad"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One happening before it is laid out."""

    name: str
    before: str
    """Cut in its middle where the line is too long."""
    after: Line
    below: tuple[str, ...] = ()


class LogLines:
    """Lays happenings out in one language. Remembers the states of orders, to tell what changed."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._states: OrderedDict[tuple[str, str, str], str] = OrderedDict()

    def lines(self, happening: Happening, at: datetime, width: int) -> Iterator[Line]:
        """Yield the lines of one happening, each `width` columns at most; none for what changed nothing."""
        row = self._row(happening)
        if row is None:
            return
        head = f"{at:%H:%M:%S} "
        name = row.name + " " * max(_NAME - columns(row.name), 0) + " "
        taken = len(head) + len(name) + sum(columns(text) for text, _ in row.after)
        shown = middle(row.before, max(width - taken, 12))
        yield cut([(head, "dim"), (name, "name"), (shown, ""), *row.after], width)
        for text in row.below:
            yield cut([(_INDENT + text, "dim")], width)
        if isinstance(happening, Entry):
            yield from self._built(happening, width)

    def dropped(self, count: int) -> Line:
        """Return the line that tells of lines left out."""
        return [(self._say("livelog.dropped", count=count), "warn")]

    def _row(self, happening: Happening) -> _Row | None:
        match happening:
            case Entry():
                return self._request(happening)
            case Acted():
                return self._action(happening)
            case Kept():
                return self._order(happening.order)
            case Tried():
                return self._callback(happening)

    def _request(self, entry: Entry) -> _Row:
        found = entry.findings
        style = _style(entry.status)
        after: Line = [(f" → {entry.status or '✕'}", style)]
        after += [(f" {shown(found.code)}", style)] if found.code else []
        after += [(f"  {shown(found.number)}", "")] if found.number else []
        notes = ", ".join(shown(note) for note in found.notes)
        after += [(f"  ({notes})", "warn")] if notes else []
        # Without the query: it may hold secrets.
        path = shown(entry.target.partition("?")[0])
        return _Row(entry.api, f"{shown(entry.method)} {path} {shown(_called(entry))}".rstrip(), after)

    def _built(self, entry: Entry, width: int) -> Iterator[Line]:
        """Yield which check refused a request, and the text the server built, its line ends marked."""
        found = entry.findings
        if not found.refused:
            return
        check = shown(found.refused)
        if not found.built:
            yield cut([(_INDENT + self._say("livelog.refused-check", check=check), "bad")], width)
            return
        yield cut([(_INDENT + self._say("livelog.refused-built", check=check), "bad")], width)
        rest = found.built[:MOST_BUILT]
        while rest:
            line, end, rest = rest.partition("\n")
            for piece in folded(shown(line, MOST_BUILT) + ("⏎" if end else ""), width - len(_INDENT) - 2):
                yield [(f"{_INDENT}│ ", "dim"), (piece, "")]
        if len(found.built) > MOST_BUILT:
            more = self._say("livelog.more", count=len(found.built) - MOST_BUILT)
            yield cut([(_INDENT + more, "dim")], width)

    def _action(self, action: Acted) -> _Row:
        asked = " ".join(f"{shown(name)}={shown(value)}" for name, value in _fields(action.body))
        answer = dict(_fields(action.answer))
        told = next((answer[name] for name in _TOLD if name in answer), "")
        after: Line = [(f" → {action.status}", _style(action.status))]
        after += [(f" {shown(told)}", _style(action.status))] if told else []
        return _Row(self._say("livelog.control"), f"{shown(action.call)} {asked}".rstrip(), after)

    def _order(self, order: Order) -> _Row | None:
        key = (order.platform, order.merchant, order.number)
        before = self._states.get(key)
        self._states[key] = order.state
        self._states.move_to_end(key)
        if len(self._states) > _MOST_ORDERS:
            self._states.popitem(last=False)
        if before == order.state:
            return None
        number = self._say("livelog.order", number=shown(order.number))
        state = shown(order.state)
        if before is None:
            return _Row(order.platform, number, [(f": {state}", "good"), (f"  {_money(order.total)}", "")])
        return _Row(order.platform, number, [(f": {shown(before)} → {state}", "good")])

    def _callback(self, tried: Tried) -> _Row:
        notice, attempt = tried.notice, tried.attempt
        event, number = shown(notice.event), shown(notice.number)
        before = self._say("livelog.callback", event=event, number=number, url=shown(notice.url))
        style = _OUTCOMES.get(attempt.outcome, "")
        after: Line = [(f" → {attempt.status}" if attempt.status else "", style)]
        after += [(" " + self._say(f"livelog.{attempt.outcome}"), style)]
        if tried.wait is not None:
            after += [("  " + self._say("livelog.next-try", time=_span(tried.wait)), "")]
        elif attempt.outcome in {"refused", "failed"} and attempt.tamper is None:
            after += [("  " + self._say("livelog.no-further-try"), "bad")]
        return _Row(notice.platform, before, after, (shown(attempt.error),) if attempt.error else ())

    def _say(self, code: str, **args: Arg) -> str:
        return self._words.say(message(code, **args))


def shown(text: object, most: int = _MOST_VALUE) -> str:
    """Return a value as one bounded piece of text without anything that cannot be seen."""
    whole = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    head = whole[:most]
    if not head.isprintable():
        head = "".join(map(_seen, head))
    return head if len(whole) <= most else head + "…"


def columns(text: str) -> int:
    """Return how many columns a text takes: wide characters take two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def middle(text: str, width: int) -> str:
    """Return `text` within `width` columns; what is too long loses its middle."""
    if columns(text) <= width:
        return text
    front = max(width * 2 // 3, 1)
    back = max(width - front - 1, 0)
    return _head(text, front) + "…" + _head(text[::-1], back)[::-1]


def cut(line: Line, width: int) -> Line:
    """Return `line` within `width` columns; what is too long loses its end."""
    if sum(columns(text) for text, _ in line) <= width:
        return line
    kept: Line = []
    left = width - 1
    for text, style in line:
        kept.append((_head(text, left), style))
        left -= columns(text)
        if left < 0:
            break
    return [*kept, ("…", "dim")]


def folded(text: str, width: int) -> Iterator[str]:
    """Yield `text` in pieces of at most `width` columns; the empty text is one piece."""
    width = max(width, 20)
    rest = text
    while True:
        piece = _head(rest, width)
        yield piece
        rest = rest[len(piece) :]
        if not rest:
            return


def _head(text: str, width: int) -> str:
    left = width
    for count, letter in enumerate(text):
        left -= _columns(letter)
        if left < 0:
            return text[:count]
    return text


def _columns(letter: str) -> int:
    if letter < "\u0300":
        return 1
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _seen(letter: str) -> str:
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def _called(entry: Entry) -> str:
    """Return the method's name where one path serves them all, as a field of query or form."""
    if "=" not in entry.target and not entry.headers.get("content-type", "").startswith(_FORM):
        return ""
    fields = [*urls.query(entry.target.partition("?")[2]), *urls.query(entry.body)]
    return next((value for name, value in fields if name == "method"), "")


def _style(status: int) -> str:
    if 200 <= status < 300:
        return "good"
    return "warn" if 300 <= status < 500 else "bad"


def _fields(body: bytes) -> list[tuple[str, Any]]:
    try:
        found = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return []
    return list(found.items())[:8] if isinstance(found, dict) else []


def _money(total: int) -> str:
    return f"{total // 100}.{total % 100:02d} CNY"


def _span(wait: timedelta) -> str:
    return str(timedelta(seconds=max(round(wait.total_seconds()), 0)))
