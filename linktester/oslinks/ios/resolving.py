"""Which apps an association file lets open a URL, by which rule, and how near the other rules came.

Order decides twice: each app's answer is that of the first entry which has one, inside an entry that of the
first rule which matches (an exclusion ends the search for this app). Source: Apple's components page; the
order of entries as `swcutil` shows it (github.com/st-tech/universal-links-test).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from linktester.model.message import Message, message
from linktester.oslinks.filefindings import shown
from linktester.oslinks.ios.association import Association, Entry, Rule
from linktester.oslinks.ios.pattern import Pattern
from linktester.oslinks.ios.target import Target, View
from linktester.oslinks.reach import BudgetSpentError, Places
from linktester.oslinks.trace import Condition, Trace, Tried, clipped, trace


class Outcome(StrEnum):
    """What the file says about one app and one URL."""

    MATCH = "match"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Decision:
    """The rule that decides for an app."""

    outcome: Outcome
    entry: Entry
    rule: Rule

    @property
    def where(self) -> str:
        """Return the path of the rule in the file."""
        return self.entry.place(self.rule)


def decide(association: Association, target: Target) -> Mapping[str, Decision]:
    """Return app → decision, in the order of the entries; apps without one are absent.

    Linear in the rules up to those that decide. Raises BudgetSpentError when the patterns are too large to
    be tried.
    """
    found: dict[str, Decision] = {}
    for entry in association.entries:
        open_apps = [app for app in entry.apps if app not in found]
        rule = first_match(entry, target) if open_apps else None
        if rule is not None:
            outcome = Outcome.BLOCK if rule.exclude else Outcome.MATCH
            found.update(dict.fromkeys(open_apps, Decision(outcome, entry, rule)))
    return found


def first_match(entry: Entry, target: Target) -> Rule | None:
    """Return the first rule of `entry` that matches. Raises as `decide`."""
    return next((rule for rule in entry.rules if _matches(rule, target)), None)


def explain(association: Association, target: Target, app: str) -> Trace:
    """Return the rules tried for `app`, in order, up to the one that decides, and the nearest miss."""
    mine = [entry for entry in association.entries if app in entry.apps]
    try:
        found = trace(_tried(rule, entry, target) for entry in mine for rule in entry.rules)
    except BudgetSpentError:
        return Trace(notes=(message("iosrules.too-costly"),))
    if not mine:
        return Trace(notes=(message("iosrules.not-listed", app=shown(app)),))
    notes = tuple(_notes(found, loose=_is_loose(mine, target)))
    return Trace(found.tried, found.total, found.decided, found.nearest, notes)


def _matches(rule: Rule, target: Target) -> bool:
    view = target.view(folds=rule.folds, decodes=rule.decodes)
    return (
        _has_path(view, rule)
        and rule.query.covers(view.query)
        and rule.fragment.covers(view.fragment)
        and all(_has_item(view, rule, name, wanted) for name, wanted in rule.items)
    )


def _has_path(view: View, rule: Rule) -> bool:
    if rule.strict:
        return rule.path.forms[0].covers(view.path)
    return rule.path.covers(view.trimmed, view.bare)


def _has_item(view: View, rule: Rule, name: str, wanted: Pattern) -> bool:
    """Return whether a query item is as wanted: all that have its name; none counts as an empty one.

    Apple in WWDC 2019 session 717, and `swcutil`; strictly read, one must be there and one is enough.
    """
    values = view.values(rule.spelled(name))
    if rule.strict:
        return any(wanted.covers(value) for value in values)
    found = tuple(values) or (view.empty,)
    return all(wanted.covers(value) for value in found)


def _tried(rule: Rule, entry: Entry, target: Target) -> Tried:
    view = target.view(folds=rule.folds, decodes=rule.decodes)
    conditions = tuple(_conditions(rule, view))
    return Tried(entry.place(rule), conditions, _said(rule, conditions))


def _conditions(rule: Rule, view: View) -> Iterator[Condition]:
    """Yield the parts a rule names, in the order of Apple's page; a rule without parts has its path `*`."""
    if "/" in rule.given or not rule.given:
        held = _has_path(view, rule)
        reached = 0 if held else max(form.followed(view.trimmed) for form in rule.path.forms)
        yield Condition("/", clipped(rule.path.text), clipped(view.path.text), held, reached)
    if rule.items:
        for name, wanted in rule.items:
            yield _item_condition(view, rule, name, wanted)
    elif "?" in rule.given:
        yield _condition("?", rule.query, view.query)
    if "#" in rule.given:
        yield _condition("#", rule.fragment, view.fragment)


def _condition(part: str, wanted: Pattern, seen: Places) -> Condition:
    held = wanted.covers(seen)
    reached = 0 if held else wanted.followed(seen)
    return Condition(part, clipped(wanted.text), clipped(seen.text), held, reached)


def _item_condition(view: View, rule: Rule, name: str, wanted: Pattern) -> Condition:
    values = list(view.values(rule.spelled(name)))
    part = f"? {clipped(name)}"
    if not values:
        return Condition(part, clipped(wanted.text), None, _has_item(view, rule, name, wanted))
    tried = [_condition(part, wanted, value) for value in values]
    return next((each for each in tried if each.held is rule.strict), tried[0])


def _said(rule: Rule, conditions: tuple[Condition, ...]) -> Message:
    missed = next((each for each in conditions if not each.held), None)
    if missed is None:
        return message("iosrules.blocks") if rule.exclude else message("iosrules.opens")
    if missed.seen is None:
        return message("iosrules.item-missing", part=missed.part, wanted=missed.wanted)
    return message("iosrules.part-fails", part=missed.part, wanted=missed.wanted, seen=missed.seen)


def _is_loose(mine: list[Entry], target: Target) -> bool:
    """Return whether the deciding rule matches only because slashes at the ends do not count."""
    rules = (first_match(entry, target) for entry in mine)
    rule = next((rule for rule in rules if rule is not None), None)
    if rule is None or rule.strict:
        return False
    return not rule.path.written.covers(target.view(folds=rule.folds, decodes=rule.decodes).path)


def _notes(found: Trace, *, loose: bool) -> Iterator[Message]:
    if found.total == 0:
        yield message("iosrules.no-rules")
    if found.decided is not None and loose:
        yield message("iosrules.slashes")
    near = found.nearest.missed if found.decided is None and found.nearest is not None else None
    if near is None:
        return
    if near.seen is not None and near.seen.lower() == near.wanted.lower() and near.seen != near.wanted:
        yield message("iosrules.case-only", wanted=near.wanted, seen=near.seen)
    if near.part == "/" and near.seen is not None and _only_slashes_differ(near.wanted, near.seen):
        yield message("iosrules.looser", wanted=near.wanted, seen=near.seen)


def _only_slashes_differ(wanted: str, seen: str) -> bool:
    """Return whether a pattern fails by a slash at the ends alone, as in Apple's own two examples."""
    bare = seen.strip("/")
    return wanted.strip("/") == bare or wanted.removesuffix("/*").strip("/") == bare
