"""Keeps numbers of rows in the order of a column, also while rows come and change.

Empty cells are last, whichever way it is sorted; equal cells stay in the order the rows arrived in.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from linktester.listing.columns import Order

FEW = 64
"""So many newcomers are put in one by one; more are merged in one go."""


class Ordered:
    """Numbers of rows, ordered by `keys[number]`; without keys by the numbers themselves."""

    def __init__(self, keys: list[Order] | None = None, *, descending: bool = False) -> None:
        """Take the list of keys; it stays the caller's and is asked again for every row that comes."""
        self._keys = keys
        self._descending = descending
        self.numbers: list[int] = []
        """In their order. To be read only."""
        self._filled = 0

    def fill(self, numbers: Sequence[int]) -> None:
        """Hold exactly `numbers`, which are ascending."""
        if self._keys is None:
            self.numbers, self._filled = list(numbers), 0
            return
        keys = self._keys
        filled = [number for number in numbers if keys[number] is not None]
        empty = [number for number in numbers if keys[number] is None]
        self._sort(filled)
        self.numbers, self._filled = filled + empty, len(filled)

    def add(self, numbers: Sequence[int]) -> range | None:
        """Put in numbers greater than all there are, ascending.

        Returns the positions they have when these follow each other, None when they do not.
        """
        if self._keys is None:
            self.numbers.extend(numbers)
            return range(len(self.numbers) - len(numbers), len(self.numbers))
        if len(numbers) > FEW:
            self._merge(numbers, self._keys)
            return None
        for number in numbers:
            self.put(number)
        places = sorted(self._place(number) for number in numbers)
        if not places:
            return range(0)
        together = places[-1] - places[0] == len(places) - 1
        return range(places[0], places[-1] + 1) if together else None

    def put(self, number: int) -> int:
        """Put in one number and return its position."""
        place = self._place(number)
        self.numbers.insert(place, number)
        self._filled += self._keys is not None and self._keys[number] is not None
        return place

    def position(self, number: int) -> int | None:
        """Return where a number stands, None when it is not there."""
        place = self._place(number)
        return place if place < len(self.numbers) and self.numbers[place] == number else None

    def take(self, number: int) -> int | None:
        """Take a number out and return where it stood; its key must still be the one it was put in with."""
        place = self.position(number)
        if place is not None:
            del self.numbers[place]
            self._filled -= place < self._filled
        return place

    def _place(self, number: int) -> int:
        """Return where `number` stands or would stand."""
        key = None if self._keys is None else self._keys[number]
        if self._keys is None or key is None:
            return bisect_left(self.numbers, number, lo=self._filled)
        return self._place_of_key(key, number, self._keys)

    def _place_of_key(self, key: Any, number: int, keys: list[Any]) -> int:
        low, high = 0, self._filled
        while low < high:
            middle = (low + high) // 2
            other = self.numbers[middle]
            found = keys[other]
            goes_on = other < number if found == key else (found < key) is not self._descending
            low, high = (middle + 1, high) if goes_on else (low, middle)
        return low

    def _merge(self, numbers: Sequence[int], keys: list[Order]) -> None:
        filled = self.numbers[: self._filled]
        empty = self.numbers[self._filled :]
        # Two runs that are in order each: the sort finds them and only merges.
        newcomers = [number for number in numbers if keys[number] is not None]
        self._sort(newcomers)
        filled += newcomers
        self._sort(filled)
        empty += [number for number in numbers if keys[number] is None]
        self.numbers, self._filled = filled + empty, len(filled)

    def _sort(self, numbers: list[int]) -> None:
        keys: list[Any] = self._keys or []
        numbers.sort(key=keys.__getitem__, reverse=self._descending)
