"""Who led there: the host that showed the link, the target that received it, the system, or the link itself.

Blame needs a difference: what a neutral browser meets as well is nobody's policy.
"""

from collections.abc import Iterator, Sequence

from linktester import links
from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Launched,
    Left,
    Navigated,
    Redirected,
    Rendered,
    Requested,
    Swallowed,
)
from linktester.model.link import Identity, Link, PlatformId
from linktester.model.verdict import By
from linktester.verdict import addresses
from linktester.verdict.modifiers import Way, same_address
from linktester.verdict.reached import equal
from linktester.verdict.signals import Decides, Signal, signals


def of_signal(signal: Signal, link: Link, way: Way) -> By:
    """Return whose decision a known page is: the host's where it is its own house's page, or nobody's that
    the link itself does not lead to; else the target's.
    """
    if signal.decides is Decides.TARGET:
        return By.TARGET
    if signal.platform is None:
        own = signals().of_address(addresses.parsed(link.text))
        return By.TARGET if own is signal else By.HOST
    return By.HOST if _house(signal.platform) == _house(way.host) else By.TARGET


def of_change(link: Link, intended: Identity, evidence: Evidence) -> By:
    """Return who changed what was reached: the host when it set off with something else, else the target."""
    first = next(_own_hops(evidence.observations), None)
    if first is None or same_address(first, link.text):
        return By.TARGET
    identity = addresses.named(first)
    if identity is None:
        return By.HOST
    intact = equal(intended, identity, tuple(link.tracking)) or equal(
        link.identity, identity, tuple(link.tracking)
    )
    return By.TARGET if intact else By.HOST


def of_move(link: Link, evidence: Evidence, end: int, *, app_in_reach: bool) -> By:
    """Return who led to the page at index `end`: the host when its client went there itself, or when it
    dropped the tap to an app the neutral browser reaches; else the page before it.
    """
    before = evidence.observations[:end]
    if app_in_reach and any(isinstance(o, Swallowed) for o in before):
        return By.HOST
    if any(isinstance(o, Redirected | Navigated) for o in before if not _at_interstitial(o)):
        return By.TARGET
    shown = evidence.observations[end]
    own = isinstance(shown, Rendered) and same_address(shown.url, link.text)
    return By.TARGET if own else By.HOST


def _house(platform: PlatformId) -> str:
    known = links.catalogue().platforms.get(platform)
    return known.group if known else platform


def _own_hops(seen: Sequence[AnyObservation]) -> Iterator[str]:
    """Yield the addresses gone to, known interstitials left out, in order."""
    for observation in seen:
        match observation:
            case Requested(url=uri) | Rendered(url=uri) | Redirected(url=uri):
                if signals().of_address(addresses.parsed(uri)) is None:
                    yield uri
            case Left(uri=uri) | Launched(uri=uri) | Swallowed(uri=uri):
                yield uri


def _at_interstitial(observation: AnyObservation) -> bool:
    match observation:
        case Redirected(url=uri) | Navigated(url=uri):
            return signals().of_address(addresses.parsed(uri)) is not None
    return False
