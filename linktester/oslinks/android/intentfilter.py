"""`android.content.IntentFilter`: whether an activity's filter takes an intent, and by which of its parts.

Schemes, hosts and paths of one filter are pooled: each scheme goes with each host and each path. Paths count
only below a host, hosts only below a scheme.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from linktester.oslinks.android.javatext import folded, units
from linktester.oslinks.android.pattern import Pattern
from linktester.oslinks.android.relative import RelativeGroup, deciding
from linktester.oslinks.android.uri import Uri

_TYPELESS_SCHEMES = frozenset({"", "content", "file"})
"""Schemes a filter without schemes takes, for the sake of filters that name types only."""


class Category(StrEnum):
    """What a match is worth, by the system's names."""

    NO_MATCH_TYPE = "NO_MATCH_TYPE"
    NO_MATCH_DATA = "NO_MATCH_DATA"
    NO_MATCH_ACTION = "NO_MATCH_ACTION"
    NO_MATCH_CATEGORY = "NO_MATCH_CATEGORY"
    EMPTY = "EMPTY"
    SCHEME = "SCHEME"
    HOST = "HOST"
    PORT = "PORT"
    PATH = "PATH"
    SCHEME_SPECIFIC_PART = "SCHEME_SPECIFIC_PART"
    TYPE = "TYPE"

    @property
    def is_match(self) -> bool:
        """Return whether the filter takes the intent."""
        return not self.value.startswith("NO_MATCH")


@dataclass(frozen=True)
class Authority:
    """A host, or a host's ending behind `*`, and perhaps a port."""

    host: str
    """As declared; a leading `*` covers whatever stands before the rest, also nothing."""
    port: int = -1
    """Negative: any port."""

    @cached_property
    def _ending(self) -> tuple[bool, str]:
        wild = self.host.startswith("*")
        return wild, units(self.host[1:] if wild else self.host)

    def covers(self, host: str | None) -> bool:
        """Return whether `host` fits, without regard to case. An absent host never does, an empty one may."""
        if host is None:
            return False
        wild, wanted = self._ending
        seen = units(host)
        if wild:
            seen = seen[max(len(seen) - len(wanted), 0) :]
        return folded(seen) == folded(wanted)

    def match(self, uri: Uri) -> Category:
        """Return HOST, PORT or NO_MATCH_DATA. A port must be written in the URI; https implies none."""
        if not self.covers(uri.host):
            return Category.NO_MATCH_DATA
        if self.port < 0:
            return Category.HOST
        return Category.PORT if self.port == uri.port else Category.NO_MATCH_DATA


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentFilter:
    """One `<intent-filter>`. An empty tuple means that nothing of the kind is declared."""

    actions: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    authorities: tuple[Authority, ...] = ()
    paths: tuple[Pattern, ...] = ()
    scheme_specific_parts: tuple[Pattern, ...] = ()
    groups: tuple[RelativeGroup, ...] = ()
    types: tuple[str, ...] = ()
    """MIME types, `image/*` and `*/*` among them."""
    auto_verify: bool = False

    @property
    def patterns(self) -> int:
        """Return how many patterns and hosts there are, as a measure of the work."""
        flat = len(self.authorities) + len(self.paths) + len(self.scheme_specific_parts)
        return flat + sum(len(group.filters) for group in self.groups)


def match(
    wanted: IntentFilter,
    *,
    action: str | None,
    data: Uri | None,
    categories: Collection[str] = (),
    mime_type: str | None = None,
) -> Category:
    """Return whether `wanted` takes the intent: action first, then data, then categories.

    An intent without action passes; every category of the intent must be declared.
    """
    if action is not None and action not in wanted.actions:
        return Category.NO_MATCH_ACTION
    found = match_data(wanted, data, mime_type)
    if not found.is_match:
        return found
    if any(category not in wanted.categories for category in categories):
        return Category.NO_MATCH_CATEGORY
    return found


def match_data(wanted: IntentFilter, data: Uri | None, mime_type: str | None = None) -> Category:
    """Return what `wanted` makes of the intent's data (None: it has none) and type."""
    if not wanted.types and not wanted.schemes:
        return Category.EMPTY if data is None and mime_type is None else Category.NO_MATCH_DATA
    found = _by_scheme(wanted, data)
    if not found.is_match:
        return found
    if wanted.types:
        return Category.TYPE if takes_type(wanted.types, mime_type) else Category.NO_MATCH_TYPE
    return found if mime_type is None else Category.NO_MATCH_TYPE


def takes_type(types: Collection[str], mime_type: str | None) -> bool:
    """Return whether one of the declared `types` takes `mime_type`, itself perhaps `image/*` or `*/*`."""
    if mime_type is None:
        return False
    if mime_type in types or mime_type == "*/*" or "*/*" in types:
        return True
    head, slash, tail = mime_type.partition("/")
    if not head or not slash:
        return False
    return f"{head}/*" in types or (tail == "*" and any(each.startswith(f"{head}/") for each in types))


def _by_scheme(wanted: IntentFilter, data: Uri | None) -> Category:
    scheme = (data.scheme or "") if data is not None else ""
    if not wanted.schemes:
        return Category.EMPTY if scheme in _TYPELESS_SCHEMES else Category.NO_MATCH_DATA
    if scheme not in wanted.schemes:
        return Category.NO_MATCH_DATA
    found = Category.SCHEME
    if wanted.scheme_specific_parts and data is not None:
        if any(pattern.matches(data.ssp) for pattern in wanted.scheme_specific_parts):
            return Category.SCHEME_SPECIFIC_PART
        found = Category.NO_MATCH_DATA
    return _by_authority(wanted, data) if wanted.authorities else found


def _by_authority(wanted: IntentFilter, data: Uri | None) -> Category:
    if data is None:
        return Category.NO_MATCH_DATA
    levels = (authority.match(data) for authority in wanted.authorities)
    found = next((level for level in levels if level.is_match), Category.NO_MATCH_DATA)
    if not found.is_match or not (wanted.paths or wanted.groups):
        return found
    if any(pattern.matches(data.path) for pattern in wanted.paths):
        return Category.PATH
    group = deciding(wanted.groups, data)
    return Category.PATH if group is not None and group.allows else Category.NO_MATCH_DATA
