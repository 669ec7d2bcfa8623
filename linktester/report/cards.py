"""One check of a checklist, laid out for people: where to go, what to do there, and the code to scan.

Shared by the printed sheet and the workbook. It tells nowhere what is expected.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.model.annotation import Status
from linktester.model.checklist import Check, Checklist, Why
from linktester.model.citation import Source
from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.link import Content
from linktester.model.phone import Entry
from linktester.model.verdict import Outcome
from linktester.qr import Code, make
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases

MOST_CODES = 500
"""Codes in one sheet or workbook."""
SCALE = 3
"""Pixels per module of a code's picture."""
_VERSION = 25
"""Highest version of a code: printed 46 mm wide its modules are 0.37 mm, which phones still read."""
_Drawn = tuple[Code | None, str]
"""A code, or why there is none."""
_SCANS = frozenset({Entry.SCAN_LIVE, Entry.SCAN_ALBUM})


@dataclass(frozen=True, slots=True)
class Card:
    """One check in words; link and sources are untrusted."""

    number: int
    """1-based position in the checklist."""
    check: Check
    where: str
    """App and place."""
    what: str
    """Target and kind of link."""
    entry: str
    system: str
    client: str
    task: str
    """What to do, and what the code is for."""
    why: tuple[str, ...]
    sources: tuple[Source, ...]
    code: Code | None
    no_code: str
    """Why there is no code; empty where there is one."""


def cards(checklist: Checklist, phrases: Phrases) -> Iterator[Card]:
    """Yield all checks in order; those after the first `MOST_CODES` without a code."""
    for number, check in enumerate(checklist.checks, start=1):
        if number <= MOST_CODES:
            drawn = _code(check.link, phrases)
        else:
            drawn = None, phrases.text("sheet.no-more-codes", limit=MOST_CODES)
        yield _card(number, check, drawn, checklist.older_than_days, phrases)


def answers(phrases: Phrases) -> tuple[str, ...]:
    """Return what a tester may answer, in words; the order is the boxes'."""
    seen = (Outcome.HONORED, Outcome.REWRITTEN, Outcome.BLOCKED)
    return (*(phrases.outcome(each) for each in seen), phrases.status(Status.NOT_EXECUTABLE))


def meanings(phrases: Phrases) -> tuple[tuple[str, str], ...]:
    """Return each answer with what it means."""
    codes = (
        *(f"outcome.means-{word}" for word in ("HONORED", "REWRITTEN", "BLOCKED")),
        "sheet.not-executable",
    )
    return tuple(zip(answers(phrases), (phrases.text(code) for code in codes), strict=True))


def facts(checklist: Checklist, phrases: Phrases) -> Iterator[str]:
    """Yield the sentences that stand at the head of a checklist."""
    if not checklist.checks:
        yield phrases.text("sheet.nothing")
    else:
        count = len(checklist.checks)
        yield phrases.text(
            "sheet.counts", count=count, answers=checklist.answers, day=checklist.day.isoformat()
        )
    if checklist.past:
        yield phrases.text("sheet.past", count=checklist.past)


def where(check: Check, phrases: Phrases) -> str:
    """Return app and place; how the link is set off is told apart from them."""
    return phrases.place(check.host, check.surface, Entry.TAP)


def reasons(check: Check, days: int, phrases: Phrases) -> tuple[str, ...]:
    """Return why a phone is asked, a sentence each; `days` is the age from which evidence is old."""
    return tuple(_reason(each, check, days, phrases) for each in check.why)


def shown_link(check: Check, limit: int) -> str:
    """Return the link on one line, at most `limit` characters and a count of the rest."""
    return one_line(check.link, limit)


def _card(number: int, check: Check, drawn: _Drawn, days: int, phrases: Phrases) -> Card:
    target = "" if check.target == check.host else phrases.platform(check.target)
    kinds = (target, phrases.of("content", check.content), check.family)
    return Card(
        number=number,
        check=check,
        where=where(check, phrases),
        what=" · ".join(each for each in kinds if each),
        entry=phrases.of("entry", check.entry),
        system=phrases.of("os", check.os),
        client=check.client or phrases.text("sheet.newest"),
        task=_task(check, phrases),
        why=reasons(check, days, phrases),
        sources=check.sources,
        code=drawn[0],
        no_code=drawn[1],
    )


def _task(check: Check, phrases: Phrases) -> str:
    entry = phrases.of("entry", check.entry)
    is_picture = check.entry in _SCANS or (
        check.entry is Entry.LONG_PRESS and check.content is Content.PAYMENT
    )
    return phrases.text(
        "sheet.task-code" if is_picture else "sheet.task-text", where=where(check, phrases), entry=entry
    )


def _reason(why: Why, check: Check, days: int, phrases: Phrases) -> str:
    if why is Why.OLD:
        return phrases.text("sheet.why-old", date=check.last_evidence or "?", days=days)
    return phrases.text(f"sheet.why-{why}")


def _code(link: str, phrases: Phrases) -> _Drawn:
    try:
        return make(link, scale=SCALE, max_version=_VERSION), ""
    except (InputErrors, EnvironmentFault):
        # Too long, empty, half a character, or a picture that did not read back: all one to the tester.
        return None, phrases.text("sheet.no-code")
