"""Pattern matching without backtracking: the set of places in a text that a pattern can have reached so far.

The set is one integer, bit i standing for "the first i characters are used up". A step costs a few
operations on that integer, whatever the pattern, so no pattern is catastrophic; a budget bounds the rest.
"""

START = 1
"""Nothing used up yet."""
_FEW = 32
"""Places from which single texts are looked up rather than all places walked at once."""
_STEP = 16
"""What one step costs beside the words it touches."""


class BudgetSpentError(Exception):
    """The pattern and the text together are too large to be tried to the end."""


class Budget:
    """How much work is allowed, in machine words touched; shared by all that belongs to one question."""

    __slots__ = ("left",)

    def __init__(self, words: int = 40_000_000) -> None:
        """Allow `words`; the default takes about a second in the worst case."""
        self.left = words

    def spend(self, words: int) -> None:
        """Take `words` off. Raises BudgetSpentError when nothing is left."""
        self.left -= words
        if self.left < 0:
            raise BudgetSpentError


class Places:
    """One text and its places."""

    __slots__ = ("_budget", "_of", "_sets", "_spots", "_words", "full", "length", "text")

    def __init__(self, text: str, budget: Budget) -> None:
        self.text = text
        self.length = len(text)
        self.full = (1 << (len(text) + 1)) - 1
        self._budget = budget
        self._words = len(text) // 64 + _STEP
        self._spots: dict[str, list[int]] | None = None
        self._of: dict[str, int] = {}
        self._sets: dict[frozenset[str], int] = {}

    def literal(self, reach: int, text: str) -> int:
        """Return where one gets from `reach` by exactly `text`."""
        for char in text:
            if not reach:
                break
            self._budget.spend(self._words)
            reach = (reach & self._before(char)) << 1
        return reach

    def texts(self, reach: int, choices: frozenset[str]) -> int:
        """Return where one gets by any one of `choices`."""
        if reach.bit_count() > _FEW:
            found = 0
            for text in choices:
                found |= self.literal(reach, text)
            return found
        lengths = {len(text) for text in choices}
        found = 0
        while reach:
            place = (reach & -reach).bit_length() - 1
            reach &= reach - 1
            self._budget.spend(self._words)
            for piece in {self.text[place : place + size] for size in lengths} & choices:
                found |= 1 << (place + len(piece))
        return found

    def one(self, reach: int) -> int:
        """Return where one gets by any one character."""
        self._budget.spend(self._words)
        return (reach << 1) & self.full

    def any_run(self, reach: int) -> int:
        """Return where one gets by any run of characters, also an empty one."""
        self._budget.spend(self._words)
        return self.full & -(reach & -reach) if reach else 0

    def one_of(self, reach: int, chars: frozenset[str], *, negated: bool = False) -> int:
        """Return where one gets by one character of (or, negated, outside) `chars`."""
        self._budget.spend(self._words)
        before = self._before_any(chars)
        if negated:
            before = ~before & (self.full >> 1)
        return (reach & before) << 1

    def at(self, reach: int, place: int) -> int:
        """Return `reach` as far as it stands at `place`: an anchor."""
        self.tick()
        return reach & (1 << place)

    def tick(self) -> None:
        """Count a step that uses up nothing."""
        self._budget.spend(_STEP)

    def at_end(self, reach: int) -> bool:
        """Return whether the whole text can be used up."""
        return bool(reach >> self.length)

    def _before(self, char: str) -> int:
        """Return the places right before `char`."""
        known = self._of.get(char)
        if known is None:
            spots = self._by_character().get(char)
            self._budget.spend(4 * self._words)
            known = self._of[char] = _bits(spots, self.length) if spots else 0
        return known

    def _before_any(self, chars: frozenset[str]) -> int:
        known = self._sets.get(chars)
        if known is None:
            known = 0
            for char in chars & self._by_character().keys():
                known |= self._before(char)
            self._sets[chars] = known
        return known

    def _by_character(self) -> dict[str, list[int]]:
        if self._spots is None:
            self._budget.spend(self.length)
            self._spots = {}
            for place, char in enumerate(self.text):
                self._spots.setdefault(char, []).append(place)
        return self._spots


def _bits(places: list[int], length: int) -> int:
    octets = bytearray(length // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")
