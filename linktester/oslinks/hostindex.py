"""Host patterns to what they carry, found in time that depends on the host and not on how many there are.

A pattern is a host, or `*` and an ending: `*.shop.example` covers subdomains only, `*shop.example` also
`myshop.example`, `*` everything. Which of several hits counts is for the caller to say.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class HostIndex(Generic[T]):
    """An immutable index; patterns and hosts are compared without regard to the case of ASCII letters."""

    __slots__ = ("_endings", "_exact", "_lengths")

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        """Take (pattern, value) pairs; values of one pattern keep their order."""
        exact: dict[str, list[T]] = {}
        endings: dict[str, list[T]] = {}
        for pattern, value in entries:
            folded = pattern.lower()
            table, key = (endings, folded[1:]) if folded.startswith("*") else (exact, folded)
            table.setdefault(key, []).append(value)
        self._exact = {key: tuple(values) for key, values in exact.items()}
        self._endings = {key: tuple(values) for key, values in endings.items()}
        # Endings that start at a dot are found by walking the host's labels; the rare others by length.
        loose = {len(key) for key in endings if not key.startswith(".")}
        self._lengths = tuple(sorted(loose, reverse=True))

    def __len__(self) -> int:
        """Return the number of different patterns."""
        return len(self._exact) + len(self._endings)

    def find(self, host: str) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Yield (pattern, values) of all patterns that cover `host`: itself first, then longest endings."""
        folded = host.lower()
        values = self._exact.get(folded)
        if values is not None:
            yield folded, values
        if not self._endings:
            return
        for ending in self._covering(folded):
            values = self._endings.get(ending)
            if values is not None:
                yield f"*{ending}", values

    def _covering(self, host: str) -> Iterator[str]:
        """Yield the endings of `host` worth looking up, longest first."""
        aligned = _from_dots(host)
        if not self._lengths:
            yield from aligned
            return
        loose = {host[len(host) - length :] for length in self._lengths if length <= len(host)}
        yield from sorted(loose.union(aligned), key=len, reverse=True)


def _from_dots(host: str) -> Iterator[str]:
    at = host.find(".")
    while at >= 0:
        yield host[at:]
        at = host.find(".", at + 1)
