"""The control run: what a neutral browser met with the same link, and what the link therefore means.

A control run that broke, or whose circumstances nobody knows, tells nothing; it only matters where a rule
needs it.
"""

from dataclasses import dataclass

from linktester.model.evidence import Evidence, Redirected
from linktester.model.link import Identity, Link
from linktester.model.verdict import Cause
from linktester.verdict import addresses
from linktester.verdict.endstate import REFUSALS, End, EndKind, read
from linktester.verdict.modifiers import read_way, same_address
from linktester.verdict.reached import WEB

_TROUBLES = {EndKind.GAP: None, EndKind.FAULT: Cause.FAULT, EndKind.TOLD: Cause.NO_CONTROL}
_APP_STARTED = frozenset({EndKind.SCREEN, EndKind.APP_UNSEEN})
_DEAD_ENDS = frozenset({EndKind.DEAD, EndKind.APP_REFUSED})
_ALIVE = REFUSALS | {"login"}


@dataclass(frozen=True, slots=True)
class Control:
    """What the control run tells. All questions answer no when there was none, or none that counts."""

    end: End | None
    reached: Identity | None = None
    """What it reached, positively identified."""
    forwarded: bool = False
    """The link's own address answered with a redirect."""
    assumed: bool = False
    trouble: Cause = Cause.NO_CONTROL
    """Why it tells nothing, where it does not: no run, or what befell it."""

    @property
    def tells(self) -> bool:
        """True when the run came to an end that means something."""
        return self.end is not None

    @property
    def app_started(self) -> bool:
        """True when an app took the link."""
        return self.end is not None and self.end.kind in _APP_STARTED

    @property
    def dead(self) -> bool:
        """True when the link is dead in the neutral browser: an error that says so, or an app's refusal."""
        return self.end is not None and self.end.kind in _DEAD_ENDS and not self.refused

    @property
    def refused(self) -> bool:
        """True when the target is alive and refuses the neutral browser as well."""
        return self.end is not None and self.end.detail in _ALIVE

    @property
    def at(self) -> int:
        """Index of the control run's deciding observation, -1 without one."""
        return -1 if self.end is None else self.end.at


def read_control(link: Link, evidence: Evidence | None) -> Control:
    """Return what the control run tells about `link`."""
    if evidence is None:
        return Control(None)
    end = read(evidence)
    if end.kind in _TROUBLES:
        return Control(None, trouble=_TROUBLES.get(end.kind) or Cause(end.detail))
    forwarded = any(
        isinstance(o, Redirected) and same_address(o.url, link.text) for o in evidence.observations
    )
    return Control(end, _reached(end, link), forwarded=forwarded, assumed=read_way(evidence, end.at).assumed)


def intended(link: Link, control: Control) -> Identity | None:
    """Return what reaching the link means, or None when only a control run could say.

    An opaque link means what the neutral browser reached. So does an address of anybody's site that answers
    with a redirect of its own, for redirects never decide; being sent to the site's front page is no
    resolution, that is how many sites say "gone".
    """
    if link.opaque:
        return control.reached
    reached = control.reached
    if reached is None or not control.forwarded or link.identity.platform != WEB:
        return link.identity
    return link.identity if _is_front_page(reached) else reached


def _reached(end: End, link: Link) -> Identity | None:
    for candidate in (end, end.standing):
        found = None if candidate is None else candidate.reached(link.identity)
        if found is not None:
            return found
    return None


def _is_front_page(identity: Identity) -> bool:
    url = addresses.parsed(identity.params.get("url", ""))
    return url is not None and url.pathname == "/" and not url.search
