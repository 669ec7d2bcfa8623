"""The named eras of interoperability: names for dates, never boundaries of what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from linktester import resources
from linktester.codec import structure
from linktester.model.errors import InputErrors, Problem
from linktester.model.zone import day_of
from linktester.policy.bilingual import without_chinese
from linktester.policy.load import events
from linktester.policy.sources import renamed
from linktester.policy.vocabulary import Mistake, unknown
from linktester.tomltext import Document, parse

FILE = "eras.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """A named stretch of time. Days at +08:00."""

    id: str
    """`E0` … for eras, `O1` … for episodes."""
    name: str
    """English."""
    name_zh: str
    from_: date | None = None
    """Inclusive; None = open towards the past."""
    until: date | None = None
    """Exclusive; None = it goes on."""
    note: str
    """One line, English."""
    note_zh: str
    sources: tuple[str, ...]
    """Ids of the events that define it."""

    def holds(self, day: date) -> bool:
        """Tell whether `day` lies within it."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)


def eras() -> tuple[Era, ...]:
    """Return the eras in time order; they follow each other without a gap. Raises InputErrors."""
    return _read("era")


def episodes() -> tuple[Era, ...]:
    """Return the short dated exceptions within eras, in time order. Raises InputErrors."""
    return _read("episode")


def era_of(moment: datetime) -> Era:
    """Return the era that `moment` (aware) lies in."""
    day = day_of(moment)
    return next(era for era in eras() if era.holds(day))


@cache
def _read(table: str) -> tuple[Era, ...]:
    document = parse(resources.read_text(FILE), FILE)
    rows = document.value.get(table, [])
    problems: list[Problem] = []
    found = tuple(_era(row, f"{table}[{index}]", document, problems) for index, row in enumerate(rows))
    if problems:
        raise InputErrors(problems)
    return tuple(sorted(found, key=_begins))


def _era(row: dict[str, Any], path: str, document: Document, problems: list[Problem]) -> Era:
    days = {key: date.fromisoformat(row[key]) for key in ("from", "until") if key in row}
    era = structure(renamed({**row, **days}), Era)
    problems += [Problem(document.place(f"{path}.{key}"), said) for key, said in _mistakes(era)]
    return era


def _mistakes(era: Era) -> Iterator[Mistake]:
    yield from without_chinese("name_zh", era.name_zh)
    yield from without_chinese("note_zh", era.note_zh)
    yield from unknown("sources", "policy.unknown-source", era.sources, events().keys())


def _begins(era: Era) -> date:
    return era.from_ or date.min
