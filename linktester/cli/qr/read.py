"""`linktester qr read`: every code in a picture, a PDF, on the clipboard or the screen."""

import json
from typing import TYPE_CHECKING, Any

import click

from linktester import payments
from linktester.cli.face import Face
from linktester.cli.finding import show_finding
from linktester.cli.options import command, option
from linktester.cli.qr.given import picture
from linktester.model.payment import UNKNOWN
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.qr import Found, Survey

NOTHING_FOUND = 1


def verb(words: Words) -> click.Command:
    """Return the verb."""
    return command(
        words,
        "qr read",
        _read,
        [
            click.Argument(["file"], required=False),
            option(words, "--clipboard", is_flag=True),
            option(words, "--screen", is_flag=True),
            option(words, "--json", is_flag=True, help_code="cli.opt-json-plain"),
        ],
    )


@click.pass_obj
def _read(face: Face, /, file: str | None, clipboard: bool, screen: bool, **given: Any) -> int:
    from linktester import qr  # noqa: PLC0415 - loads the libraries for pictures

    data = picture(face, file, clipboard=clipboard, screen=screen)
    if face.is_terminal and not given["json"]:
        return _show(face, qr.survey(data))
    found = qr.read_document(data)
    if given["json"]:
        face.raw("".join(_as_json(page, each) + "\n" for page, each in found))
    else:
        for page, each in found:
            face.line_of([each.text, payments.detect(each.data), str(page)])
    if not found:
        face.note(face.t("cli.no-code"), "yellow")
    return 0 if found else NOTHING_FOUND


def _show(face: Face, seen: "Survey") -> int:
    pages = len({page for page, _ in seen.codes}) > 1
    for page, each in seen.codes:
        where = [face.t("cli.page", page=page)] if pages else []
        face.line(" · ".join([kind(face, each), *where]), "dim")
        face.line(each.text)
    for page, finding in seen.findings:
        if pages:
            face.line(face.t("cli.page", page=page), "dim")
        show_finding(face, finding)
    if not seen.codes and not seen.findings:
        face.note(face.t("cli.no-code"), "yellow")
    return 0 if seen.codes else NOTHING_FOUND


def kind(face: Face, found: "Found") -> str:
    """Return what a code is: its standard, the symbol it is drawn as, version and level."""
    standard = payments.detect(found.data)
    name = (
        face.t("cli.no-standard")
        if standard == UNKNOWN
        else f"{face.words.local(payments.standards()[standard].name)} ({standard})"
    )
    drawn = found.format if found.version is None else f"{found.format} {found.version}-{found.level}"
    return f"{name} · {drawn}"


def _as_json(page: int, found: "Found") -> str:
    return json.dumps(
        {
            "page": page,
            "text": found.text,
            "hex": found.data.hex(),
            "standard": payments.detect(found.data),
            "format": found.format,
            "position": found.position,
            "version": found.version,
            "level": found.level,
        },
        ensure_ascii=True,
    )
