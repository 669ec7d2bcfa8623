"""`linktester qr check`: what a code is, what it says, what is wrong with it, and whether it will scan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import click

from linktester.cli.face import Face
from linktester.cli.options import command, option
from linktester.cli.qr import given
from linktester.model.link import Finding, Severity
from linktester.model.payment import Reading, StandardId
from linktester.wording import Words

OK, INVALID = 0, 1


@dataclass(frozen=True, slots=True)
class Checked:
    """One code with what was found out."""

    reading: Reading
    page: int | None = None
    """None when it was no picture."""
    symbol: str = ""
    """How it was drawn, `QRCode 10-M`."""


def verb(words: Words) -> click.Command:
    """Return the verb."""
    return command(
        words,
        "qr check",
        _check,
        [
            click.Argument(["payload"], required=False),
            option(words, "-f", "--file", metavar="FILE", help_code="cli.opt-check-file"),
            option(words, "--clipboard", is_flag=True),
            option(words, "--screen", is_flag=True),
            option(words, "--standard", metavar="ID", help_code="cli.opt-check-standard"),
            option(words, "--as-of", metavar="DATE", help_code="cli.opt-check-as-of"),
            option(words, "--dpi", type=click.IntRange(50, 4800)),
            option(words, "--json", is_flag=True, help_code="cli.opt-json-plain"),
            option(words, "--jsonl", is_flag=True),
        ],
    )


@click.pass_obj
def _check(face: Face, /, payload: str | None, **wish: Any) -> int:
    standard = given.standard(wish["standard"])
    judged = standard.id if standard is not None else None
    at = given.moment(wish["as_of"])
    seen = wish["file"] is not None or wish["clipboard"] or wish["screen"]
    if wish["jsonl"]:
        return _batch(face, judged, at, alone=payload is None and not seen)
    if (payload is not None) == seen:
        raise given.wrong("cli.one-code")
    moment = at or datetime.now(UTC)
    against: Sequence[tuple[int, Finding]] = ()
    if payload is not None:
        checked = [Checked(_read(given.payload(face, payload), judged, moment))]
    else:
        data = given.picture(face, wish["file"], clipboard=wish["clipboard"], screen=wish["screen"])
        checked = list(_in_picture(data, judged, moment))
        against = _scan(data, wish["dpi"]) if checked else ()
    _tell(face, checked, against, as_json=wish["json"])
    poor = any(finding.severity is Severity.ERROR for _, finding in against)
    return OK if checked and not poor and all(each.reading.valid for each in checked) else INVALID


def _batch(face: Face, judged: StandardId | None, at: datetime | None, *, alone: bool) -> int:
    if not alone:
        raise given.wrong("cli.jsonl-alone")
    from linktester.cli.qr import batch  # noqa: PLC0415 - and nothing else: starts are counted here

    batch.run(face, judged, at)
    return OK


def _read(octets: bytes, judged: StandardId | None, moment: datetime) -> Reading:
    from linktester import payments  # noqa: PLC0415

    return payments.read(octets, standard=judged, at=moment)


def _in_picture(data: bytes, judged: StandardId | None, moment: datetime) -> Iterator[Checked]:
    from linktester import qr  # noqa: PLC0415 - loads the libraries for pictures

    for page, found in qr.read_document(data):
        drawn = found.format if found.version is None else f"{found.format} {found.version}-{found.level}"
        yield Checked(_read(found.data, judged, moment), page, drawn)


def _scan(data: bytes, dpi: int | None) -> Sequence[tuple[int, Finding]]:
    from linktester import qr  # noqa: PLC0415

    # The pages of a document have a size of their own.
    if dpi is not None and not qr.is_document(data):
        return [(1, finding) for finding in qr.check(data, dots_per_inch=float(dpi))]
    return qr.check_document(data)


def _tell(
    face: Face, checked: Sequence[Checked], against: Sequence[tuple[int, Finding]], *, as_json: bool
) -> None:
    from linktester.cli.qr import show  # noqa: PLC0415

    if not checked:
        face.note(face.t("cli.no-code"), "yellow")
    elif as_json:
        for each in checked:
            face.raw(show.as_json(face, each.reading, each.page, each.symbol, against))
    else:
        for number, each in enumerate(checked):
            if number:
                face.line()
            show.reading(face, each.reading, each.page, each.symbol)
        show.scan(face, against, several=len({page for page, _ in against}) > 1)
