"""What a report covers and what people say of it: the filter that chose the results, statuses, pictures.

A verdict is computed, a status is a human's word: the two stand side by side and are counted apart.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from linktester.model.annotation import Annotation, Status
from linktester.model.run import CaseResult, RunHead, Tally
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases

NO_STATUS = "none"
"""Key of the results nobody has set a status for."""
STATUSES = (*(status.value for status in Status), NO_STATUS)
"""All keys of status counts, in the order they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is known of a report's results besides the results."""

    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    """By `Probe.key`; those of results that are not written are not told."""
    filter: str = ""
    """Text of the filter that chose the results; untrusted."""
    shown: int | None = None
    """How many results were chosen; None: as many as are written."""
    of: int | None = None
    """How many there were to choose from; None: unknown."""
    pictures: Callable[[str], bytes | None] | None = None
    """Returns a screenshot by its hash; without it, or where it returns None, the hash is told."""

    @property
    def is_part(self) -> bool:
        """True when results may have been left out on purpose."""
        return bool(self.filter) or (self.shown is not None and self.of is not None and self.shown < self.of)

    def fitting(self, tally: Tally | None) -> Tally | None:
        """Return `tally` when it counts what is written; that of a whole run does not fit a part of it."""
        return None if self.is_part else tally

    def missing_of(self, head: RunHead, written: int) -> bool:
        """Tell whether the run did not finish, as far as is known; what a filter left out is not missing."""
        read = self.of if self.is_part else written
        return read is not None and head.total > read

    def said_of(self, result: CaseResult) -> Annotation | None:
        """Return what a person says of `result`; None when nothing is said."""
        said = self.annotations.get(result.probe.key)
        return None if said is None or said.is_blank else said


WHOLE = Scope()
"""All results, of which nobody has said anything."""


def chosen(scope: Scope, written: int, phrases: Phrases) -> str:
    """Return the sentence that says which part of a run is told; empty when it is told whole."""
    if not scope.is_part:
        return ""
    asked = one_line(scope.filter, 500)
    if scope.of is None:
        return phrases.text("report.chosen-by", shown=written, filter=asked)
    if not asked:
        return phrases.text("report.chosen", shown=written, total=scope.of)
    return phrases.text("report.chosen-of", shown=written, total=scope.of, filter=asked)


class StatusCounts:
    """Counts statuses of results as they are written."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._counts: Counter[str] = Counter()

    def add(self, result: CaseResult) -> None:
        """Count one result."""
        said = self._scope.said_of(result)
        self._counts[said.status.value if said and said.status else NO_STATUS] += 1

    def table(self) -> dict[str, int]:
        """Return the count of each of `STATUSES`, zeros included."""
        return {key: self._counts[key] for key in STATUSES}
