"""Where a run ended, read from its observations alone; no blame and no verdict yet.

The last thing that stands decides. A page goes on standing when the tap, launch or prompt that followed it
came to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Failed,
    HarnessGap,
    Launched,
    Offered,
    Prompted,
    Rendered,
    ScriptNotRun,
    Stayed,
    Swallowed,
    TesterSaid,
)
from linktester.model.link import Identity
from linktester.verdict import addresses
from linktester.verdict.reached import Claim, claim
from linktester.verdict.signals import PageKind, Signal, signals


class EndKind(StrEnum):
    """All ways a run can end."""

    TOLD = "told"
    GAP = "gap"
    FAULT = "fault"
    SCREEN = "screen"
    APP_REFUSED = "app-refused"
    APP_UNSEEN = "app-unseen"
    NO_APP = "no-app"
    PROMPT_DENIED = "prompt-denied"
    SWALLOWED = "swallowed"
    TEXT = "text"
    CHOICES = "choices"
    PAGE = "page"
    UNKNOWN_PAGE = "unknown-page"
    BLOCK_PAGE = "block-page"
    PASSABLE_PAGE = "passable-page"
    STORE_PAGE = "store-page"
    LOGIN = "login"
    ERROR_PARAMS = "error-params"
    DEAD = "dead"


REFUSALS = frozenset({"401", "403", "407", "429", "451"})
"""Statuses by which a living server refuses; the other errors say that the link is dead."""
_NOTHING_CAME = frozenset({EndKind.SWALLOWED, EndKind.PROMPT_DENIED, EndKind.NO_APP})
_PLAIN: dict[type, EndKind] = {
    Swallowed: EndKind.SWALLOWED,
    Stayed: EndKind.TEXT,
    Offered: EndKind.CHOICES,
}
_SIGNALLED = {
    PageKind.BLOCK: EndKind.BLOCK_PAGE,
    PageKind.CONFIRM: EndKind.PASSABLE_PAGE,
    PageKind.WRAP: EndKind.PASSABLE_PAGE,
    PageKind.STORE: EndKind.STORE_PAGE,
    PageKind.LOGIN: EndKind.LOGIN,
    PageKind.ERROR_PARAMS: EndKind.ERROR_PARAMS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The end state of one run."""

    kind: EndKind
    at: int
    """Index of the deciding observation; -1 when nothing was observed."""
    screen: Identity | None = None
    """What the app showed."""
    claim: Claim | None = None
    """What the page says it is."""
    signal: Signal | None = None
    detail: str = ""
    """The status, the app's refusal, the failure's or the gap's kind, the tester's word."""
    theirs: bool = False
    """A fault of the live server the user named, not of ours."""
    standing: "End | None" = None
    """The page that goes on standing behind a tap, launch or prompt that came to nothing."""

    def reached(self, intended: Identity) -> Identity | None:
        """Return what was positively identified, as seen by somebody who wants `intended`."""
        if self.kind is EndKind.SCREEN:
            return self.screen
        return self.claim.against(intended) if self.kind is EndKind.PAGE and self.claim else None


def read(evidence: Evidence) -> End:
    """Return where the run ended.

    A person's word outweighs everything, then gaps, then our own trouble, anywhere in the run. A run whose
    last observation is no end (asked, but nothing came) is our own trouble, too.
    """
    seen = evidence.observations
    for index, observation in enumerate(seen):
        if isinstance(observation, TesterSaid):
            return End(kind=EndKind.TOLD, at=index, detail=observation.outcome)
    for index, observation in enumerate(seen):
        if isinstance(observation, HarnessGap):
            return End(kind=EndKind.GAP, at=index, detail=observation.kind)
    for index, observation in enumerate(seen):
        if isinstance(observation, Failed):
            theirs = not observation.ours
            return End(kind=EndKind.FAULT, at=index, detail=observation.kind, theirs=theirs)
        if isinstance(observation, ScriptNotRun):
            return End(kind=EndKind.FAULT, at=index, detail="script")
    return _last(seen)


def _last(seen: Sequence[AnyObservation]) -> End:
    index = len(seen) - 1
    end = _end(seen[index], index) if seen else None
    if end is None:
        return End(kind=EndKind.FAULT, at=index, detail="no-end")
    if end.kind in _NOTHING_CAME:
        return _before_standing(end, seen)
    return end


def _end(observation: AnyObservation, index: int) -> End | None:
    if isinstance(observation, Rendered):
        return page_end(observation, index)
    if isinstance(observation, Launched):
        return _launch_end(observation, index)
    if isinstance(observation, Prompted):
        return None if observation.allowed else End(kind=EndKind.PROMPT_DENIED, at=index)
    kind = _PLAIN.get(type(observation))
    return None if kind is None else End(kind=kind, at=index)


def _launch_end(launch: Launched, index: int) -> End:
    if launch.receiver is None:
        return End(kind=EndKind.NO_APP, at=index)
    if launch.refusal is not None:
        return End(kind=EndKind.APP_REFUSED, at=index, detail=launch.refusal)
    if launch.screen is not None:
        return End(kind=EndKind.SCREEN, at=index, screen=launch.screen.identity)
    return End(kind=EndKind.APP_UNSEEN, at=index)


def _before_standing(end: End, seen: Sequence[AnyObservation]) -> End:
    """Return `end` with the page before it that still stands: nothing but attempts came in between."""
    for index in range(end.at - 1, -1, -1):
        observation = seen[index]
        if isinstance(observation, Rendered):
            standing = page_end(observation, index)
            return End(kind=end.kind, at=end.at, detail=end.detail, standing=standing)
        if isinstance(observation, Stayed | Offered):
            break
    return end


def page_end(shown: Rendered, index: int) -> End:
    """Return what the page is: a known interstitial by its address first, then by its status, then by its
    own word.
    """
    url = addresses.parsed(shown.url)
    if url is None or not url.is_web:
        return End(kind=EndKind.UNKNOWN_PAGE, at=index)
    signal = signals().of_page(url, shown.page)
    if signal is not None and signal.kind in _SIGNALLED:
        return End(kind=_SIGNALLED[signal.kind], at=index, signal=signal)
    if shown.status >= 400:
        return End(kind=EndKind.DEAD, at=index, detail=str(shown.status))
    if shown.page.has_password_field:
        return End(kind=EndKind.LOGIN, at=index)
    stated = claim(url, shown.page) if 200 <= shown.status < 300 else None
    kind = EndKind.UNKNOWN_PAGE if stated is None else EndKind.PAGE
    return End(kind=kind, at=index, claim=stated, signal=signal)
