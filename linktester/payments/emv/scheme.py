"""Which national schemes a code carries, told by the identifiers in its templates."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from linktester.model.payment import StandardId
from linktester.payments.emv.profile import Profile, expanded, profiles
from linktester.payments.emv.tlv import Grammar, Parsed

_ACCOUNTS = frozenset(expanded("26-51"))


class Found(NamedTuple):
    """A scheme and the template its identifier stands in; empty when primitives told it."""

    standard: StandardId
    template: str


class Marks(NamedTuple):
    """What tells schemes, gathered from all profiles."""

    guis: Mapping[str, Profile]
    """Identifier in small letters → its scheme."""
    companions: frozenset[str]
    primitives: Mapping[str, tuple[str, ...]]
    """Country → ids that tell its scheme."""
    national: Mapping[str, StandardId]
    """Country → that scheme."""


@cache
def marks() -> Marks:
    """Return what tells schemes."""
    every = profiles().values()
    telling = [each for each in every if each.primitives]
    return Marks(
        guis={gui.lower(): each for each in every for gui in each.gui},
        companions=frozenset(gui.lower() for each in every for gui in each.companions),
        primitives={each.facts.country: _all(each.primitives) for each in telling},
        national={each.facts.country: each.standard for each in telling},
    )


@cache
def grammar() -> Grammar:
    """Return which objects hold objects, by EMVCo's rules and those of all schemes."""
    nested: dict[str, frozenset[str]] = {}
    plain: dict[str, frozenset[str]] = {}
    for profile in profiles().values():
        inner = frozenset(rule.path.rpartition("/")[2] for rule in profile.object if rule.template)
        texts = frozenset(path for rule in profile.object if rule.plain for path in expanded(rule.path))
        for gui in profile.gui:
            nested[gui.lower()] = inner
            plain[gui.lower()] = texts
    return Grammar(
        templates=frozenset((*_ACCOUNTS, "62", "64", *expanded("80-99"))),
        identified=frozenset((*_ACCOUNTS, *expanded("80-99"))),
        tentative=frozenset((*expanded("80-99"), *expanded("62/50-99"))),
        nested={gui: inner for gui, inner in nested.items() if inner},
        plain={gui: texts for gui, texts in plain.items() if texts},
    )


def schemes(parsed: Parsed) -> tuple[Found, ...]:
    """Return every scheme of the code once, those of the code's country first, then as they stand."""
    found: dict[StandardId, Found] = {}
    for each in _found(parsed):
        found.setdefault(each.standard, each)
    if len(found) < 2:
        return tuple(found.values())
    country = parsed.values.get("58", "")
    return tuple(sorted(found.values(), key=lambda each: profiles()[each.standard].facts.country != country))


def unknown(parsed: Parsed, quiet: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield template and identifier of what no profile knows, but for `quiet` templates."""
    known = marks()
    for template, gui in parsed.guis.items():
        small = gui.lower()
        if template not in quiet and small not in known.guis and small not in known.companions:
            yield template, gui


def _found(parsed: Parsed) -> Iterator[Found]:
    known = marks()
    for template, gui in parsed.guis.items():
        profile = known.guis.get(gui.lower())
        if profile is not None and (template in _ACCOUNTS or template in _all(profile.templates)):
            yield Found(profile.standard, template)
    country = parsed.values.get("58", "")
    if any(path in parsed.values for path in known.primitives.get(country, ())):
        yield Found(known.national[country], "")


def _all(ranges: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path for each in ranges for path in expanded(each))
