"""`linktester report`: writes a kept run, or what a filter chooses of it, as a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from linktester.cli.face import Face
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.cli.runs import found
from linktester.listing import Filter, RowWords, parse, row_of
from linktester.model.annotation import Annotation
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.run import RunHead
from linktester.report import REPORTS, Scope, check_target, write
from linktester.wording import Words


def command(words: Words) -> click.Command:
    """Return the verb."""
    return make_command(
        words,
        "report",
        _report,
        [
            click.Argument(["run"], required=True),
            option(words, "--format", default="html", show_default=True),
            option(words, "--filter", default="", metavar="TEXT"),
            option(words, "-o", "--output", type=click.Path(dir_okay=False, path_type=Path)),
        ],
    )


@click.pass_obj
def _report(face: Face, run: str, format: str, filter: str, output: Path | None) -> int:  # noqa: A002
    extension = next((each.extension for each in REPORTS if each.name == format), "")
    wanted = _checked(format, output or Path("report" + extension), filter)
    head = found(face, run)
    path = output or Path(f"linktester-{head.id}{extension}")
    _write(face, format, path, head, wanted)
    face.line(str(path))
    return 0


def _checked(format: str, path: Path, text: str) -> Filter:  # noqa: A002
    """Return the filter; raise InputErrors for it and the target together."""
    wanted = parse(text)
    wrong = [Problem(Place("--filter"), problem.message) for problem in wanted.problems]
    try:
        check_target(format, path)
    except InputErrors as errors:
        wrong = [*errors.problems, *wrong]
    if wrong:
        raise InputErrors(wrong)
    return wanted


def _write(face: Face, format: str, path: Path, head: RunHead, wanted: Filter) -> None:  # noqa: A002
    archive = face.workspace.archive
    said = {each.key: each for each in archive.annotations(head.id)}
    if wanted.is_empty:
        finished = archive.finished(head.id)
        tally = finished.tally if finished else None
        whole = Scope(annotations=said, pictures=archive.screenshot)
        write(format, path, head, archive.results(head.id), tally, face.words, whole)
        return
    # Read twice, because a report says first how much of the run is in it, and a run may not fit in memory.
    chosen = frozenset(_chosen(face, head.id, wanted, said))
    part = Scope(
        annotations=said,
        filter=wanted.text,
        shown=len(chosen),
        of=archive.count(head.id),
        pictures=archive.screenshot,
    )
    results = (result for index, result in archive.numbered(head.id) if index in chosen)
    write(format, path, head, results, None, face.words, part)
    face.note(face.t("cli.report-part", shown=len(chosen), total=part.of or 0))


def _chosen(face: Face, run: str, wanted: Filter, said: Mapping[str, Annotation]) -> Iterator[int]:
    """Yield the positions of the results that the filter lets through."""
    words = RowWords(face.phrases)
    for index, result in face.workspace.archive.numbered(run):
        row = row_of(index, result, said.get(result.probe.key), run=run)
        if wanted.matches(row, words.searchable(row)):
            yield index
