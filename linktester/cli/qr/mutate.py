"""`linktester qr mutate`: a valid code broken in every way its standard knows, as a list or as a suite."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linktester.cli.face import Face, Styled
from linktester.cli.options import command, option
from linktester.cli.qr import given
from linktester.model.link import Severity
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.payments.mutate import Mutation


def verb(words: Words) -> click.Command:
    """Return the verb."""
    return command(
        words,
        "qr mutate",
        _mutate,
        [
            click.Argument(["payload"], required=True),
            option(words, "--standard", metavar="ID", help_code="cli.opt-check-standard"),
            option(words, "--as-of", metavar="DATE", help_code="cli.opt-check-as-of"),
            option(words, "--json", is_flag=True, help_code="cli.opt-json-plain"),
            option(
                words,
                "-o",
                "--output",
                type=click.Path(dir_okay=False, path_type=Path),
                help_code="cli.opt-mutate-output",
            ),
        ],
    )


@click.pass_obj
def _mutate(face: Face, /, payload: str, **wish: Any) -> int:
    from linktester.payments.mutate import mutations  # noqa: PLC0415 - other verbs do without it

    standard = given.standard(wish["standard"])
    at = given.moment(wish["as_of"])
    octets = given.payload(face, payload)
    made = mutations(octets, standard.id if standard is not None else None, at)
    if not made:
        raise given.wrong("cli.mutate-not-valid")
    if wish["output"] is not None:
        _save(face, octets, made, at, wish["output"])
    elif wish["json"]:
        face.raw("".join(json.dumps(_plain(each), ensure_ascii=True) + "\n" for each in made))
    else:
        _list(face, made)
    return 0


def _save(face: Face, octets: bytes, made: "tuple[Mutation, ...]", at: datetime | None, output: Path) -> None:
    """Write the suite; what was judged as a standard of the caller's choice is declared as that there too."""
    from linktester.project.codecases import code_suite  # noqa: PLC0415 - loads families and suites
    from linktester.suite.write import write  # noqa: PLC0415

    judged = made[0].standard
    suite, left_out = code_suite(octets, made, at=at, language=face.words.language, standard=judged)
    given.save(output, write(suite).encode("utf-8"))
    face.note(face.t("cli.mutate-written", path=str(output), count=len(suite.cases)))
    for each in left_out:
        face.note(face.t("cli.mutate-left-out", name=each.name, why=face.words.say(each.why)), "yellow")


def _list(face: Face, made: "tuple[Mutation, ...]") -> None:
    columns = ("mutation", "expected", "payload")
    face.table(
        tuple(face.t(f"cli.column-{name}") for name in columns),
        [
            (
                Styled(face.words.local(each.title), "bold"),
                face.t(_EXPECTED[each.severity], findings=", ".join(each.expected)),
                _shown(each.payload),
            )
            for each in made
        ],
        whole=(1,),
        least=24,
    )


_EXPECTED = {
    Severity.ERROR: "cli.mutate-refused",
    Severity.WARNING: "cli.mutate-differs",
    Severity.INFO: "cli.mutate-differs",
}


def _shown(payload: bytes) -> str:
    return ascii(payload.decode("utf-8", "backslashreplace"))[1:-1]


def _plain(each: "Mutation") -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": each.name,
        "title": dict(each.title),
        "note": dict(each.note),
        "standard": each.standard,
        "where": each.where,
        "expected": list(each.expected),
        "severity": each.severity.value,
    }
    try:
        return {**told, "payload": each.payload.decode("utf-8")}
    except UnicodeDecodeError:
        from base64 import b64encode  # noqa: PLC0415

        return {**told, "payload_b64": b64encode(each.payload).decode("ascii")}
