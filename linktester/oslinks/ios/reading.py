"""Reads apple-app-site-association files, good and bad ones, and tells what is wrong with them.

Faults are local: an entry or rule that cannot be understood is told and left out, the rest counts. Sources:
Apple, "applinks" and "Supporting associated domains"; TN3155; the archived guide "Support Universal Links".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks.filefindings import FileFinding, Notebook, child, kind, shown
from linktester.oslinks.ios.association import DETAILS, Association, Entry, Rule
from linktester.oslinks.ios.definitions import Options, Scope, defaults, vocabulary
from linktester.oslinks.ios.rulereading import component, legacy_path
from linktester.oslinks.jsontext import JsonRead, placed
from linktester.oslinks.jsontext import read as read_json

MOST_BYTES = 128 * 1024
"""Apple's limit for the uncompressed file (archived guide, since iOS 9.3.1)."""
MOST_RULES = 50_000
"""Rules read from one file; far beyond what Apple's limit has room for."""
_SERVICES = ("webcredentials", "appclips", "activitycontinuation")
_LINKS = frozenset({"apps", "defaults", "substitutionVariables", "details"})
_ENTRY = frozenset({"appID", "appIDs", "components", "paths", "defaults"})
_APP = re.compile(r"[A-Z0-9]{10}\.[A-Za-z0-9.\-]+\Z")
_DER = b"\x30\x82"


def read(octets: bytes, *, strict: bool = True) -> Association:
    """Return what the system makes of a file's octets. Never raises; faults are findings with their place.

    `strict` takes Apple's pages at their word; otherwise the file is read as Apple's own tool `swcutil` was
    seen to read it (macOS 27): slashes at the ends of paths do not count, a query item that is not there
    counts as empty, every one of several equal names must match, defaults fill in whole rules.
    """
    if octets.startswith(_DER):
        said = message("aasa.signed")
        return Association(findings=(FileFinding(Severity.ERROR, said, "", 1, 1),), readable=False)
    document = read_json(octets)
    large = _size_findings(len(octets))
    if not document.readable:
        return Association(findings=(*large, *document.findings), readable=False)
    return _understood(document, large, strict=strict)


def from_value(value: Any, *, strict: bool = True) -> Association:
    """Return the association in a parsed JSON document; `strict` as for `read`. Never raises."""
    notes = Notebook()
    if not isinstance(value, dict):
        notes.error("", message("aasa.not-object", found=kind(value)))
        return Association(findings=tuple(notes.findings), readable=False)
    services = {name: _service_apps(value[name], name, notes) for name in _SERVICES if name in value}
    links = value.get("applinks")
    if "applinks" not in value:
        notes.warning("", message("aasa.no-applinks"))
        return Association((), tuple(notes.findings), services)
    if not isinstance(links, dict):
        notes.wrong_kind("applinks", "applinks", "object", links)
        return Association((), tuple(notes.findings), services, readable=False)
    # Read before the findings are taken down: entries write them.
    entries = tuple(_entries(links, notes, strict=strict))
    return Association(entries, tuple(notes.findings), services)


def _understood(document: JsonRead, large: tuple[FileFinding, ...], *, strict: bool) -> Association:
    found = from_value(document.value, strict=strict)
    findings = (*large, *document.findings, *placed(found.findings, document.text))
    return Association(found.entries, findings, found.services, found.readable)


def _size_findings(size: int) -> tuple[FileFinding, ...]:
    if size <= MOST_BYTES:
        return ()
    said = message("aasa.too-large", size=size, limit=MOST_BYTES)
    return (FileFinding(Severity.ERROR, said),)


def _service_apps(value: Any, name: str, notes: Notebook) -> tuple[str, ...]:
    apps = value.get("apps") if isinstance(value, dict) else None
    if not isinstance(apps, list):
        notes.error(name, message("aasa.service-apps", service=name))
        return ()
    return tuple(app for app in apps if isinstance(app, str))


def _entries(links: dict[str, Any], notes: Notebook, *, strict: bool) -> Iterator[Entry]:
    for key in [key for key in links if key not in _LINKS]:
        notes.info(child("applinks", key), message("aasa.unknown-key", key=shown(key)))
    if links.get("apps"):
        notes.warning("applinks.apps", message("aasa.apps-not-empty"))
    scope = Scope(vocabulary(links.get("substitutionVariables"), notes), Options(), notes, strict)
    options = defaults(links.get("defaults"), "applinks.defaults", scope)
    yield from _detailed(links.get("details"), replace(scope, options=options))


