"""A parsed code before two courts: EMVCo's rules, which its scheme may relax, and the scheme's own."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from functools import cache, lru_cache
from importlib import import_module, util
from types import ModuleType
from typing import cast

from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.model.payment import Aspect, StandardId
from linktester.payments import registries
from linktester.payments.emv import amounts
from linktester.payments.emv.code import Code
from linktester.payments.emv.profile import EMVCO, Profile, expanded, profiles
from linktester.payments.emv.rules import Check, Rules, at_home, rules_of
from linktester.payments.emv.scheme import unknown
from linktester.payments.emv.structure import Layout, Name
from linktester.payments.emv.tlv import FaultKind, Parsed
from linktester.payments.notes import Notes

MAX_CHARACTERS = 512
_SCHEMES = "linktester.payments.emv.schemes."
_ACCOUNTS = frozenset(expanded("02-51"))
_MILD = {
    "beyond-ascii": Severity.WARNING,
    "point-at-edge": Severity.WARNING,
    "category-unknown": Severity.WARNING,
    "gui-not-first": Severity.WARNING,
}
"""Rules that many codes in use break and readers bear, whosever they are."""

_LOSING = (FaultKind.HEADER, FaultKind.PAST_END)
"""Faults behind which objects may be hidden."""

_NUMBER = re.compile(r"[0-9]{3}", re.ASCII)
_CATEGORY = re.compile(r"(?!0000)[0-9]{4}", re.ASCII)
"""Other forms are told by the table of objects; 0000 is what is written where there is none."""

_LANGUAGE = re.compile(r"[A-Za-z]{2}", re.ASCII)

OwnCheck = Callable[[Code, Notes, datetime], None]


class Sheet:
    """All that judging and naming needs for one scheme found in one template."""

    def __init__(self, standard: StandardId, template: str) -> None:
        self.profile: Profile = profiles()[standard]
        self.emvco: Rules = rules_of(profiles()[EMVCO], "")
        self.national: Rules | None = None if standard == EMVCO else rules_of(self.profile, template)
        own = self.national
        self.names: dict[str, Name] = {**self.emvco.names, **(own.names if own else {})}
        self.parts: dict[str, Layout] = {**self.emvco.parts, **(own.parts if own else {})}
        self.plain = own.plain if own else frozenset()
        self.relaxes = own.relaxes if own else frozenset()
        self.warns = own.warns if own else frozenset()
        self.quiet = frozenset(path for each in self.profile.quiet for path in expanded(each))
        self.homes = frozenset(path for each in self.profile.templates for path in expanded(each))
        told = asdict(self.profile.summary)
        self.summary: dict[str, tuple[str, ...]] = {name: _all(told[name], template) for name in told}
        self.check = _own_check(standard)


def _all(paths: tuple[str, ...], template: str) -> tuple[str, ...]:
    return tuple(each for path in paths for each in expanded(at_home(path, template)))


@lru_cache(maxsize=512)
def sheet(standard: StandardId, template: str) -> Sheet:
    """Return the sheet; made once."""
    return Sheet(standard, template)


def judge(code: Code, parsed: Parsed, used: Sheet, notes: Notes, at: datetime) -> None:
    """Note everything but structure and checksum."""
    bench = _Bench(used, notes)
    _order(code, parsed, bench)
    for path, check, said in _broken(parsed, used.emvco):
        bench.emvco(path, said, check.rule.severity)
    for path, said in _missing(parsed, used.emvco):
        bench.emvco(path, said)
    for path, said in amounts.complaints(code):
        bench.emvco(path, said)
    _registered(code, bench)
    if used.national is not None:
        _national(code, parsed, used, bench)
        if used.check is not None:
            used.check(code, notes, at)
    for template, gui in unknown(parsed, used.quiet):
        notes.info(Aspect.EMVCO, template, message("emv.unknown-scheme", field=template, gui=gui))


class _Bench:
    """Where a finding gets its weight: EMVCo's are dropped to a note where the scheme relaxes them."""

    def __init__(self, used: Sheet, notes: Notes) -> None:
        self._used = used
        self._notes = notes
        self._aspect = Aspect.EMVCO if used.national is None else Aspect.SCHEME
        self._said: set[str] = set()

    def emvco(self, where: str, said: Message, severity: str = "error") -> None:
        """Note what EMVCo's own text finds wrong."""
        name = said.code.partition(".")[2]
        if f"{name}@{where}" in self._used.relaxes:
            self._relaxed(where, name)
        else:
            self._note(where, said, name, severity)

    def national(self, where: str, said: Message, severity: str = "error") -> None:
        """Note what the scheme finds wrong."""
        self._note(where, said, said.code.partition(".")[2], severity)

    def _note(self, where: str, said: Message, name: str, severity: str) -> None:
        key = f"{name}@{where}"
        if key in self._said:
            return
        self._said.add(key)
        mild = _MILD.get(name, severity) != Severity.ERROR or key in self._used.warns
        note = self._notes.warning if mild else self._notes.error
        note(self._aspect, where, said)

    def _relaxed(self, where: str, name: str) -> None:
        standard = self._used.profile.standard
        if name == "missing":
            said = message("emv.relaxed-missing", field=where, standard=standard)
        else:
            said = message("emv.relaxed", field=where, rule=name, standard=standard)
        self._notes.info(Aspect.EMVCO, where, said)


