"""What a picture shows of a forecast or of a result: cells with equal faces look alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from linktester.gui.present import NOTHING, OPEN, OUTCOMES, Look
from linktester.gui.widgets.patches import Badge, Ground, Patch
from linktester.listing.row import Row
from linktester.model.run import Reach
from linktester.model.verdict import Cause, Modifier, Outcome
from linktester.policy.forecast import Forecast
from linktester.report.phrases import Phrases


class Kind(StrEnum):
    """What a part of a cell says, in the order of the legend."""

    HONORED = "HONORED"
    REWRITTEN = "REWRITTEN"
    BLOCKED = "BLOCKED"
    NO_EVIDENCE = "no-policy"
    CONFLICT = "conflict"
    OPEN = "open"
    """The rules alone cannot say; it has to be sent."""
    UNDECIDED = "undecided"
    """It was sent, but our own side or the control run broke."""


LOOKS: Mapping[Kind, Look] = {
    Kind.HONORED: OUTCOMES[Outcome.HONORED],
    Kind.REWRITTEN: OUTCOMES[Outcome.REWRITTEN],
    Kind.BLOCKED: OUTCOMES[Outcome.BLOCKED],
    Kind.NO_EVIDENCE: NOTHING,
    Kind.CONFLICT: OUTCOMES[Outcome.INCONCLUSIVE],
    Kind.OPEN: OPEN,
    Kind.UNDECIDED: OUTCOMES[Outcome.INCONCLUSIVE],
}
GROUNDS = {
    Kind.NO_EVIDENCE: Ground.HATCHED,
    Kind.CONFLICT: Ground.CROSSED,
    Kind.OPEN: Ground.PLAIN,
    Kind.UNDECIDED: Ground.PLAIN,
}
_GAPS = {Cause.NO_POLICY: Kind.NO_EVIDENCE, Cause.CONFLICT: Kind.CONFLICT}


@dataclass(frozen=True, slots=True)
class Face:
    """What is seen of an answer."""

    kind: Kind
    modifiers: tuple[Modifier, ...] = ()
    """Sorted."""
    reach: Reach = Reach.UNKNOWN
    anecdotal: bool = False

    @property
    def aged(self) -> bool:
        """Whether the last evidence is older than the date."""
        return Modifier.CARRIED in self.modifiers

    @property
    def badges(self) -> tuple[Badge, ...]:
        """Signs on it."""
        signs = (
            (Badge.PARTIAL, Modifier.PARTIAL in self.modifiers),
            (Badge.ANECDOTAL, self.anecdotal),
            (Badge.INFERRED, self.reach is Reach.INFERRED),
        )
        return tuple(badge for badge, worn in signs if worn)


def of_forecast(found: Forecast) -> Face:
    """Return the face of what the rules say."""
    kind = Kind.OPEN if found.outcome is None else _kind(found.outcome, found.cause)
    return Face(kind, found.modifiers, found.reach, found.anecdotal)


def of_row(row: Row) -> Face:
    """Return the face of a result."""
    return Face(_kind(row.outcome, row.cause), row.modifiers, row.reach, row.anecdotal)


def differs(found: Forecast, row: Row) -> bool:
    """Tell whether what was sent came to something else than the rules say.

    Where the rules are silent, our own side broke, or the two went by other terms, it is no difference.
    """
    if found.outcome is None or row.cause in {Cause.FAULT, Cause.NO_CONTROL} or row.client:
        return False
    if (found.reach is Reach.INFERRED) != (row.reach is Reach.INFERRED):
        return False
    return (found.outcome, found.cause) != (row.outcome, row.cause)


def word(face: Face, phrases: Phrases) -> str:
    """Return the one word for a face."""
    return kind_word(face.kind, phrases)


def kind_word(kind: Kind, phrases: Phrases) -> str:
    """Return the word of a kind."""
    return phrases.text(f"matrix.kind-{kind}")


def words(face: Face, phrases: Phrases) -> str:
    """Return all that is seen of a face in words: `blocked, carried, for some only`."""
    said = [word(face, phrases), *(phrases.of("modifier", each) for each in face.modifiers)]
    if face.reach is Reach.INFERRED:
        said.append(phrases.of("reach", face.reach))
    if face.anecdotal:
        said.append(phrases.of("confidence", "A"))
    return phrases.text("matrix.comma").join(said)


def patch(face: Face, phrases: Phrases, more: tuple[Badge, ...] = ()) -> Patch:
    """Return how a face is drawn."""
    return Patch(
        LOOKS[face.kind],
        word(face, phrases),
        GROUNDS.get(face.kind, Ground.SOLID),
        face.aged,
        (*face.badges, *more),
    )


def _kind(outcome: Outcome, cause: Cause | None) -> Kind:
    if outcome is not Outcome.INCONCLUSIVE:
        return Kind(outcome.value)
    return _GAPS.get(cause, Kind.UNDECIDED) if cause else Kind.UNDECIDED
