"""Dynamic app links (Android 15): `dynamic_app_link_components` narrow what the manifest lets an app open.

The rules become URI-relative filters, as in the system: they are held against the decoded path, fragment and
parameters. The first rule that matches decides, and where none does the app does not open. Anything malformed
or empty in them drops them all, and the manifest alone rules.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from linktester.model.message import Message, message
from linktester.oslinks.android.filtertrace import few, miss
from linktester.oslinks.android.relative import parameters
from linktester.oslinks.android.uri import Uri
from linktester.oslinks.filefindings import child, kind
from linktester.oslinks.trace import Condition, Trace, Tried, clipped, trace

_RUN = re.compile(r"[*?]+")


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A pattern: `*` runs up to the first occurrence of the character behind it, `?` is one character."""

    text: str

    def matches(self, seen: str | None) -> bool:
        """Return whether the whole of `seen` fits; what is absent fits nothing."""
        return seen is not None and _fits(self.text, seen)


@dataclass(frozen=True, slots=True)
class DynamicRule:
    """One rule; parts that are not given match everything."""

    path: Wildcard | None = None
    fragment: Wildcard | None = None
    query: tuple[tuple[str, Wildcard], ...] = ()
    """Parameters that must all be there, in any order and among others."""
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class DynamicRules:
    """What a site says of one app; `rules` is None when a part is malformed, which drops the whole."""

    rules: tuple[DynamicRule, ...] | None
    dropped: Message | None = None
    """Why."""
    path: str = ""
    """Place of the fault."""

    @property
    def patterns(self) -> int:
        """Return how many patterns there are, as a measure of the work."""
        return sum(2 + len(rule.query) for rule in self.rules or ())

    def allow(self, uri: Uri) -> bool:
        """Return whether these rules leave `uri` to the app."""
        if self.rules is None:
            return True
        view = _View(uri)
        found = next((rule for rule in self.rules if all(each.held for each in view.conditions(rule))), None)
        return found is not None and not found.exclude


def read_dynamic(value: Any, where: str = "dynamic_app_link_components") -> DynamicRules:
    """Return the rules in a JSON value. Never raises."""
    try:
        return DynamicRules(tuple(_rules(value, where)))
    except _DroppedError as error:
        return DynamicRules(None, error.reason, error.path)


def dynamic_in(extensions: Any, relation: str, path: str = "") -> DynamicRules | None:
    """Return the rules in a statement's `relation_extensions`, None where it has none for `relation`.

    `path` leads to the statement in its file.
    """
    where = child(path, "relation_extensions")
    if extensions is None:
        return None
    if not isinstance(extensions, dict):
        return DynamicRules(None, message("androidrules.dynamic-extensions", found=kind(extensions)), where)
    inner = extensions.get(relation)
    if inner is None:
        return None
    where = child(where, relation)
    if not isinstance(inner, dict):
        return DynamicRules(None, message("androidrules.dynamic-extensions", found=kind(inner)), where)
    name = "dynamic_app_link_components"
    return read_dynamic(inner[name], child(where, name)) if name in inner else None


def explain_dynamic(rules: DynamicRules, uri: Uri, where: str = "dynamic_app_link_components") -> Trace:
    """Return the rules tried for `uri`, up to the one that decides."""
    if rules.rules is None or rules.dropped is not None:
        said = () if rules.dropped is None else (message("androidrules.dynamic-dropped"), rules.dropped)
        return Trace(notes=said)
    return trace(_tried(rules.rules, uri, where))


class _DroppedError(Exception):
    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(reason.code)
        self.path = path
        self.reason = reason


def _rules(value: Any, where: str) -> Iterator[DynamicRule]:
    if not isinstance(value, list) or not value:
        raise _DroppedError(where, message("androidrules.dynamic-list", found=kind(value)))
    for index, each in enumerate(value):
        yield _rule(each, f"{where}[{index}]")


