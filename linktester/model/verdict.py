"""Verdicts: what became of a link, what that rests on, and how far it reaches.

HONORED       the intent was reached, positively identified, every significant parameter equal
REWRITTEN     something else was reached
BLOCKED       a refusal was reached
INCONCLUSIVE  nobody may say; always with a cause
"""

from dataclasses import dataclass
from enum import StrEnum

from linktester.model.link import Identity, ParamDiff
from linktester.model.message import Message


class Outcome(StrEnum):
    """The end state, against the intent."""

    HONORED = "HONORED"
    REWRITTEN = "REWRITTEN"
    BLOCKED = "BLOCKED"
    INCONCLUSIVE = "INCONCLUSIVE"


class Cause(StrEnum):
    """Why nobody may say."""

    NO_POLICY = "no-policy"
    CONFLICT = "conflict"
    NO_CONTROL = "no-control"
    FAULT = "fault"


class Modifier(StrEnum):
    """The way there. `partial` and `carried` come from the citation, the others from the evidence."""

    CONFIRM = "confirm"
    PROMPT = "prompt"
    WRAP = "wrap"
    PARTIAL = "partial"
    CARRIED = "carried"


class By(StrEnum):
    """Who decided."""

    HOST = "host"
    TARGET = "target"
    OS = "os"
    LINK = "link"
    OURS = "ours"


class Basis(StrEnum):
    """What the evidence rests on. Stands in every view, row and export."""

    SIMULATED = "simulated"
    STAGING = "staging"
    BROWSER = "browser"
    DEVICE = "device"
    PHONE = "phone"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the argument."""

    message: Message
    observations: tuple[int, ...] = ()
    """Indexes into `Evidence.observations`."""
    control: bool = False
    """True: the indexes point into the control run's evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judge's word, from evidence alone."""

    outcome: Outcome
    cause: Cause | None = None
    """Set exactly when the outcome is INCONCLUSIVE."""
    modifiers: tuple[Modifier, ...] = ()
    """Sorted, without repeats."""
    by: By | None = None
    """None only where nothing was decided (HONORED without any gate, gaps)."""
    basis: Basis = Basis.SIMULATED
    reasons: tuple[Reason, ...] = ()
    """In order of the argument; the first is the one-sentence answer."""
    reached: Identity | None = None
    """What was reached, when it could be identified."""
    diff: tuple[ParamDiff, ...] = ()
    assumed: bool = False
    """Rests on an association file that is not public."""
    unproven: tuple[str, ...] = ()
    """Ids of signals used that have no sample from the real world."""