def _broken(parsed: Parsed, rules: Rules) -> Iterator[tuple[str, Check, Message]]:
    """Yield every object that is not as its rule wants it."""
    rule_at = rules.checks.get
    for path, _, _, value, _ in parsed.items:
        check = rule_at(path)
        if check is None:
            continue
        if (
            not check.least <= len(value) <= check.most
            or (check.fits is not None and not check.fits(value))
            or check.unwanted
        ):
            said = check.complaint(path, value)
            if said is not None:
                yield path, check, said


def _missing(parsed: Parsed, rules: Rules) -> Iterator[tuple[str, Message]]:
    """Yield objects that have to be there; none at the root where some could not be told apart."""
    values = parsed.values
    if not _hidden(parsed, ""):
        for path in rules.required:
            if path not in values:
                yield path, message("payments.missing", field=path)
    for item in parsed.items:
        if not item.template or item.path not in rules.children:
            continue
        for path in rules.children[item.path]:
            if path not in values and not _hidden(parsed, item.path):
                yield path, message("payments.missing", field=path)


def _hidden(parsed: Parsed, parent: str) -> bool:
    return any(
        fault.kind in _LOSING and parent in (fault.where, fault.where.rpartition("/")[0])
        for fault in parsed.faults
    )


def _order(code: Code, parsed: Parsed, bench: _Bench) -> None:
    items = parsed.items
    if items and items[0].path != "00" and code.has("00"):
        bench.emvco("00", message("payments.not-first", field="00"))
    if len(parsed.values) != len(items):
        _repeated(parsed, bench)
    for template in parsed.guis:
        if parsed.children[template][0] != "00":
            bench.emvco(template, message("emv.gui-not-first", field=template))
    if _ACCOUNTS.isdisjoint(parsed.values) and not _hidden(parsed, ""):
        bench.emvco("", message("emv.account-missing"))
    if len(parsed.octets) > MAX_CHARACTERS:
        size = len(parsed.octets.decode("utf-8", "replace"))
        if size > MAX_CHARACTERS:
            bench.emvco("", message("emv.code-too-long", length=size, most=MAX_CHARACTERS))


def _repeated(parsed: Parsed, bench: _Bench) -> None:
    counted = Counter(item.path for item in parsed.items)
    for path, times in counted.items():
        # What stands twice inside a template that stands twice is one mistake, not many.
        if times > 1 and counted[path.rpartition("/")[0]] < 2:
            bench.emvco(path, message("payments.repeated", field=path))


def _registered(code: Code, bench: _Bench) -> None:
    """Note what only registers know: the currency, the country, the merchant category."""
    currency, country, category = code.value("53"), code.value("58"), code.value("52")
    language = code.value("64/00")
    if language and _LANGUAGE.fullmatch(language) and not registries.is_language(language.lower()):
        bench.emvco("64/00", message("emv.language-unknown", field="64/00", value=language), "warning")
    if currency and _NUMBER.fullmatch(currency) and registries.currency_of_number(currency) is None:
        bench.emvco("53", message("payments.currency-unknown", field="53", value=currency))
    if country and not registries.is_country(country):
        bench.emvco("58", message("payments.country-unknown", field="58", value=country))
    if category and _CATEGORY.fullmatch(category) and registries.category(category) is None:
        bench.emvco("52", message("payments.category-unknown", field="52", value=category))


def _national(code: Code, parsed: Parsed, used: Sheet, bench: _Bench) -> None:
    _allowed(code, used, bench)
    _identified(code, used, bench)
    rules = cast("Rules", used.national)
    for path, check, said in _broken(parsed, rules):
        bench.national(path, said, check.rule.severity)
    for path, said in _missing(parsed, rules):
        bench.national(path, said)


def _allowed(code: Code, used: Sheet, bench: _Bench) -> None:
    facts = used.profile.facts
    currency, country, amount = code.value("53"), code.value("58"), code.value("54")
    if currency and facts.currencies and currency not in facts.currencies:
        allowed = ", ".join(facts.currencies)
        said = message("payments.currency-other", field="53", value=currency, allowed=allowed)
        bench.national("53", said)
    if country and facts.country and country != facts.country:
        said = message("payments.country-other", field="58", value=country, allowed=facts.country)
        bench.national("58", said)
    most = used.profile.decimals
    if amount and most is not None and amounts.decimals(amount) > most:
        letters = registries.currency_of_number(currency or "") or currency or ""
        found = amounts.decimals(amount)
        said = message(
            "payments.amount-decimals", field="54", found=found, value=amount, currency=letters, most=most
        )
        bench.national("54", said)


def _identified(code: Code, used: Sheet, bench: _Bench) -> None:
    profile = used.profile
    if not code.template:
        if not profile.primitives:
            said = message("emv.scheme-missing", standard=profile.standard, gui=", ".join(profile.gui))
            bench.national("", said)
        return
    gui, where = code.guis[code.template], f"{code.template}/00"
    if profile.gui_exact and gui not in profile.gui:
        bench.national(where, message("emv.gui-case", field=where, gui=gui, right=profile.gui[0]), "warning")
    if used.homes and code.template not in used.homes:
        allowed = ", ".join(profile.templates)
        said = message("emv.gui-elsewhere", field=code.template, gui=gui, allowed=allowed)
        bench.national(code.template, said)


def _own_check(standard: StandardId) -> OwnCheck | None:
    found = own_module(standard)
    return cast("OwnCheck", found.check) if found is not None and hasattr(found, "check") else None


@cache
def own_module(standard: StandardId) -> ModuleType | None:
    """Return the scheme's own module, None for a scheme that its table says all about."""
    name = _SCHEMES + standard.replace("-", "_")
    return import_module(name) if util.find_spec(name) else None
