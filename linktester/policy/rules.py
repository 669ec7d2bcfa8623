"""From the `[[rule]]` tables of one document to rules, telling every mistake with its line."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from linktester.codec import structure
from linktester.model.citation import Source
from linktester.model.errors import InputErrors, Problem
from linktester.model.link import PlatformId
from linktester.model.message import Message, message
from linktester.model.pack import Match, Rule
from linktester.model.zone import day_of
from linktester.policy.checks import Dates, Names, mistakes
from linktester.policy.dates import day, moment
from linktester.policy.schema import LISTS, RuleText
from linktester.policy.sources import placed, renamed
from linktester.tomltext import Document

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,199}")
_T = TypeVar("_T", date, datetime)


def read_rules(
    document: Document,
    platform: PlatformId,
    names: Names,
    sources: Mapping[str, Source],
    problems: list[Problem],
) -> list[Rule]:
    """Return the rules of `document` that have no mistake; add every mistake to `problems`."""
    rows = document.value.get("rule", [])
    if not isinstance(rows, list):
        problems.append(Problem(document.place("rule"), message("policy.not-a-table", key="rule")))
        return []
    found = []
    for index, row in enumerate(rows):
        reader = _Reader(document, f"rule[{index}]", platform, names)
        rule = reader.read(row, sources)
        problems.extend(reader.problems)
        if rule is not None:
            found.append(rule)
    return found


class _Reader:
    """Reads one rule and keeps what is wrong with it."""

    def __init__(self, document: Document, path: str, platform: PlatformId, names: Names) -> None:
        self._document, self._path, self._platform, self._names = document, path, platform, names
        self.problems: list[Problem] = []

    def read(self, row: Any, sources: Mapping[str, Source]) -> Rule | None:
        """Return the rule, None when something is wrong with it."""
        text = self._structured(row)
        if text is None:
            return None
        dates = self._dates(text)
        for key, said in mistakes(text, dates, self._names):
            self._tell(key, said)
        self._check_id(text.id)
        if self.problems or dates.from_ is None:
            return None
        return self._rule(text, dates, dates.from_, sources)

    def _structured(self, row: Any) -> RuleText | None:
        if isinstance(row, dict):
            wrong = [key for key in LISTS if key in row and not isinstance(row[key], list)]
            for key in wrong:
                self._tell(key, message("policy.not-a-list", key=key))
            # Read on as if it were one, so that the rule's other mistakes are told too.
            row = {key: [str(value)] if key in wrong else value for key, value in row.items()}
        try:
            return structure(renamed(row), RuleText)
        except InputErrors as error:
            self.problems.extend(placed(error, self._path, self._document))
            return None

    def _dates(self, text: RuleText) -> Dates:
        return Dates(
            self._date("from", text.from_, moment),
            self._date("until", text.until, moment),
            self._date("last_confirmed", text.last_confirmed, day),
            self._date("era_start", text.era_start, day),
        )

    def _date(self, key: str, value: object, read: Callable[[object], _T]) -> _T | None:
        if value is None:
            return None
        try:
            return read(value)
        except ValueError:
            self._tell(key, message("policy.bad-date", value=str(value)[:40]))
            return None

    def _check_id(self, name: str) -> None:
        begins = self._names.team or name.startswith(f"{self._platform}.")
        if not begins or _ID.fullmatch(name) is None:
            self._tell("id", message("policy.bad-id", id=name[:80], platform=self._platform))

    def _rule(self, text: RuleText, dates: Dates, since: datetime, sources: Mapping[str, Source]) -> Rule:
        place = self._document.place(self._path)
        return Rule(
            id=text.id,
            platform=self._platform,
            gate=text.gate,
            kind=text.kind,
            match=_match(text),
            effect=text.effect,
            confidence=text.confidence,
            valid_from=since,
            last_confirmed=dates.last_confirmed or day_of(since),
            until=dates.until,
            era_start=dates.era_start,
            partial=text.partial,
            share=text.share,
            otherwise=text.otherwise,
            overlay=text.overlay,
            cells=text.cells,
            sources=tuple(sources[name] for name in text.sources),
            note=text.note,
            note_zh=text.note_zh,
            file=self._document.file,
            line=place.line or 0,
        )

    def _tell(self, key: str, said: Message) -> None:
        self.problems.append(Problem(self._document.place(f"{self._path}.{key}"), said))


def _match(text: RuleText) -> Match:
    return Match(
        hosts=text.hosts,
        surfaces=text.surfaces,
        entries=text.entries,
        classes=text.classes,
        families=text.families,
        targets=text.targets,
        contents=text.contents,
        relations=text.relations,
        os=text.os,
        client_from=text.client_from,
        client_below=text.client_below,
        filed=text.filed,
    )
