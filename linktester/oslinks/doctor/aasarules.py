"""Rules of an association file that do something else than they seem to, or nothing at all."""

import re
from collections.abc import Iterator

from linktester.model.message import message
from linktester.oslinks.doctor.covering import rule_covers
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import child, shown
from linktester.oslinks.ios.association import Association, Entry, Rule

MOST_WORK = 100_000
"""What holding rules against each other may cost; a pair of usual ones costs one or two."""
_HOST = re.compile(r"\A/?[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_QUERY = re.compile(r"\?[^/*?=&]+=")
_ALWAYS_ENCODED = re.compile(r'[ "<>]')


def look(association: Association, notes: Notes) -> None:
    """Note what is odd about the rules of a file."""
    for entry in association.entries:
        for rule in entry.rules:
            _look_at(entry, rule, notes)
        if entry.rules and all(rule.exclude for rule in entry.rules):
            notes.add(entry.where, message("linkdoctor.excludes-only"))
    _slashes(association, notes)
    _shadows(association, notes)


def _look_at(entry: Entry, rule: Rule, notes: Notes) -> None:
    place = entry.place(rule)
    where = place if entry.is_legacy else child(place, "/")
    path = rule.path.text
    if _HOST.match(path):
        notes.add(where, message("linkdoctor.path-has-host", pattern=shown(path)))
    elif _QUERY.search(path):
        notes.add(where, message("linkdoctor.path-has-query", pattern=shown(path)))
    if "#" in path and not rule.decodes:
        notes.add(where, message("linkdoctor.path-has-fragment", pattern=shown(path)))
    if _ALWAYS_ENCODED.search(path) and not rule.decodes:
        notes.add(where, message("linkdoctor.path-not-encoded", pattern=shown(path)))
    if rule.query.text.startswith("?") and _QUERY.match(rule.query.text):
        notes.add(child(place, "?"), message("linkdoctor.query-mark", pattern=shown(rule.query.text)))
    if rule.fragment.text.startswith("#"):
        notes.add(child(place, "#"), message("linkdoctor.fragment-mark", pattern=shown(rule.fragment.text)))


def _slashes(association: Association, notes: Notes) -> None:
    """Note once that Apple's tool is more generous with slashes at the end than Apple's pages."""
    odd = [(entry, rule) for entry in association.entries for rule in entry.rules if _ends_in_slash(rule)]
    if odd:
        entry, rule = odd[0]
        pattern, bare = rule.path.text, rule.path.text.removesuffix("*").removesuffix("/")
        said = message("linkdoctor.trailing-slash", pattern=shown(pattern), bare=shown(bare), count=len(odd))
        notes.add(entry.place(rule), said)


def _ends_in_slash(rule: Rule) -> bool:
    return len(rule.path.text) > 2 and rule.path.text.endswith(("/", "/*"))


def _shadows(association: Association, notes: Notes) -> None:
    left = MOST_WORK
    placed = [(entry, rule) for entry in association.entries for rule in entry.rules]
    for at, (entry, rule) in enumerate(placed):
        for before, earlier in _before(placed[:at], entry):
            left -= 1 + len(earlier.path.text) * len(rule.path.text) // 100
            if left < 0:
                return
            legacy = entry.is_legacy and before.is_legacy
            if entry.is_legacy == before.is_legacy and rule_covers(earlier, rule, legacy=legacy):
                by = shown(before.place(earlier))
                notes.add(entry.place(rule), message("linkdoctor.shadowed", by=by))
                break


def _before(earlier: list[tuple[Entry, Rule]], entry: Entry) -> Iterator[tuple[Entry, Rule]]:
    """Yield the earlier rules that decide for every app of `entry`."""
    apps = set(entry.apps)
    return ((each, rule) for each, rule in earlier if apps.issubset(each.apps))
