"""What applied rules add to an outcome: how far knowledge reaches, how old it is, for whom it holds."""

from collections.abc import Iterable, Sequence

from linktester.model.citation import Citation, Confidence
from linktester.model.run import Reach
from linktester.model.verdict import Modifier


def reach_of(citations: Sequence[Citation]) -> Reach:
    """Return the reach of an answer that rests on `citations`: that of its weakest rule. At least one."""
    if any(citation.inferred for citation in citations):
        return Reach.INFERRED
    return Reach.CARRIED if any(citation.carried for citation in citations) else Reach.EVIDENCED


def last_evidence(citations: Iterable[Citation]) -> str | None:
    """Return the ISO day of the oldest `last_confirmed`, None without citations."""
    return min((citation.last_confirmed for citation in citations), default=None)


def is_anecdotal(citations: Iterable[Citation]) -> bool:
    """Tell whether some rule has confidence A."""
    return any(citation.confidence is Confidence.ANECDOTAL for citation in citations)


def modifiers_of(citations: Iterable[Citation]) -> frozenset[Modifier]:
    """Return `partial` and `carried`, as far as some rule says so."""
    found = set()
    for citation in citations:
        if citation.partial:
            found.add(Modifier.PARTIAL)
        if citation.carried:
            found.add(Modifier.CARRIED)
    return frozenset(found)
