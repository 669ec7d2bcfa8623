"""What the rules say would become of a link, before anything is sent: a forecast, never a verdict.

The host's gate is asked first, then, where it lets a web page load, the gate of the site that receives the
visitor, each put through `data/mapping.toml`. A forecast supposes that the link is well-formed and alive,
that its app is installed, and that the user goes on past pages and prompts. What no rule speaks of (where a
short link leads, whether a page hands over to an app) is left open, with the reason.
"""

from dataclasses import dataclass, replace

from linktester.model.case import Stand
from linktester.model.citation import Citation, Source
from linktester.model.link import Link
from linktester.model.message import Message, message
from linktester.model.pack import Decision, Gap, Mapped, Question
from linktester.model.phone import OS
from linktester.model.run import Reach
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.model.world import WorldSpec
from linktester.policy.asking import Asked, Doubt, asked
from linktester.policy.decide import decide
from linktester.policy.mapping import mapping
from linktester.policy.packs import Packs
from linktester.policy.weight import is_anecdotal, last_evidence, modifiers_of, reach_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the rules say. Equal forecasts say the same and rest on the same rules."""

    outcome: Outcome | None
    """INCONCLUSIVE where the packs have a gap; None where the question goes beyond rules (`doubt`)."""
    cause: Cause | None = None
    """Set exactly when the outcome is INCONCLUSIVE: `no-policy` or `conflict`."""
    doubt: Doubt | None = None
    """Set exactly when the outcome is None."""
    modifiers: tuple[Modifier, ...] = ()
    """Sorted. `prompt` only where a rule tells of it: the system's own dialogs are not forecast."""
    by: By | None = None
    decisions: tuple[Decision, ...] = ()
    """The rules applied, the host's before the target's; those that passed a link into a gap included."""
    gap_sources: tuple[Source, ...] = ()
    """Where there is a gap: the sources that disagree, or that rules not accepted rest on."""
    nearest: tuple[str, ...] = ()
    """Where there is a gap: ids of rules that nearly applied."""
    reach: Reach = Reach.UNKNOWN
    last_evidence: str | None = None
    """ISO day of the oldest `last_confirmed` among the rules applied."""
    anecdotal: bool = False
    """Some applied rule has confidence A."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of the rules applied, in order."""
        return tuple(decision.citation for decision in self.decisions)

    @property
    def effects(self) -> tuple[str, ...]:
        """What the rules do, by keys of `mapping.toml`, in order."""
        return tuple(decision.effect for decision in self.decisions)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everything it rests on, or in a gap what is there instead; each once, in order."""
        cited = [source for citation in self.citations for source in citation.sources]
        return tuple({source.id: source for source in (*cited, *self.gap_sources)}.values())

    @property
    def otherwise(self) -> Outcome | None:
        """What the others get where the deciding rule holds for some only; None where it holds for all."""
        for citation in self.citations:
            if citation.otherwise is not None:
                other = mapping()[citation.otherwise].outcome
                return Outcome(other) if other in Outcome.__members__ else Outcome.INCONCLUSIVE
        return None

    @property
    def face(self) -> tuple[object, ...]:
        """What a picture shows of it: two forecasts with one face look the same whatever they rest on."""
        return self.outcome, self.cause, self.doubt, self.modifiers, self.by, self.reach, self.anecdotal


def reason(found: Forecast) -> Message | None:
    """Return in words why the rules leave it open; None where they do not."""
    return message(f"policy.doubt-{found.doubt}") if found.doubt else None


def caveat() -> Message:
    """Return the sentence that stands wherever forecasts are shown."""
    return message("policy.forecast-caveat")


def forecast(  # noqa: PLR0917
    packs: Packs, link: Link, stand: Stand, os: OS, client: str | None, world: WorldSpec
) -> Forecast:
    """Return what the rules say of `link` at `stand` in `world`.

    `client` is the host app's version, None for the newest of the date. It takes some ten microseconds;
    `worlds.Worlds` answers for many dates at once.
    """
    return answer(packs, asked(packs, link, stand, os, client, world), world)


def answer(packs: Packs, about: Asked, world: WorldSpec) -> Forecast:
    """Return the forecast of what `asked` found, at the moment of `world`."""
    if about.host is None:
        return Forecast(outcome=None, doubt=about.doubt)
    found = _answered(packs, about, about.host, world)
    if about.unmade and found.outcome in {None, Outcome.HONORED}:
        return replace(found, outcome=None, doubt=Doubt.ORDER, by=None, reach=Reach.UNKNOWN)
    return found


def _answered(packs: Packs, about: Asked, host: Question, world: WorldSpec) -> Forecast:
    """Return what becomes of a link that a host has a say about."""
    first = decide(packs, host, world)
    if not isinstance(first, Decision):
        return _at_gap(first, (), own=about.own)
    meant = mapping()[first.effect]
    if meant.outcome != Outcome.HONORED:
        return _ruled((first,), meant)
    if first.effect in _ENDS:
        return _ruled((first,), meant)
    return _received(packs, about, first, world)


_ENDS = frozenset({"accept", "offered", "text-only"})
"""Passing effects after which nothing is left to others: the order is shown, the text stands there."""


_BY_PAGE = frozenset({"confirm", "wrap", "wrap-confirm"})
"""Passing effects that put a page before the link; what that page then asks for is asked anew."""


def _received(packs: Packs, about: Asked, first: Decision, world: WorldSpec) -> Forecast:
    """Return what becomes of a link that its host lets pass."""
    meant = mapping()[first.effect]
    doubt = Doubt.HANDOVER if about.leaves and first.effect in _BY_PAGE else about.doubt
    second = decide(packs, about.target, world) if about.target else None
    if isinstance(second, Gap):
        return _at_gap(second, (first,))
    if second is None:
        return _ruled((first,), meant, doubt)
    received = mapping()[second.effect]
    if received.outcome != Outcome.HONORED:
        return _ruled((first, second), received)
    return _ruled((first, second), meant, doubt)


def _ruled(decisions: tuple[Decision, ...], meant: Mapped, doubt: Doubt | None = None) -> Forecast:
    citations = [decision.citation for decision in decisions]
    words = {Modifier(name) for decision in decisions for name in mapping()[decision.effect].modifiers}
    return Forecast(
        outcome=None if doubt else Outcome(meant.outcome),
        doubt=doubt,
        modifiers=tuple(sorted(words | modifiers_of(citations))),
        by=By(meant.by) if meant.by and not doubt else None,
        decisions=decisions,
        reach=Reach.UNKNOWN if doubt else reach_of(citations),
        last_evidence=last_evidence(citations),
        anecdotal=is_anecdotal(citations),
    )


def _at_gap(found: Gap | None, before: tuple[Decision, ...], *, own: bool = False) -> Forecast:
    """Return what a gap comes to. That an app's checkout has its own group's method needs no rule."""
    gap = found or Gap(False)
    if own and not gap.conflict and not gap.sources:
        return Forecast(outcome=Outcome.HONORED, reach=Reach.EVIDENCED)
    return Forecast(
        outcome=Outcome.INCONCLUSIVE,
        cause=Cause.CONFLICT if gap.conflict else Cause.NO_POLICY,
        decisions=before,
        gap_sources=gap.sources,
        nearest=gap.nearest,
        last_evidence=last_evidence(decision.citation for decision in before),
    )
