"""Many filters, found by scheme and host: a lookup costs what the filters of one host cost."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from linktester.oslinks.android.intentfilter import Category, IntentFilter, match_data
from linktester.oslinks.android.javatext import folded
from linktester.oslinks.android.uri import Uri
from linktester.oslinks.hostindex import HostIndex

T = TypeVar("T")


class FilterIndex(Generic[T]):
    """An immutable index of filters and what they stand for."""

    __slots__ = ("_by_host", "_entries", "_hostless")

    def __init__(self, entries: Iterable[tuple[IntentFilter, T]]) -> None:
        """Take filters in the order in which they are to be tried."""
        self._entries = tuple(entries)
        hosts: dict[str, list[tuple[str, int]]] = {}
        hostless: dict[str | None, list[int]] = {}
        for place, (each, _) in enumerate(self._entries):
            for scheme in dict.fromkeys(each.schemes):
                for authority in each.authorities:
                    hosts.setdefault(scheme, []).append((folded(authority.host), place))
                if each.scheme_specific_parts or not each.authorities:
                    hostless.setdefault(scheme, []).append(place)
            if not each.schemes:
                hostless.setdefault(None, []).append(place)
        self._by_host = {scheme: HostIndex(pairs) for scheme, pairs in hosts.items()}
        self._hostless = {scheme: tuple(places) for scheme, places in hostless.items()}

    def __len__(self) -> int:
        """Return the number of filters."""
        return len(self._entries)

    def candidates(self, uri: Uri) -> Iterator[tuple[IntentFilter, T]]:
        """Yield, in order, every filter that scheme and host do not rule out."""
        scheme = uri.scheme or ""
        places = {*self._hostless.get(scheme, ()), *self._hostless.get(None, ())}
        index = self._by_host.get(scheme)
        if index is not None and uri.host is not None:
            for _, found in index.find(folded(uri.host)):
                places.update(found)
        return (self._entries[place] for place in sorted(places))

    def find(self, uri: Uri) -> Iterator[tuple[IntentFilter, T, Category]]:
        """Yield, in order, the filters that take `uri` as data, and as what."""
        for each, value in self.candidates(uri):
            category = match_data(each, uri)
            if category.is_match:
                yield each, value, category