def _detailed(details: Any, scope: Scope) -> Iterator[Entry]:
    if isinstance(details, dict):
        scope.notes.warning(DETAILS, message("aasa.keyed-details"))
        named = [(child(DETAILS, app), _keyed(app, entry)) for app, entry in details.items()]
    elif isinstance(details, list):
        named = [(child(DETAILS, index), entry) for index, entry in enumerate(details)]
    else:
        scope.notes.error(DETAILS, message("aasa.no-details", found=kind(details)))
        return
    left = MOST_RULES
    for where, entry in named:
        if left <= 0:
            scope.notes.error(where, message("aasa.too-many-rules", most=MOST_RULES))
            return
        found = _entry(entry, where, scope, left)
        left -= 1
        if found is not None:
            left -= len(found.rules)
            yield found


def _keyed(app: str, entry: Any) -> Any:
    """Return an entry of the oldest form, where the app's id is its key, in the later form."""
    return {**entry, "appID": app} if isinstance(entry, dict) else entry


def _entry(value: Any, where: str, scope: Scope, most: int) -> Entry | None:
    notes = scope.notes
    if not isinstance(value, dict):
        notes.wrong_kind(where, "details", "object", value)
        return None
    for key in [key for key in value if key not in _ENTRY]:
        notes.info(child(where, key), message("aasa.unknown-key", key=shown(key)))
    apps = _apps(value, where, notes)
    if not apps:
        return None
    options = defaults(value.get("defaults"), child(where, "defaults"), scope)
    if "components" in value:
        return Entry(where, apps, _components(value, where, replace(scope, options=options), most))
    return Entry(where, apps, _paths(value, where, scope, most), is_legacy=True)


def _components(entry: dict[str, Any], where: str, scope: Scope, most: int) -> tuple[Rule, ...]:
    if "paths" in entry:
        scope.notes.warning(child(where, "paths"), message("aasa.mixed-forms"))
    place = child(where, "components")
    listed = _first(_list(entry["components"], place, "components", scope.notes), most, place, scope)
    rules = (component(each, index, place, scope) for index, each in enumerate(listed))
    return tuple(rule for rule in rules if rule is not None)


def _paths(entry: dict[str, Any], where: str, scope: Scope, most: int) -> tuple[Rule, ...]:
    if "paths" not in entry:
        scope.notes.warning(where, message("aasa.no-rules"))
        return ()
    place = child(where, "paths")
    listed = _first(_list(entry["paths"], place, "paths", scope.notes), most, place, scope)
    rules = (legacy_path(each, index, place, scope) for index, each in enumerate(listed))
    return tuple(rule for rule in rules if rule is not None)


def _first(listed: list[Any], most: int, where: str, scope: Scope) -> list[Any]:
    if len(listed) > most:
        scope.notes.error(where, message("aasa.too-many-rules", most=MOST_RULES))
    return listed[:most]


def _apps(entry: dict[str, Any], where: str, notes: Notebook) -> tuple[str, ...]:
    """Return the apps of an entry; `appIDs`, even an empty one, makes `appID` count for nothing."""
    if "appIDs" in entry:
        place = child(where, "appIDs")
        listed = _list(entry["appIDs"], place, "appIDs", notes)
        if "appID" in entry:
            notes.warning(child(where, "appID"), message("aasa.app-id-ignored"))
        if not listed:
            notes.error(place, message("aasa.no-app"))
        named = [(child(place, index), app) for index, app in enumerate(listed)]
    elif "appID" in entry:
        named = [(child(where, "appID"), entry["appID"])]
    else:
        notes.error(where, message("aasa.no-app"))
        return ()
    return tuple(dict.fromkeys(app for place, app in named if _is_app(app, place, notes)))


def _is_app(app: Any, place: str, notes: Notebook) -> bool:
    if not isinstance(app, str) or not app:
        notes.wrong_kind(place, "appID", "string", app)
        return False
    if not _APP.match(app):
        notes.warning(place, message("aasa.odd-app", app=shown(app)))
    return True


def _list(value: Any, where: str, name: str, notes: Notebook) -> list[Any]:
    if isinstance(value, list):
        return value
    notes.wrong_kind(where, name, "array", value)
    return []
