"""Whether a rule makes sense: names known, dates in order, branches complete, a source there."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime

from linktester.model.citation import Confidence, Gate, RuleKind
from linktester.model.message import message
from linktester.model.zone import day_of
from linktester.policy.bilingual import without_chinese
from linktester.policy.mapping import NO_ANSWER
from linktester.policy.schema import RuleText
from linktester.policy.select import version_key
from linktester.policy.vocabulary import Mistake, Relation, Vocabulary, unknown


@dataclass(frozen=True, slots=True)
class Names:
    """What a rule may refer to."""

    vocabulary: Vocabulary
    classes: Set[str]
    effects: Set[str]
    sources: Set[str]
    events: Set[str]
    cells: Set[str]
    team: bool = False
    """True in a team's own pack."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A rule's dates after reading; None where absent or unreadable."""

    from_: datetime | None
    until: datetime | None
    last_confirmed: date | None
    era_start: date | None


def mistakes(text: RuleText, dates: Dates, names: Names) -> Iterator[Mistake]:
    """Yield every mistake of a rule."""
    for check in (_ids, _effects, _confidence, _branches, _clients, _gates, _notes):
        yield from check(text, names)
    yield from _order(text, dates)


def _ids(text: RuleText, names: Names) -> Iterator[Mistake]:
    words = names.vocabulary
    platforms = words.platforms.keys()
    relations = frozenset(str(one) for one in Relation)
    yield from unknown("hosts", "policy.unknown-platform", text.hosts, platforms)
    yield from unknown("targets", "policy.unknown-platform", text.targets, platforms)
    yield from unknown("families", "policy.unknown-family", text.families, words.families.keys())
    yield from unknown("surfaces", "policy.unknown-surface", text.surfaces, words.surfaces)
    yield from unknown("classes", "policy.unknown-class", text.classes, names.classes)
    yield from unknown("relations", "policy.unknown-relation", text.relations, relations)
    yield from unknown("cells", "policy.unknown-cell", text.cells, names.cells)
    if not text.sources:
        yield "sources", message("policy.no-source", id=text.id)
    yield from unknown("sources", "policy.unknown-source", text.sources, names.sources)
    if text.kind is RuleKind.CHANGE and text.sources and not names.events & set(text.sources):
        yield "sources", message("policy.change-needs-event", id=text.id)


def _effects(text: RuleText, names: Names) -> Iterator[Mistake]:
    yield from unknown("effect", "policy.unknown-effect", (text.effect,), names.effects)
    if text.otherwise is not None:
        yield from unknown("otherwise", "policy.unknown-effect", (text.otherwise,), names.effects)


def _confidence(text: RuleText, names: Names) -> Iterator[Mistake]:
    if text.effect in NO_ANSWER:
        if text.confidence is not None:
            yield "confidence", message("policy.confidence-too-much", effect=text.effect)
        return
    if text.confidence is None:
        yield "confidence", message("policy.confidence-missing", id=text.id)
    elif names.team and text.confidence is not Confidence.TEAM:
        yield "confidence", message("policy.team-needs-t", confidence=text.confidence)
    elif not names.team and text.confidence is Confidence.TEAM:
        yield "confidence", message("policy.t-needs-team", id=text.id)


def _branches(text: RuleText, _: Names) -> Iterator[Mistake]:
    if text.partial and text.otherwise is None:
        yield "partial", message("policy.partial-alone", id=text.id)
    if text.partial and text.effect in NO_ANSWER:
        yield "partial", message("policy.partial-of-nothing", effect=text.effect)
    if text.otherwise is not None and not text.partial:
        yield "otherwise", message("policy.otherwise-alone", id=text.id)
    if text.share is not None and (not text.partial or not 0 < text.share < 1):
        yield "share", message("policy.bad-share", share=text.share)


def _clients(text: RuleText, _: Names) -> Iterator[Mistake]:
    keys: dict[str, tuple[int, ...]] = {}
    for name, value in (("client_from", text.client_from), ("client_below", text.client_below)):
        if value is None:
            continue
        key = version_key(value)
        if key is None:
            yield name, message("policy.bad-client", value=value[:40])
        else:
            keys[name] = key
    if len(keys) == 2 and keys["client_from"] >= keys["client_below"]:
        low, high = str(text.client_from), str(text.client_below)
        yield "client_below", message("policy.no-client", low=low, high=high)


def _gates(text: RuleText, _: Names) -> Iterator[Mistake]:
    if text.hosts and text.gate is not Gate.TARGET:
        yield "hosts", message("policy.hosts-at-host-gate", id=text.id)


def _notes(text: RuleText, names: Names) -> Iterator[Mistake]:
    if text.note and not names.team:
        yield from without_chinese("note_zh", text.note_zh)


def _order(text: RuleText, dates: Dates) -> Iterator[Mistake]:
    since, until, seen, era = dates.from_, dates.until, dates.last_confirmed, dates.era_start
    if since is not None and until is not None and until <= since:
        yield "until", message("policy.until-before-from", until=str(until), since=str(since))
    if since is not None and seen is not None and seen < day_of(since):
        yield "last_confirmed", message("policy.confirmed-before", seen=str(seen), since=str(since))
    if until is not None and seen is not None and seen > day_of(until):
        yield "last_confirmed", message("policy.confirmed-after", seen=str(seen), until=str(until))
    if era is not None and text.kind is not RuleKind.OBSERVATION:
        yield "era_start", message("policy.era-of-change", id=text.id)
    if era is not None and since is not None and era > day_of(since):
        yield "era_start", message("policy.era-after-from", era=str(era), since=str(since))
