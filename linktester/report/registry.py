"""Takes results out of the house: one format, one file.

check_target(format, path)                             before a run: can this be written at all?
write(format, path, head, results, tally, words, scope) streams; the file appears whole or not at all
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.run import CaseResult, RunHead, Tally
from linktester.report.files import refuse_unwritable
from linktester.report.scope import WHOLE, Scope
from linktester.wording import Words

Writer = Callable[[Path, RunHead, Iterable[CaseResult], Tally | None, Words, Scope], None]


@dataclass(frozen=True, slots=True)
class Report:
    """One format."""

    name: str
    extension: str
    write: Writer


def _html(*job: Any) -> None:
    from linktester.report import html  # noqa: PLC0415 - loads the template engine

    html.write(*job)


def _json(*job: Any) -> None:
    from linktester.report import json_report  # noqa: PLC0415

    json_report.write(*job)


def _csv(*job: Any) -> None:
    from linktester.report import csv_report  # noqa: PLC0415

    csv_report.write(*job)


def _xlsx(*job: Any) -> None:
    from linktester.report import xlsx_report  # noqa: PLC0415 - loads the spreadsheet writer

    xlsx_report.write(*job)


REPORTS: tuple[Report, ...] = (
    Report("json", ".json", _json),
    Report("html", ".html", _html),
    Report("csv", ".csv", _csv),
    Report("xlsx", ".xlsx", _xlsx),
)
"""All formats, in the order they are listed to the user."""


def names() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(report.name for report in REPORTS)


def check_target(format: str, path: Path) -> None:  # noqa: A002
    """Raise InputErrors for an unknown format or a path that cannot be written."""
    _of(format)
    refuse_unwritable(path)


def write(  # noqa: PLR0917 - the order of the registry's writers
    format: str,  # noqa: A002
    path: Path,
    head: RunHead,
    results: Iterable[CaseResult],
    tally: Tally | None,
    words: Words,
    scope: Scope = WHOLE,
) -> None:
    """Write one report. `results` is read once, in its own order; without `tally` they are counted.

    They are also counted where `scope` says that they are a part of a run only.
    Raises InputErrors for an unknown format or an unwritable path.
    """
    _of(format).write(path, head, results, tally, words, scope)


def _of(name: str) -> Report:
    for report in REPORTS:
        if report.name == name:
            return report
    raise InputErrors(
        [Problem(Place(), message("report.unknown-format", format=name, known=", ".join(names())))]
    )
