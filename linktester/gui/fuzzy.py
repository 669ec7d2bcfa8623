"""Finds what somebody means by a few letters: `dup` or `ncs` in "New case", whole words first."""

from dataclasses import dataclass

MOST = 80
"""Letters of a query that count."""
WHOLE, START, NEXT, FAR = 100, 12, 8, 1


@dataclass(frozen=True, slots=True)
class Hit:
    """How a text was found."""

    score: int
    """More is better; comparable for the same query only."""
    places: tuple[int, ...]
    """0-based positions of the letters that were found, ascending."""


def find(query: str, text: str) -> Hit | None:
    """Return how `query` is found in `text`, None when it is not. An empty query is found without letters.

    Case and blanks do not count. Letters found together, and at the beginnings of words, count more.
    """
    wanted = [each for each in _small(query[:MOST]) if not each.isspace()]
    letters = _small(text)
    if not wanted:
        return Hit(0, ())
    together = _together(_small(query[:MOST].strip()), letters)
    if together is not None:
        start = together[0]
        return Hit(WHOLE + (START if _begins(letters, start) else 0) - min(start, 20), together)
    return _scattered(wanted, letters)


def _small(text: str) -> list[str]:
    """Return the letters folded one by one, so that positions stay those of `text`."""
    return [each.casefold() for each in text]


def _together(wanted: list[str], letters: list[str]) -> tuple[int, ...] | None:
    size, best = len(wanted), None
    for start in range(len(letters) - size + 1):
        if letters[start : start + size] == wanted:
            if _begins(letters, start):
                return tuple(range(start, start + size))
            best = start if best is None else best
    return None if best is None else tuple(range(best, best + size))


def _scattered(wanted: list[str], letters: list[str]) -> Hit | None:
    """Find the letters one after the other, each at the next beginning of a word if there is one."""
    places: list[int] = []
    for each in wanted:
        place = _next(each, letters, places[-1] + 1 if places else 0)
        if place is None:
            return _greedy(wanted, letters)
        places.append(place)
    return Hit(_scored(places, letters), tuple(places))


def _greedy(wanted: list[str], letters: list[str]) -> Hit | None:
    places, start = [], 0
    for each in wanted:
        try:
            place = letters.index(each, start)
        except ValueError:
            return None
        places.append(place)
        start = place + 1
    return Hit(_scored(places, letters), tuple(places))


def _next(wanted: str, letters: list[str], start: int) -> int | None:
    found = [place for place in range(start, len(letters)) if letters[place] == wanted]
    if not found or found[0] == start:
        return found[0] if found else None
    return next((place for place in found if _begins(letters, place)), found[0])


def _scored(places: list[int], letters: list[str]) -> int:
    score, before = 0, -2
    for place in places:
        score += NEXT if place == before + 1 else FAR
        score += START if _begins(letters, place) else 0
        before = place
    return score - (places[-1] - places[0]) // 4


def _begins(letters: list[str], place: int) -> bool:
    return place == 0 or not letters[place - 1].isalnum()
