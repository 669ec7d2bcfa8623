"""`linktester qr check`: what a code is, what it says, what is wrong with it, and whether it will scan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from linktester.cli.face import Face
from linktester.cli.options import command, option
from linktester.cli.qr import given
from linktester.model.link import Finding, Severity
from linktester.model.payment import Reading, StandardId
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.qr import Found

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
    if payload is not None:
        return _tell(face, [Checked(_read(given.payload(face, payload), judged, moment))], (), wish["json"])
    data = given.picture(face, wish["file"], clipboard=wish["clipboard"], screen=wish["screen"])
    return _in_picture(face, data, judged, moment, wish)


def _batch(face: Face, judged: StandardId | None, at: datetime | None, *, alone: bool) -> int:
    if not alone:
        raise given.wrong("cli.jsonl-alone")
    from linktester.cli.qr import batch  # noqa: PLC0415 - and nothing else: starts are counted here

    batch.run(face, judged, at)
    return OK


def _read(octets: bytes, judged: StandardId | None, moment: datetime) -> Reading:
    from linktester import payments  # noqa: PLC0415

    return payments.read(octets, standard=judged, at=moment)


def _in_picture(
    face: Face, data: bytes, judged: StandardId | None, moment: datetime, wish: Mapping[str, Any]
) -> int:
    from linktester import qr  # noqa: PLC0415 - loads the libraries for pictures

    seen = qr.survey(data, None if wish["dpi"] is None else float(wish["dpi"]))
    checked = [Checked(_read(each.data, judged, moment), page, _symbol(each)) for page, each in seen.codes]
    return _tell(face, checked, seen.findings, wish["json"])


def _symbol(found: "Found") -> str:
    return found.format if found.version is None else f"{found.format} {found.version}-{found.level}"


def _tell(
    face: Face, checked: Sequence[Checked], against: Sequence[tuple[int, Finding]], as_json: bool
) -> int:
    if not checked:
        return _tell_nothing(face, against)
    from linktester.cli.qr import show  # noqa: PLC0415

    if as_json:
        for each in checked:
            face.raw(show.as_json(face, each.reading, each.page, each.symbol, against))
    else:
        for number, each in enumerate(checked):
            if number:
                face.line()
            show.reading(face, each.reading, each.page, each.symbol)
        show.scan(face, against, several=len({page for page, _ in against}) > 1)
    poor = any(finding.severity is Severity.ERROR for _, finding in against)
    return OK if not poor and all(each.reading.valid for each in checked) else INVALID


def _tell_nothing(face: Face, against: Sequence[tuple[int, Finding]]) -> int:
    """Say that there is no code, and what keeps it from being found where that could be made out."""
    said = [face.words.say(finding.message) for _, finding in against]
    for sentence in said or [face.t("cli.no-code")]:
        face.note(sentence, "yellow")
    return INVALID
