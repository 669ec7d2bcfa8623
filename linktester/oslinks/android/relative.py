"""URI-relative filter groups (API level 35): allow or block by path, query and fragment together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from linktester.oslinks.android.javatext import split
from linktester.oslinks.android.pattern import Pattern
from linktester.oslinks.android.uri import Uri


class Part(StrEnum):
    """What a relative filter looks at."""

    PATH = "path"
    QUERY = "query"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class RelativeFilter:
    """One condition of a group."""

    part: Part
    pattern: Pattern

    def matches(self, uri: Uri) -> bool:
        """Return whether path or fragment fit as a whole, or any one parameter of the query does."""
        if self.part is Part.QUERY:
            return any(self.pattern.matches(pair) for pair in parameters(uri.query))
        return self.pattern.matches(self.seen(uri))

    def seen(self, uri: Uri) -> str | None:
        """Return the text that is looked at, the query as a whole."""
        return {Part.PATH: uri.path, Part.QUERY: uri.query, Part.FRAGMENT: uri.fragment}[self.part]


@dataclass(frozen=True, slots=True)
class RelativeGroup:
    """Filters that must all match; one without filters never does."""

    allows: bool
    filters: tuple[RelativeFilter, ...] = ()

    def matches(self, uri: Uri) -> bool:
        """Return whether every filter matches."""
        return bool(self.filters) and all(each.matches(uri) for each in self.filters)


def parameters(query: str | None) -> list[str]:
    """Return the pieces of a decoded query between `&`; where there is one only, those between `;`.

    It is decoded before it is cut, so an encoded `&` cuts too.
    """
    if query is None:
        return []
    pieces = split(query, "&")
    return split(query, ";") if len(pieces) == 1 else pieces


def deciding(groups: Sequence[RelativeGroup], uri: Uri) -> RelativeGroup | None:
    """Return the first group that matches: it decides, whatever stands behind it."""
    return next((group for group in groups if group.matches(uri)), None)
