"""What happened, stop by stop: the observations of one piece of evidence as lines along a timeline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linktester.gui.widgets.prose import Dot, Line, Piece
from linktester.model.evidence import Evidence, Failed, HarnessGap, Observation, ScriptNotRun, Strength
from linktester.report.detail import Step
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases

SENTENCE = 500
"""Characters of one sentence."""
TRACE = 30
"""Steps of the system's resolver that are told."""


@dataclass(frozen=True, slots=True)
class Hops:
    """Lines for a timeline, and where each stop stands in them."""

    lines: tuple[Line, ...]
    spans: tuple[range, ...]
    """Per step the numbers of its lines, 0-based."""

    def lines_of(self, steps: Sequence[int]) -> frozenset[int]:
        """Return the lines of these steps, counted from 1; unknown ones are left out."""
        known = (self.spans[step - 1] for step in steps if 0 < step <= len(self.spans))
        return frozenset(number for span in known for number in span)


def hops(evidence: Evidence, steps: Sequence[Step], left_out: int, phrases: Phrases) -> Hops:
    """Lay out `steps`, which tell the first observations of `evidence`; `left_out` more are counted."""
    lines: list[Line] = []
    spans = []
    for step, seen in zip(steps, evidence.observations, strict=False):
        first = len(lines)
        lines += _stop(step, seen, evidence, phrases)
        spans.append(range(first, len(lines)))
    if left_out > 0:
        counts = {"shown": len(steps), "total": len(steps) + left_out}
        lines.append(Line((Piece(phrases.text("why.first-steps", **counts), "muted"),), indent=1, above=8))
    return Hops(tuple(lines), tuple(spans))


def _stop(step: Step, seen: Observation, evidence: Evidence, phrases: Phrases) -> Iterator[Line]:
    words = Piece(f"{step.number}. {one_line(step.words, SENTENCE)}")
    above = 2 if step.number == 1 else 10
    yield Line((words,), indent=1, above=above, dot=_dot(seen))
    told = [step.witness, step.strength, *_moment(seen, evidence, phrases)]
    pieces = [Piece(" · ".join(told), "muted")]
    if step.exchange is not None:
        link = Piece(
            phrases.text("report.exchange-short", number=step.exchange), link=f"exchange:{step.exchange}"
        )
        pieces += [Piece(" · ", "muted"), link]
    yield Line(tuple(pieces), indent=1, above=0)
    if step.trace:
        yield Line((Piece(one_line(" → ".join(step.trace[:TRACE]), SENTENCE), "muted"),), indent=1, above=0)


def _moment(seen: Observation, evidence: Evidence, phrases: Phrases) -> Iterator[str]:
    """Yield when it was seen: what has no exchange of its own has no time either."""
    if seen.exchange is None or not 0 <= seen.exchange < len(evidence.exchanges):
        return
    exchange = evidence.exchanges[seen.exchange]
    yield phrases.text("why.at", ms=round(exchange.started_ms + exchange.elapsed_ms))


def _dot(seen: Observation) -> Dot:
    role = "accent"
    if isinstance(seen, Failed):
        role = "warning"
    elif isinstance(seen, HarnessGap | ScriptNotRun):
        role = "inconclusive"
    return Dot(role=role, filled=seen.strength is Strength.OBSERVED)
