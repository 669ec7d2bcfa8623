"""`linktester runs`: what the history holds."""

from collections.abc import Iterator, Sequence

import click

from linktester.cli.face import Cell, Face, Styled
from linktester.cli.options import command as make_command
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.run import RunHead
from linktester.model.verdict import Outcome
from linktester.report.phrases import clock
from linktester.wording import Words

LAST = "last"


def command(words: Words) -> click.Command:
    """Return the verb."""
    return make_command(words, "runs", _runs, [])


def found(face: Face, run: str) -> RunHead:
    """Return the head of a kept run by id, by a unique beginning of it, or of the `last` one.

    Raises InputErrors when there is none.
    """
    if run != LAST:
        return face.workspace.archive.head(run)
    heads = face.workspace.archive.runs()
    if not heads:
        raise InputErrors([Problem(Place(), message("cli.no-runs"))])
    return heads[0]


@click.pass_obj
def _runs(face: Face) -> int:
    names = ("run", "started", "name", "results", "verdicts", "basis")
    face.table(tuple(face.t(f"cli.column-{name}") for name in names), _rows(face), whole=(1, 4))
    face.note(face.t("cli.history-at", path=str(face.workspace.archive.path)), "dim")
    return 0


def _rows(face: Face) -> Iterator[Sequence[Cell]]:
    archive, phrases = face.workspace.archive, face.phrases
    for head in archive.runs():
        finished = archive.finished(head.id)
        counts = finished.tally.outcomes if finished else {}
        words = " · ".join(f"{counts[key]} {face.t(f'outcome.{key}')}" for key in Outcome if counts.get(key))
        name = head.name or ", ".join(head.suites)
        state = (
            words if finished and not finished.cancelled else f"{words} {face.t('cli.unfinished')}".strip()
        )
        total = f"{archive.count(head.id)}/{head.total}"
        yield (
            Styled(head.id, "bold"),
            clock(head.started_at),
            name,
            total,
            state,
            phrases.of("basis", head.basis),
        )
