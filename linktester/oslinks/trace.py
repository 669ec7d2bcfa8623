"""What was tried to find who takes a URI, rule by rule: one shape for all systems, to be shown and compared.

A rule is a row of conditions that must all hold. Nothing here decides anything; the resolvers do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linktester.model.message import Message

MOST_TRIED = 200
"""Rules kept in one trace; `Trace.total` counts them all."""
MOST_CHARACTERS = 200
"""Characters of a pattern or of a URI kept in a condition."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a rule, held against one part of the URI."""

    part: str
    """Name of the part as the system's own file calls it: `/`, `?`, `scheme`, `host`, `action` …"""
    wanted: str
    """What the rule asks for, as written in the file; clipped."""
    seen: str | None
    """The text the rule was held against, in the form the system compares; clipped. None: there is none."""
    held: bool
    reached: int = 0
    """Characters of `wanted` that could be followed before it failed; makes misses comparable."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was looked at."""

    where: str
    """Path into the file, such as `applinks.details[0].components[2]`."""
    conditions: tuple[Condition, ...]
    """In the order they were looked at; all of them, also behind the first that failed."""
    said: Message
    """What came of it, as a sentence: it decides, or which part fails."""

    @property
    def matched(self) -> bool:
        """Return whether every condition holds."""
        return all(condition.held for condition in self.conditions)

    @property
    def missed(self) -> Condition | None:
        """Return the first condition that fails, None when the rule matches."""
        return next((condition for condition in self.conditions if not condition.held), None)


@dataclass(frozen=True, slots=True)
class Trace:
    """The rules tried, in order."""

    tried: tuple[Tried, ...] = ()
    """The first MOST_TRIED; the deciding and the nearest rule are kept beside them."""
    total: int = 0
    """How many were tried."""
    decided: Tried | None = None
    """The rule that decided; None: none matched."""
    nearest: Tried | None = None
    """The miss that came nearest, by `nearness`; the earlier of two equal ones."""
    notes: tuple[Message, ...] = ()
    """What else the reader should know about this answer."""


def trace(tried: Iterable[Tried], notes: Sequence[Message] = ()) -> Trace:
    """Return the trace of `tried`, read in order up to and including the first rule that matches."""
    kept: list[Tried] = []
    nearest: tuple[tuple[int, int, int], Tried] | None = None
    total = 0
    for each in tried:
        total += 1
        if len(kept) < MOST_TRIED:
            kept.append(each)
        if each.matched:
            return Trace(tuple(kept), total, each, nearest[1] if nearest else None, tuple(notes))
        near = nearness(each)
        if nearest is None or near > nearest[0]:
            nearest = (near, each)
    return Trace(tuple(kept), total, None, nearest[1] if nearest else None, tuple(notes))


def nearness(tried: Tried) -> tuple[int, int, int]:
    """Return a key that is greater the nearer a rule came.

    Fewer failing parts first, then more parts that hold, then how far the failing ones could be followed.
    """
    missed = [condition for condition in tried.conditions if not condition.held]
    held = len(tried.conditions) - len(missed)
    return -len(missed), held, sum(condition.reached for condition in missed)


def clipped(text: str) -> str:
    """Return `text`, with an ellipsis where it is longer than a condition keeps."""
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def plain_message(said: Message) -> dict[str, Any]:
    """Return a message as JSON data."""
    return {"code": said.code, "args": dict(said.args)}


def plain_tried(tried: Tried) -> dict[str, Any]:
    """Return one rule as JSON data."""
    return {
        "where": tried.where,
        "matched": tried.matched,
        "conditions": [
            {"part": each.part, "wanted": each.wanted, "seen": each.seen, "held": each.held}
            for each in tried.conditions
        ],
        **plain_message(tried.said),
    }


def plain(found: Trace) -> dict[str, Any]:
    """Return a trace as JSON data: `decided`, `nearest`, `tried`, `total`, `notes`."""
    return {
        "decided": None if found.decided is None else plain_tried(found.decided),
        "nearest": None if found.nearest is None else plain_tried(found.nearest),
        "tried": [plain_tried(each) for each in found.tried],
        "total": found.total,
        "notes": [plain_message(note) for note in found.notes],
    }
