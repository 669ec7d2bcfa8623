"""The axes of a suite as people write them: stands, systems, client versions, dates."""

import re
from datetime import datetime
from functools import cache

from linktester import links
from linktester.model.case import Stand
from linktester.model.link import PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.suite.dates import NOW, moment
from linktester.suite.fields import Fields, nearest, shown

SURFACES = (
    "article",
    "article-ad",
    "browser",
    "chat",
    "checkout",
    "checkout-in-wechat",
    "feed",
    "group",
    "live-room",
    "message",
    "mini-program-checkout",
    "mini-programs",
    "moments",
    "note",
    "private-message",
    "scan",
    "short-video",
    "webview",
)
"""Every place in a host that a suite may name. Which host has which is for the packs to know."""
BROWSER, CAMERA, WEB = PlatformId("browser"), PlatformId("camera"), PlatformId("web")
PSEUDO = (BROWSER, CAMERA)
SCANS = (Entry.SCAN_LIVE, Entry.SCAN_ALBUM, Entry.LONG_PRESS)
"""Entries that start from a picture of a code."""
_CLIENT = re.compile(r"\d{1,6}(\.\d{1,6}){0,5}")
_DEFAULTS = {
    BROWSER: ("browser", Entry.TYPED),
    CAMERA: ("scan", Entry.SCAN_LIVE),
    PlatformId("reader"): ("scan", Entry.SCAN_LIVE),
}
MAX_PER_AXIS = 500


@cache
def hosts() -> frozenset[str]:
    """Return the ids that may stand as a host: every platform of the catalogue, browser and camera."""
    return frozenset({*links.catalogue().platforms, *PSEUDO} - {WEB})


def stands(fields: Fields, key: str) -> tuple[Stand, ...]:
    """Return the places under `key`; host, surface and entry may each be a list, which multiplies."""
    found: list[Stand] = []
    for table in fields.tables(key)[:MAX_PER_AXIS]:
        found.extend(_stands_of(table))
    return tuple(dict.fromkeys(found))


def systems(fields: Fields) -> tuple[OS, ...]:
    """Return the systems under `os`."""
    return tuple(dict.fromkeys(fields.choices("os", OS)))


def clients(fields: Fields) -> tuple[str | None, ...]:
    """Return the client versions under `clients`; `newest` gives None."""
    found: list[str | None] = []
    for path, value in fields.several("clients")[:MAX_PER_AXIS]:
        if value == "newest":
            found.append(None)
        elif is_client(value):
            found.append(str(value))
        else:
            fields.notes.note(path, "suite.bad-client", found=shown(value))
    return tuple(dict.fromkeys(found))


def is_client(value: object) -> bool:
    """Tell whether `value` is a dotted version number."""
    return isinstance(value, str) and _CLIENT.fullmatch(value) is not None


def dates(fields: Fields) -> tuple[datetime, ...]:
    """Return the moments under `dates`."""
    found = []
    for path, value in fields.several("dates")[:MAX_PER_AXIS]:
        when = moment(value)
        if when is None:
            fields.notes.note(path, "suite.bad-date", found=shown(value))
        else:
            found.append(when)
    return tuple(dict.fromkeys(found))


def date(fields: Fields, key: str) -> datetime | None:
    """Return the one fixed moment under `key` (not `now`), None when absent or wrong."""
    value = fields.raw(key)
    if value is None:
        return None
    when = moment(value)
    if when is None or when == NOW:
        fields.note(key, "suite.bad-date", found=shown(value))
        return None
    return when


def host(fields: Fields, path: str, value: object) -> PlatformId | None:
    """Return `value` as a host, None with a note when there is none of that name."""
    if isinstance(value, str) and value in hosts():
        return PlatformId(value)
    fields.notes.note(path, "suite.unknown-host", found=shown(value), nearest=nearest(str(value), hosts()))
    return None


def surface(fields: Fields, path: str, value: object) -> Surface | None:
    """Return `value` as a surface, None with a note when there is none of that name."""
    if isinstance(value, str) and value in SURFACES:
        return Surface(value)
    fields.notes.note(
        path,
        "suite.not-allowed",
        key="surface",
        found=shown(value),
        allowed=", ".join(SURFACES),
        nearest=nearest(str(value), SURFACES),
    )
    return None


def _stands_of(table: Fields) -> list[Stand]:
    if not table.has("host"):
        table.notes.note(table.path, "suite.missing-key", key="host")
    named = [host(table, path, value) for path, value in table.several("host")]
    surfaces = [surface(table, path, value) for path, value in table.several("surface")]
    entries = table.choices("entry", Entry)
    table.close()
    found = []
    for name in named:
        if name is None:
            continue
        default_surface, default_entry = _DEFAULTS.get(name, (None, Entry.TAP))
        places = surfaces or ([Surface(default_surface)] if default_surface else [])
        if not places:
            table.notes.note(table.path, "suite.missing-key", key="surface")
        found += [
            Stand(name, place, entry)
            for place in places
            if place is not None
            for entry in entries or (_entry_at(place, default_entry),)
        ]
    return found


def _entry_at(place: Surface, default: Entry) -> Entry:
    return Entry.SCAN_LIVE if place == "scan" else default
