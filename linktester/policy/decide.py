"""Which rule applies to a question in a world.

A *change* is valid from its event on, until a later rule about the same subject. An *observation* is valid
on its day and forwards; backwards it is used only where nothing else is known, never before its `era_start`,
and only as inferred. After `last_confirmed` a rule still answers, marked carried; eras are names for dates
and reset nothing.

Order. A short dated exception (overlay) beats every standing rule within its dates, unless the team itself
saw something later. Then the newest `valid_from` wins, then the team's own, then the more specific match;
rules that are equal in all that and differ in effect are a conflict, whoever wrote them.

Confidence. The letters of `world.accept` answer. When the newest rule has another letter it is not passed
over in favour of what it contradicts: older rules answer only as long as they have the same effect.
So accepting fewer letters never turns a gap into an answer.

The team's own (T) rules go stale `stale_after_days` after `last_confirmed`. A stale one no longer overrides:
it answers only where no shipped rule stands, carried and marked stale.

Roll-outs. Without a seed the named branch answers; with one, the branch follows from the share and the
seed, or from the seed's parity where no share is known. Either way the answer is marked partial.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from linktester.model.citation import Citation, Confidence, Gate, RuleKind, Source
from linktester.model.pack import Decision, Gap, Question, Rule
from linktester.model.world import WorldSpec
from linktester.model.zone import day_of
from linktester.policy.mapping import NO_ANSWER
from linktester.policy.packs import Packs
from linktester.policy.select import Ranked

_NEAREST = 5


@dataclass(frozen=True, slots=True)
class _How:
    """How a rule comes to answer."""

    confidence: Confidence
    """Of the answer: I where a rule of another letter is used backwards."""
    stale: bool


def decide(packs: Packs, question: Question, world: WorldSpec) -> Decision | Gap | None:
    """Return what the gate does, or a gap; None only at gate TARGET where no rule stands (as usual)."""
    about = packs.index.about(question)
    standing, stale = _standing(about, world.as_of, timedelta(days=packs.stale_after_days))
    if standing:
        return _answer(standing, world, stale=stale)
    if Confidence.INFERRED in world.accept and (later := _backwards(about, world.as_of)):
        found = _answer(later, world, inferred=True)
        if isinstance(found, Decision) or question.gate is Gate.HOST:
            return found
    return None if question.gate is Gate.TARGET else Gap(False, nearest=_nearest(packs, question, about))


def _answer(
    standing: Sequence[Ranked], world: WorldSpec, *, stale: bool = False, inferred: bool = False
) -> Decision | Gap:
    """Return what the strongest of the rules in order comes to."""
    equals = _equals(standing)
    if len({_meaning(one.rule) for one in equals}) > 1:
        return Gap(True, _sources(equals), _ids(equals))
    chosen = _first_accepted(standing, world)
    if chosen is None:
        return Gap(False, _sources(standing[:1]), _ids(standing))
    rule = chosen.rule
    effect, otherwise = _branch(rule, world.rollout_seed)
    if effect in NO_ANSWER:
        return Gap(effect == "conflict", rule.sources, (rule.id,))
    letter = Confidence.INFERRED if inferred or rule.confidence is None else rule.confidence
    how = _How(letter, stale)
    citation = _citation(chosen, how, effect, otherwise, world.as_of)
    return Decision(effect, citation, tuple(one.rule.id for one in standing if one is not chosen))


def _standing(about: Sequence[Ranked], as_of: datetime, patience: timedelta) -> tuple[list[Ranked], bool]:
    """Return the rules valid at the moment, strongest first, and whether they are stale team rules only."""
    valid = [
        one
        for one in about
        if one.rule.valid_from <= as_of and (one.rule.until is None or as_of < one.rule.until)
    ]
    fresh = [one for one in valid if not _is_stale(one, as_of, patience)]
    if not fresh:
        return valid, bool(valid)
    seen = max((one.rule.valid_from for one in fresh if one.team), default=None)
    exceptions = [one for one in fresh if _excepts(one, seen)]
    return exceptions + [one for one in fresh if one not in exceptions], False


def _is_stale(one: Ranked, as_of: datetime, patience: timedelta) -> bool:
    return one.team and day_of(as_of) - one.rule.last_confirmed > patience


def _excepts(one: Ranked, seen: datetime | None) -> bool:
    """Return whether an overlay still beats the rest: the team has seen nothing since it began."""
    return one.rule.overlay and (seen is None or one.rule.valid_from > seen)


def _backwards(about: Sequence[Ranked], as_of: datetime) -> list[Ranked]:
    """Return observations from after the moment whose era had begun by then, nearest first."""
    today = day_of(as_of)
    later = [
        one
        for one in about
        if one.rule.kind is RuleKind.OBSERVATION
        and one.rule.valid_from > as_of
        and one.rule.era_start is not None
        and one.rule.era_start <= today
    ]
    return sorted(later, key=_nearest_first)


def _nearest_first(one: Ranked) -> tuple[float, int, str]:
    return one.rule.valid_from.timestamp(), -one.specificity, one.rule.id


def _equals(standing: Sequence[Ranked]) -> list[Ranked]:
    """Return the strongest rule and those that nothing sets apart from it."""
    first = standing[0]
    return [
        one
        for one in standing
        if one.rule.valid_from == first.rule.valid_from
        and one.specificity == first.specificity
        and one.team == first.team
        and one.rule.overlay == first.rule.overlay
    ]


def _meaning(rule: Rule) -> tuple[str, str | None]:
    return rule.effect, rule.otherwise


def _first_accepted(standing: Sequence[Ranked], world: WorldSpec) -> Ranked | None:
    for one in standing:
        if one.rule.effect != standing[0].rule.effect:
            return None
        if one.rule.effect in NO_ANSWER or one.rule.confidence in world.accept:
            return one
    return None


def _branch(rule: Rule, seed: int | None) -> tuple[str, str | None]:
    """Return the effect that applies and the one for the others."""
    if not rule.partial or rule.otherwise is None:
        return rule.effect, None
    if seed is None or _is_inside(rule, seed):
        return rule.effect, rule.otherwise
    return rule.otherwise, rule.effect


def _is_inside(rule: Rule, seed: int) -> bool:
    if rule.share is None:
        return seed % 2 == 0
    drawn = hashlib.sha256(f"{seed}:{rule.id}".encode()).digest()
    return int.from_bytes(drawn[:8]) < rule.share * 2**64


def _citation(chosen: Ranked, how: _How, effect: str, otherwise: str | None, as_of: datetime) -> Citation:
    rule, pack = chosen.rule, chosen.pack
    return Citation(
        rule=rule.id,
        pack=chosen.pack_name,
        pack_version=pack.version,
        pack_hash=pack.hash,
        effect=effect,
        gate=rule.gate,
        kind=rule.kind,
        confidence=how.confidence,
        valid_from=day_of(rule.valid_from).isoformat(),
        last_confirmed=rule.last_confirmed.isoformat(),
        until=day_of(rule.until).isoformat() if rule.until else None,
        carried=day_of(as_of) > rule.last_confirmed,
        inferred=how.confidence is Confidence.INFERRED,
        partial=rule.partial,
        otherwise=otherwise,
        overlay=rule.overlay,
        stale=how.stale,
        sources=rule.sources,
        note=rule.note,
        note_zh=rule.note_zh,
    )


def _nearest(packs: Packs, question: Question, about: Sequence[Ranked]) -> tuple[str, ...]:
    """Return ids of rules about this question on other dates, then about this link elsewhere in the app."""
    elsewhere = (
        one
        for one in packs.index.of(question.gate, question.platform)
        if one not in about and packs.index.same_link(one.rule.match, question)
    )
    return _ids([*about, *elsewhere])


def _sources(ranked: Sequence[Ranked]) -> tuple[Source, ...]:
    return tuple({source.id: source for one in ranked for source in one.rule.sources}.values())


def _ids(ranked: Sequence[Ranked]) -> tuple[str, ...]:
    return tuple(one.rule.id for one in ranked[:_NEAREST])
