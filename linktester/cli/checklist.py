"""`linktester checklist`: what to try on real phones, because a kept run says that nobody knows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linktester.cli.face import Cell, Face, Styled
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.cli.runs import LAST, found
from linktester.model.checklist import OLDER_THAN_DAYS
from linktester.model.zone import day_of
from linktester.report.files import refuse_unwritable
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.model.checklist import Check, Checklist

LINK = 200
"""Characters of a link in the table."""


def command(words: Words) -> click.Command:
    """Return the verb."""
    target = click.Path(dir_okay=False, path_type=Path)
    return make_command(
        words,
        "checklist",
        _checklist,
        [
            click.Argument(["run"], default=LAST, required=False),
            option(words, "--sheet", type=target),
            option(words, "--xlsx", type=target),
            option(
                words,
                "--older-than",
                type=click.IntRange(min=0, max=100_000),
                default=OLDER_THAN_DAYS,
                show_default=True,
            ),
        ],
    )


@click.pass_obj
def _checklist(face: Face, run: str, sheet: Path | None, xlsx: Path | None, older_than: int) -> int:
    for path in (sheet, xlsx):
        if path is not None:
            refuse_unwritable(path)
    made = _made(face, run, older_than)
    if sheet is not None:
        from linktester.report.sheet import write_sheet  # noqa: PLC0415 - loads templates and codes

        write_sheet(sheet, made, face.words)
        face.line(str(sheet))
    if xlsx is not None:
        from linktester.report.checkbook import write_checkbook  # noqa: PLC0415

        write_checkbook(xlsx, made, face.words)
        face.line(str(xlsx))
    if sheet is None and xlsx is None:
        _show(face, made)
    return 0


def _made(face: Face, run: str, older_than: int) -> "Checklist":
    from linktester.run import checklist  # noqa: PLC0415 - loads the engine

    results = face.workspace.archive.results(found(face, run).id)
    return checklist(results, day_of(datetime.now(UTC)), older_than_days=older_than)


def _show(face: Face, made: "Checklist") -> None:
    from linktester.report.cards import facts  # noqa: PLC0415 - loads the drawing of codes

    names = ("number", "where", "entry", "os", "client", "link", "why")
    if made.checks:
        heads = tuple(face.t(f"sheet.column-{name}") for name in names)
        rows = (_row(face, number, check, made) for number, check in enumerate(made.checks, start=1))
        face.table(heads, rows)
    for fact in facts(made, face.phrases):
        face.note(fact, "dim")


def _row(face: Face, number: int, check: "Check", made: "Checklist") -> Sequence[Cell]:
    from linktester.report.cards import reasons, shown_link, where  # noqa: PLC0415

    phrases = face.phrases
    return (
        str(number),
        Styled(where(check, phrases), "bold"),
        phrases.of("entry", check.entry),
        phrases.of("os", check.os),
        check.client or face.t("sheet.newest"),
        shown_link(check, LINK),
        list(reasons(check, made.older_than_days, phrases)),
    )
