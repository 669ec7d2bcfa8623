"""`linktester qr sheet`: a list of codes to pages for a printer."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from linktester import payments
from linktester.cli.face import Face
from linktester.cli.options import command, option
from linktester.cli.qr import given
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.payment import Standard
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.cli.qr.listed import Listed
    from linktester.qr import Entry

_MOST_PROBLEMS = 100
_MOST_LINES = 20


def verb(words: Words) -> click.Command:
    """Return the verb."""
    return command(
        words,
        "qr sheet",
        _sheet,
        [
            click.Argument(["file"], required=True),
            option(words, "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True),
            option(words, "--page", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True),
            option(words, "--columns", type=click.IntRange(1, 12)),
            option(words, "--size", type=click.IntRange(5, 1000), metavar="MM"),
            option(words, "--standard", metavar="ID", help_code="cli.opt-sheet-standard"),
        ],
    )


@click.pass_obj
def _sheet(
    face: Face,
    /,
    file: str,
    *,
    output: Path,
    page: str,
    columns: int | None,
    size: int | None,
    standard: str | None,
) -> int:
    from linktester import qr  # noqa: PLC0415 - loads the libraries for pictures and paper
    from linktester.cli.qr.listed import listed  # noqa: PLC0415 - other verbs do without it

    if output.suffix.lower() not in {"", ".pdf"}:
        raise given.wrong("cli.sheet-suffix", str(output), suffix=output.suffix[:20])
    judged = given.standard(standard)
    rows = listed(file, given.picture(face, file))
    made = qr.sheet(_codes(file, rows, judged), qr.Layout(page=page, columns=columns, side_mm=size))
    given.save(output, made.octets)
    face.note(face.t("cli.sheet-written", path=str(output), codes=len(rows), pages=made.pages))
    if judged is not None:
        _tell_invalid(face, rows, judged)
    if made.strange:
        letters = " ".join(f"{each} U+{ord(each):04X}" for each in made.strange[:20])
        face.note(face.t("cli.sheet-strange", letters=letters), "yellow")
    return 0


def _tell_invalid(face: Face, rows: "list[Listed]", judged: Standard) -> None:
    """Say which lines are printed although they are broken codes: on purpose, or by mistake."""
    wrong = [row.line for row in rows if not payments.read(row.payload, standard=judged.id).valid]
    if wrong:
        lines = ", ".join(map(str, wrong[:_MOST_LINES])) + (" …" if len(wrong) > _MOST_LINES else "")
        face.note(face.t("cli.sheet-invalid", standard=judged.id, lines=lines), "yellow")


def _codes(file: str, rows: "list[Listed]", judged: Standard | None) -> "list[Entry]":
    """Return the codes, each by the rule of its standard. InputErrors tells the lines that make none."""
    from linktester import qr  # noqa: PLC0415

    made, problems = [], []
    for row in rows:
        standard = judged or payments.standards().get(payments.detect(row.payload))
        try:
            code = qr.make_by(standard, row.payload) if standard else qr.make(row.payload)
        except InputErrors as errors:
            problems += [Problem(Place(file=file, line=row.line), each.message) for each in errors.problems]
            if len(problems) >= _MOST_PROBLEMS:
                break
            continue
        made.append(qr.Entry(code, row.label))
    if problems:
        raise InputErrors(problems)
    return made
