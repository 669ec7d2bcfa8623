"""Makes a job of cells of the picture: exactly these links at these places, at the date on show."""

from collections.abc import Iterable
from datetime import datetime

from linktester.gui.models.boards import Item, Piece
from linktester.model.case import Case, Stand, Suite
from linktester.model.citation import Confidence
from linktester.model.phone import OS
from linktester.model.world import Site
from linktester.report.phrases import Phrases
from linktester.run import Job
from linktester.suite import Options

NAME = "matrix"


def job_of(
    pieces: Iterable[Piece],
    sites: tuple[Site, ...],
    moment: datetime,
    accept: frozenset[Confidence],
    phrases: Phrases,
) -> Job | None:
    """Return the job that sends the forecasts among `pieces`, each once; None where there is none."""
    wanted: dict[tuple[str, OS], tuple[Item, dict[Stand, None]]] = {}
    for piece in pieces:
        if piece.item is not None and piece.forecast is not None:
            own = wanted.setdefault((piece.item.id, piece.os), (piece.item, {}))
            own[1][piece.stand] = None
    if not wanted:
        return None
    cases = tuple(_case(item, tuple(stands), os, phrases) for (_, os), (item, stands) in wanted.items())
    title = phrases.text("matrix.suite-title")
    suite = Suite(name=NAME, title=title, sites=sites, cases=cases)
    options = Options(as_of=(moment,), accept=accept)
    return Job(suites=(suite,), options=options, name=title)


def _case(item: Item, stands: tuple[Stand, ...], os: OS, phrases: Phrases) -> Case:
    title = phrases.say(item.subject.title) if item.subject else ""
    return Case(id=item.id, link=item.link, title=title, stands=stands, os=(os,))
