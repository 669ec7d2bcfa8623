"""What stands in one `<data>` of a filter: values that never match, or match more than they seem to."""

import re

from linktester.model.message import message
from linktester.oslinks.android.advancedglob import GlobError, build_advanced
from linktester.oslinks.android.pattern import PatternType
from linktester.oslinks.appfiles.manifestdata import PATHS, DataElement
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import shown

NEWER = {"pathSuffix": 31, "pathAdvancedPattern": 31, "sspSuffix": 31, "sspAdvancedPattern": 31}
"""Attribute → API level that first knows it; older systems pass it over."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*\Z")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_LONE_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\(?![\\nt'\"@?#]|u[0-9A-Fa-f]{4})")
_GREEDY_DOT = re.compile(r"(?<!\\)\.(?:[*+]|\{\d+,\})")
_FIRST_DOT = re.compile(r"(?<!\\)\.\*(?=.)", re.DOTALL)
_GLOB_STARTS = "/.*[\\"
"""What a glob of a path may start with: the slash, or what may stand for it."""
_DEFAULT_PORTS = {("http", "80"), ("https", "443")}


def look(data: DataElement, min_sdk: int | None, notes: Notes) -> None:
    """Note what is odd about one element."""
    _scheme(data, notes)
    _host(data, notes)
    for name, since in NEWER.items():
        if name in data.fields:
            newer(name, since, min_sdk, data.where, notes)
    for name, kind in PATHS.items():
        text = data.get(name)
        if text is not None:
            _path(data, name, kind, text, notes)


def newer(name: str, since: int, min_sdk: int | None, where: str, notes: Notes) -> None:
    """Note what systems before `since` do not know, where the app may be installed on those."""
    if min_sdk is None:
        notes.add(where, message("linkdoctor.newer-unsaid", name=name, since=since))
    elif min_sdk < since:
        notes.add(where, message("linkdoctor.newer-attribute", name=name, since=since, least=min_sdk))


def _scheme(data: DataElement, notes: Notes) -> None:
    scheme = data.get("scheme")
    if scheme is None:
        return
    if not _SCHEME.match(scheme):
        notes.add(data.where, message("linkdoctor.scheme-form", scheme=shown(scheme, 60)))
    elif scheme != scheme.lower():
        said = message("linkdoctor.scheme-case", scheme=shown(scheme, 60), lower=shown(scheme.lower(), 60))
        notes.add(data.where, said)


def _host(data: DataElement, notes: Notes) -> None:
    host = data.get("host")
    if host is None:
        return
    name = shown(host, 80)
    if re.search(r"[/:?#@ ]", host):
        notes.add(data.where, message("linkdoctor.host-form", host=name))
    elif "*" in host[1:]:
        notes.add(data.where, message("linkdoctor.host-late-star", host=name))
    elif len(host) > 1 and host.startswith("*") and not host.startswith("*."):
        notes.add(data.where, message("linkdoctor.host-wildcard", host=name, rest=shown(host[1:], 80)))
    if (data.get("scheme"), data.get("port")) in _DEFAULT_PORTS:
        notes.add(data.where, message("linkdoctor.default-port", port=str(data.get("port"))))


def _path(data: DataElement, name: str, kind: PatternType, text: str, notes: Notes) -> None:
    where, path = data.where, shown(text, 100)
    is_glob = kind in {PatternType.SIMPLE_GLOB, PatternType.ADVANCED_GLOB}
    starts = _GLOB_STARTS if is_glob else "/"
    if kind is not PatternType.SUFFIX and not text.startswith(tuple(starts)):
        notes.add(where, message("linkdoctor.path-no-slash", name=name, path=path))
    if not is_glob and re.search(r"[?#]", text):
        notes.add(where, message("linkdoctor.path-query", name=name, path=path))
    if _ESCAPE.search(text):
        notes.add(where, message("linkdoctor.path-encoded", name=name, path=path))
    if kind is PatternType.PREFIX and text == "/":
        notes.add(where, message("linkdoctor.prefix-root"))
    if is_glob:
        _glob(data, name, kind, text, notes)


def _glob(data: DataElement, name: str, kind: PatternType, text: str, notes: Notes) -> None:
    written = data.written.get(name, "")
    if written != text and _LONE_BACKSLASH.search(written):
        said = message("linkdoctor.backslash", name=name, found=shown(written, 100), read=shown(text, 100))
        notes.add(data.where, said)
    if kind is PatternType.SIMPLE_GLOB and _FIRST_DOT.search(text):
        behind = text[_first_end(text) :][:1]
        notes.add(data.where, message("linkdoctor.glob-first", pattern=shown(text, 100), char=behind))
    elif kind is PatternType.ADVANCED_GLOB and _never(text):
        notes.add(data.where, message("linkdoctor.glob-never", pattern=shown(text, 100)))


def _first_end(text: str) -> int:
    found = _FIRST_DOT.search(text)
    return found.end() if found is not None else 0


def _never(text: str) -> bool:
    """Return whether a `.` that takes everything stands before something that must still come."""
    found = _GREEDY_DOT.search(text)
    if found is None or "[" in text[: found.start()]:
        return False
    try:
        return build_advanced(text[found.end() :]).fullmatch("") is None
    except GlobError:
        return False
