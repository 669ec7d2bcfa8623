"""How values of a result look: colour role and shape. Colour is never alone, word and shape say the same."""

from dataclasses import dataclass
from enum import StrEnum

from linktester.model.annotation import Status
from linktester.model.run import Match
from linktester.model.verdict import Outcome


class Shape(StrEnum):
    """Outline and sign of a mark."""

    TICK = "tick"
    """A disc with a tick."""
    TURN = "turn"
    """A diamond with an arrow that turns off."""
    BAR = "bar"
    """An octagon with a bar."""
    QUESTION = "question"
    """A dashed ring with a question mark."""
    GAP = "gap"
    """Nothing was tried or nothing is known: a hatched field."""
    OPEN = "open"
    """A dashed ring with an arrow: it takes a trial."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one value is shown."""

    role: str
    """Colour role of the theme; `role` for ink, `role-soft` for ground."""
    shape: Shape


OUTCOMES = {
    Outcome.HONORED: Look("honored", Shape.TICK),
    Outcome.REWRITTEN: Look("rewritten", Shape.TURN),
    Outcome.BLOCKED: Look("blocked", Shape.BAR),
    Outcome.INCONCLUSIVE: Look("inconclusive", Shape.QUESTION),
}
NOTHING = Look("muted", Shape.GAP)
OPEN = Look("accent", Shape.OPEN)
"""Not a verdict: what the rules alone cannot say."""

STATUSES = {
    Status.PASSED: "honored",
    Status.FAILED: "blocked",
    Status.NOT_EXECUTABLE: "rewritten",
    Status.SKIPPED: "muted",
}
"""Colour role of a human status."""

MATCHES = {Match.MET: "honored", Match.DIFFERS: "blocked", Match.NONE: "muted"}


def look(outcome: Outcome | None) -> Look:
    """Return the look of an outcome, the gap's for None."""
    return NOTHING if outcome is None else OUTCOMES[outcome]
