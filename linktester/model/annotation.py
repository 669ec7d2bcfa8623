"""What a person says of a result: a status, a note, a picture. It stands beside the verdict, never in it.

A *verdict* (HONORED, REWRITTEN, BLOCKED, INCONCLUSIVE) is computed from evidence, a *status* is a human's
word. Filters, exports and counts keep them apart.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from linktester.model.run import Match
from linktester.model.verdict import Outcome


class Status(StrEnum):
    """How a person closes a case."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_EXECUTABLE = "not-executable"
    """Could not be tried: no phone, no account, no such build."""
    SKIPPED = "skipped"
    """Was not tried, on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One person's word on one result. All text is untrusted and may hold anything."""

    run: str
    key: str
    """`Probe.key` of the result."""
    status: Status | None = None
    """None: only a note."""
    note: str = ""
    tester: str = ""
    """Who says so."""
    build: str = ""
    """Version of what was under test, in the team's own words."""
    device: str = ""
    reason: str = ""
    """Why the status differs from what was computed; asked for where `needs_reason` says so."""
    screenshot: str | None = None
    """SHA-256 of the stored picture, 64 hex digits."""
    at: datetime
    """When it was said; aware."""

    @property
    def is_blank(self) -> bool:
        """True when nothing is said any more: how an annotation is taken back."""
        said = (self.status, self.note, self.build, self.device, self.reason, self.screenshot)
        return not any(said)


_CONTRADICTED = {
    Status.PASSED: (Match.DIFFERS, frozenset({Outcome.REWRITTEN, Outcome.BLOCKED})),
    Status.FAILED: (Match.MET, frozenset({Outcome.HONORED})),
}
"""Status → the match that contradicts it, and, where nothing was expected, the outcomes that do."""


def needs_reason(status: Status | None, match: Match, outcome: Outcome) -> bool:
    """Tell whether `status` says the opposite of what was computed, so that a reason is to be asked for.

    `passed` contradicts an expectation that differs, `failed` one that was met. Where nothing was expected
    the link's own intent is the measure: `passed` contradicts REWRITTEN and BLOCKED, `failed` contradicts
    HONORED, and INCONCLUSIVE contradicts nothing. `not-executable`, `skipped` and no status never do.
    """
    if status not in _CONTRADICTED:
        return False
    against, outcomes = _CONTRADICTED[status]
    return outcome in outcomes if match is Match.NONE else match is against
