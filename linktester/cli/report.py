"""`linktester report`: writes a kept run as a file."""

from pathlib import Path

import click

from linktester.cli.face import Face
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.cli.runs import found
from linktester.report import REPORTS, check_target, write
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
            option(words, "-o", "--output", type=click.Path(dir_okay=False, path_type=Path)),
        ],
    )


@click.pass_obj
def _report(face: Face, run: str, format: str, output: Path | None) -> int:  # noqa: A002
    extension = next((each.extension for each in REPORTS if each.name == format), "")
    check_target(format, output or Path("report" + extension))
    head = found(face, run)
    path = output or Path(f"linktester-{head.id}{extension}")
    archive = face.workspace.archive
    finished = archive.finished(head.id)
    tally = finished.tally if finished else None
    write(format, path, head, archive.results(head.id), tally, face.words)
    face.line(str(path))
    return 0
