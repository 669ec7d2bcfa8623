"""The way there: which pages were passed, what the user pressed, what the system asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Launched,
    Navigated,
    Presented,
    Prompted,
    Redirected,
    Rendered,
)
from linktester.model.link import Link, PlatformId
from linktester.model.verdict import Modifier
from linktester.verdict import addresses
from linktester.verdict.signals import PASSED_THROUGH, PageKind, Signal, signals

NOBODY = PlatformId("")


@dataclass(frozen=True, slots=True)
class Passed:
    """A known page that led on to somewhere else."""

    at: int
    url: str
    signal: Signal
    shown: bool
    """False: only an HTTP redirect was seen there."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the end was reached, as far as modifiers and blame need it."""

    host: PlatformId
    """The app that showed the link; empty when nothing was presented."""
    picture: bool
    passed: tuple[Passed, ...]
    continued: tuple[int, ...]
    """Indexes where the user pressed "continue"."""
    prompts: tuple[int, ...]
    assumed: bool
    """Some launch rested on an association file that is not public."""

    def wraps(self, link: Link) -> tuple[Passed, ...]:
        """Return the redirect pages gone through.

        A redirect answered at the link's own address is none: that is how a short link works. A confirm page
        that led on by itself is one.
        """
        return tuple(page for page in self.passed if self._is_wrap(page, link))

    def _is_wrap(self, page: Passed, link: Link) -> bool:
        if page.signal.kind is PageKind.CONFIRM and self.continued:
            return False
        return page.shown or not same_address(page.url, link.text)


def read_way(evidence: Evidence, end: int) -> Way:
    """Return the way to the observation at index `end`."""
    seen = evidence.observations[: end + 1]
    first = next((o for o in seen if isinstance(o, Presented)), None)
    return Way(
        host=first.host if first else NOBODY,
        picture=bool(first and first.picture),
        passed=tuple(_passed(seen[:-1])),
        continued=tuple(i for i, o in enumerate(seen) if isinstance(o, Navigated) and o.how == "continue"),
        prompts=tuple(i for i, o in enumerate(seen) if isinstance(o, Prompted)),
        assumed=any(isinstance(o, Launched) and o.assumed for o in seen),
    )


def modifiers(way: Way, link: Link, *, arrived: bool) -> tuple[Modifier, ...]:
    """Return what marks the way, sorted; `wrap` only where the link arrived intact."""
    found = set()
    if way.continued:
        found.add(Modifier.CONFIRM)
    if way.prompts:
        found.add(Modifier.PROMPT)
    if arrived and way.wraps(link):
        found.add(Modifier.WRAP)
    return tuple(sorted(found))


def same_address(one: str, other: str) -> bool:
    """Return True when two texts are the same address, fragments aside."""
    if one == other:
        return True
    first, second = addresses.parsed(one), addresses.parsed(other)
    if first is None or second is None:
        return False
    return first.href.removesuffix(first.hash) == second.href.removesuffix(second.hash)


def _passed(seen: Sequence[AnyObservation]) -> Iterator[Passed]:
    for index, observation in enumerate(seen):
        if isinstance(observation, Rendered):
            signal = signals().of_page(addresses.parsed(observation.url), observation.page)
            shown = True
        elif isinstance(observation, Redirected):
            signal = signals().of_address(addresses.parsed(observation.url))
            shown = False
        else:
            continue
        if signal is not None and signal.kind in PASSED_THROUGH:
            yield Passed(index, observation.url, signal, shown)
