"""`linktester qr standards`: the payment codes that are known."""

import json
from typing import Any

import click

from linktester import payments
from linktester.cli.face import Face, Styled
from linktester.cli.options import command, option
from linktester.model.payment import Standard
from linktester.wording import Words


def verb(words: Words) -> click.Command:
    """Return the verb."""
    return command(
        words,
        "qr standards",
        _standards,
        [option(words, "--json", is_flag=True, help_code="cli.opt-json-plain")],
    )


@click.pass_obj
def _standards(face: Face, /, **given: Any) -> int:
    known = payments.standards().values()
    if given["json"]:
        face.raw("".join(json.dumps(_plain(each), ensure_ascii=True) + "\n" for each in known))
        return 0
    columns = ("standard", "name", "country", "picture", "sure", "since-facts")
    face.table(
        tuple(face.t(f"cli.column-{name}") for name in columns),
        [
            (
                Styled(each.id, "bold"),
                face.words.local(each.name),
                each.country,
                _picture(face, each),
                each.confidence,
                each.as_of,
            )
            for each in known
        ],
        whole=(1,),
        least=10,
    )
    return 0


def _picture(face: Face, each: Standard) -> str:
    fixed = face.t("cli.level-fixed" if each.level_fixed else "cli.level-usual", level=each.level)
    limits = [face.t("cli.most-octets", most=each.max_octets)] if each.max_octets is not None else []
    if each.max_version < 40:
        limits.append(face.t("cli.most-version", most=each.max_version))
    return " · ".join([fixed, *limits])


def _plain(each: Standard) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": dict(each.name),
        "group": each.group,
        "country": each.country or None,
        "currencies": list(each.currencies),
        "level": each.level,
        "level_fixed": each.level_fixed,
        "max_version": each.max_version,
        "max_octets": each.max_octets,
        "barcode": each.barcode,
        "declared_only": each.declared_only,
        "confidence": each.confidence,
        "as_of": each.as_of,
    }
