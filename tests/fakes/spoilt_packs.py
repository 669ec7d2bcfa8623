"""Packs with one rule changed or taken away, and questions that show it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product

from linktester import links
from linktester.model.citation import Confidence, Gate
from linktester.model.link import Content, PlatformId
from linktester.model.pack import Question, Rule
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import WorldSpec
from linktester.policy import Packs, decide, mapping
from linktester.policy.dates import NOON
from linktester.policy.mapping import NO_ANSWER
from linktester.policy.select import Index, Ranked
from tests.fakes.answers import said

EVERYTHING = frozenset(Confidence)


class Workshop:
    """Makes variants of one set of packs; each shares everything but one rule with the original."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        gates = {(rule.gate, rule.platform) for rule in packs.rules.values()}
        self._ranked = [one for gate, platform in gates for one in packs.index.of(gate, platform)]

    def without(self, rule: str) -> Packs:
        """Return the packs without this rule."""
        return self._variant([one for one in self._ranked if one.rule.id != rule])

    def flipped(self, rule: Rule) -> Iterator[tuple[str, Packs]]:
        """Yield (effect, packs) for every effect that means something else than the rule's own."""
        for effect, mapped in mapping().items():
            if effect != rule.effect and mapped != mapping()[rule.effect]:
                yield effect, self._with(rule, effect)

    def _with(self, rule: Rule, effect: str) -> Packs:
        confidence = None if effect in NO_ANSWER else rule.confidence or Confidence.DOCUMENTED
        # The branch for the others would stay right by chance where it is what the rule is flipped to.
        spoilt = replace(rule, effect=effect, confidence=confidence, otherwise=None)
        ranked = (replace(one, rule=spoilt) if one.rule is rule else one for one in self._ranked)
        return self._variant(list(ranked))

    def _variant(self, ranked: list[Ranked]) -> Packs:
        rules = {one.rule.id: one.rule for one in ranked}
        index = Index(ranked, self._packs.classes, self._packs.vocabulary)
        return replace(self._packs, rules=rules, index=index)


@dataclass(frozen=True, slots=True)
class Witness:
    """A question on a date that one rule decides, with every letter accepted."""

    question: Question
    as_of: datetime

    def hears(self, packs: Packs) -> str:
        """Return what `packs` answer."""
        return str(said(decide(packs, self.question, WorldSpec(as_of=self.as_of, accept=EVERYTHING))))

    def rules(self, packs: Packs) -> tuple[str, ...]:
        """Return the rules by which `packs` answer."""
        found = said(decide(packs, self.question, WorldSpec(as_of=self.as_of, accept=EVERYTHING)))
        return found.rules if found else ()


def witness(packs: Packs, rule: Rule) -> Witness | None:
    """Return a question that `rule` decides, None when no link, place and date brings it to answer."""
    places = product(_links(rule), _stands(packs, rule), _moments(rule))
    for (family, target, content), (host, surface, os, entry), as_of in places:
        question = Question(
            gate=rule.gate,
            platform=rule.platform,
            host=host,
            surface=surface,
            entry=entry,
            family=family.id,
            target=target,
            content=content,
            os=os,
            client=rule.match.client_from,
            filed=rule.match.filed is not False,
        )
        found = Witness(question, as_of)
        if found.rules(packs) == (rule.id,):
            return found
    return None


def _links(rule: Rule) -> Iterator[tuple[links.Family, PlatformId, Content]]:
    match = rule.match
    for family in links.families().values():
        if match.families and family.id not in match.families:
            continue
        targets = (rule.platform,) if rule.gate is Gate.TARGET else match.targets or (family.platform,)
        for target, content in product(targets, {family.content, *match.contents}):
            yield family, target, content


def _stands(packs: Packs, rule: Rule) -> Iterator[tuple[PlatformId, Surface, OS, Entry]]:
    match = rule.match
    own = {
        surface
        for pack in packs.packs.values()
        if pack.platform == rule.platform
        for surface in pack.surfaces
    }
    hosts = match.hosts if rule.gate is Gate.TARGET else (rule.platform,)
    surfaces = match.surfaces or (*sorted(own), Surface("webview"))
    return product(hosts, surfaces, match.os or OS, match.entries or (Entry.TAP, Entry.SCAN_LIVE))


def _moments(rule: Rule) -> Iterator[datetime]:
    yield rule.valid_from
    yield rule.valid_from + timedelta(days=1)
    yield datetime.combine(rule.last_confirmed, NOON)
    if rule.until is not None:
        yield rule.until - timedelta(minutes=1)
