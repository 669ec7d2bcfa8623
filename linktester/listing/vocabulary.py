"""The values a choice may have, and every word by which a person may name one of them."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache

from linktester import links
from linktester.listing.keys import Key, Kind, keys, normal
from linktester.model.annotation import Status
from linktester.model.link import FamilyId, PlatformId
from linktester.model.order import ReturnLeg
from linktester.model.phone import OS, Entry
from linktester.model.run import Match, Reach
from linktester.model.verdict import Basis, By, Cause, Modifier, Outcome
from linktester.report.orders import STATES
from linktester.report.phrases import Phrases
from linktester.suite import SURFACES
from linktester.wording import LANGUAGES, Words

_ENUMS: Mapping[str, type[StrEnum]] = {
    "verdict": Outcome,
    "cause": Cause,
    "modifier": Modifier,
    "match": Match,
    "status": Status,
    "entry": Entry,
    "os": OS,
    "reach": Reach,
    "by": By,
    "basis": Basis,
    "leg": ReturnLeg,
}
_LISTED = {"surface": SURFACES, "order": STATES}
_ELSEWHERE = {"host": {"web"}, "target": {"browser", "camera", "reader"}}
"""Platforms that show no links, and those that links do not belong to."""
NONE_WORDS = frozenset({"none", "无"})
"""What an unquoted value means that asks for nothing at all: `status:none`."""


def choices(key: Key) -> tuple[str, ...]:
    """Return the ids a choice or a flag may have; empty for keys that take anything."""
    if key.kind is Kind.FLAG:
        return key.fields
    if key.kind is not Kind.CHOICE:
        return ()
    if key.id in _ENUMS:
        return tuple(each.value for each in _ENUMS[key.id])
    if key.id in _LISTED:
        return _LISTED[key.id]
    if key.id == "family":
        return tuple(links.families())
    return tuple(each for each in links.catalogue().platforms if each not in _ELSEWHERE[key.id])


def meant(key: Key, word: str) -> tuple[str, ...]:
    """Return the ids that `word` may mean for this key, mostly one; empty when it means none."""
    return _meanings(key.id).get(normal(word), ())


def known(key: Key) -> tuple[str, ...]:
    """Return every normalised word that means something for this key."""
    return tuple(_meanings(key.id))


def beginning(key: Key, begun: str) -> frozenset[str]:
    """Return the ids that have a word, in any language, that begins with the normalised `begun`."""
    names = _meanings(key.id).items()
    return frozenset(value for name, values in names if name.startswith(begun) for value in values)


def word(key: Key, value: str, phrases: Phrases) -> str:
    """Return what `value` of a choice or a flag is called in the language of `phrases`."""
    if key.kind is Kind.FLAG:
        return phrases.text(f"listing.flag-{value}")
    if key.id == "verdict":
        return phrases.outcome(Outcome(value))
    if key.id in {"host", "target"}:
        return phrases.platform(PlatformId(value))
    if key.id == "family":
        family = links.families().get(FamilyId(value))
        return phrases.words.local(family.name) if family else value
    return phrases.of(key.id, value)


@cache
def _meanings(key_id: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    key = keys()[key_id]
    # An id goes before a word that is spelled like it.
    ids = {normal(value): (value,) for value in choices(key)}
    for name, value in _words(key):
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), value)))
    return {**found, **ids}


def _words(key: Key) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        phrases = Phrases(Words(language))
        for value in choices(key):
            yield normal(word(key, value, phrases)), value
    for value, names in key.values.items():
        for name in names:
            yield normal(name), value