def _rule(value: Any, where: str) -> DynamicRule:
    if not isinstance(value, dict) or not value:
        raise _DroppedError(where, message("androidrules.dynamic-rule", found=kind(value)))
    exclude = value.get("exclude", False)
    if not isinstance(exclude, bool):
        raise _DroppedError(f"{where}.exclude", message("androidrules.dynamic-exclude", found=kind(exclude)))
    return DynamicRule(
        path=_wildcard(value, "/", where),
        fragment=_wildcard(value, "#", where),
        query=_query(value, where),
        exclude=exclude,
    )


def _wildcard(fields: dict[str, Any], key: str, where: str) -> Wildcard | None:
    if key not in fields:
        return None
    text = fields[key]
    if not isinstance(text, str) or not text:
        raise _DroppedError(child(where, key), message("androidrules.dynamic-pattern", found=kind(text)))
    return Wildcard(text)


def _query(fields: dict[str, Any], where: str) -> tuple[tuple[str, Wildcard], ...]:
    if "?" not in fields:
        return ()
    value = fields["?"]
    if not isinstance(value, dict) or not value:
        raise _DroppedError(child(where, "?"), message("androidrules.dynamic-query", found=kind(value)))
    place = child(where, "?")
    return tuple((name, _wildcard(value, name, place) or Wildcard("")) for name in value)


class _View:
    """A link as the rules see it; its parameters are found by name."""

    def __init__(self, uri: Uri) -> None:
        self.parts = (uri.path, uri.fragment)
        self.values: dict[str, list[str]] = {}
        for pair in parameters(uri.query):
            name, equals, value = pair.partition("=")
            if equals:
                self.values.setdefault(name, []).append(value)

    def conditions(self, rule: DynamicRule) -> Iterator[Condition]:
        patterns = (rule.path, rule.fragment)
        for part, pattern, seen in zip("/#", patterns, self.parts, strict=True):
            if pattern is not None:
                shown = None if seen is None else clipped(seen)
                held = pattern.matches(seen)
                yield Condition(part, clipped(pattern.text), shown, held, _agreeing(pattern, seen))
        for name, pattern in rule.query:
            yield self._parameter(name, pattern)

    def _parameter(self, name: str, pattern: Wildcard) -> Condition:
        values = self.values.get(name, [])
        held = any(pattern.matches(value) for value in values)
        shown = clipped("&".join(values[:10])) if values else None
        reached = len(name) + 1 + _agreeing(pattern, values[0]) if values else 0
        return Condition(f"? {name[:60]}", clipped(pattern.text), shown, held, reached)


def _agreeing(pattern: Wildcard, seen: str | None) -> int:
    pairs = enumerate(zip(pattern.text, seen or "", strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(pattern.text), len(seen or "")))


def _tried(rules: Sequence[DynamicRule], uri: Uri, where: str) -> Iterator[Tried]:
    view = _View(uri)
    for index, rule in enumerate(rules):
        conditions = few(view.conditions(rule))
        yield Tried(f"{where}[{index}]", conditions, _said(rule, conditions))


def _said(rule: DynamicRule, conditions: Sequence[Condition]) -> Message:
    missed = next((each for each in conditions if not each.held), None)
    if missed is not None:
        return miss(missed)
    return message("androidrules.dynamic-excludes") if rule.exclude else message("androidrules.dynamic-opens")


def _fits(pattern: str, text: str) -> bool:
    at = place = 0
    while place < len(pattern):
        run = _RUN.match(pattern, place)
        if run is None:
            if not text.startswith(pattern[place], at):
                return False
            place, at = place + 1, at + 1
            continue
        place = run.end()
        at += run[0].count("?")
        if at > len(text):
            return False
        if "*" not in run[0]:
            continue
        if place == len(pattern):
            return True
        # The run ends at the first such character, and never later.
        at = text.find(pattern[place], at)
        if at < 0:
            return False
    return at == len(text)
