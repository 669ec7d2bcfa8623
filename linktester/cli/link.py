"""`linktester link explain` and `link build`: what a link means, and links from their fields."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import click

from linktester import links
from linktester.cli.face import Cell, Face, Styled
from linktester.cli.finding import show_finding, spot
from linktester.cli.options import command as make_command
from linktester.cli.options import group, option
from linktester.codec import to_plain
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import FamilyId, Intent, Layer, Parsed
from linktester.model.message import message
from linktester.report import orders
from linktester.wording import Words

MOST_CHARACTERS = 4 * 1024 * 1024
"""Read from standard input; a link is bounded much earlier."""


def command(words: Words) -> click.Command:
    """Return the verb with its two verbs."""
    explain = make_command(
        words,
        "link explain",
        _explain,
        [
            click.Argument(["text"], required=True),
            option(words, "--json", is_flag=True, help_code="cli.opt-json-plain"),
        ],
    )
    build = make_command(
        words,
        "link build",
        _build,
        [
            click.Argument(["family"], required=False),
            click.Argument(["fields"], nargs=-1, metavar="NAME=VALUE…"),
            option(words, "--intent", type=click.Choice([each.value for each in Intent])),
            option(words, "--list", is_flag=True),
        ],
    )
    return group(words, "link", [explain, build])


@click.pass_obj
def _explain(face: Face, /, text: str, **given: Any) -> int:
    given_text = face.stdin.read(MOST_CHARACTERS).strip("\r\n") if text == "-" else text
    if not given_text.strip():
        raise InputErrors([Problem(Place(), message("cli.empty-link"))])
    parsed = links.parse(given_text)
    if given["json"]:
        face.raw(_as_json(parsed))
    else:
        _show(face, parsed)
    return 0


@click.pass_obj
def _build(face: Face, family: str | None, fields: Sequence[str], intent: str | None, list: bool) -> int:  # noqa: A002
    if list or family is None:
        face.table(
            tuple(face.t(f"cli.column-{name}") for name in ("family", "platform", "fields", "name")),
            _families(face),
        )
        return 0
    link = links.build(FamilyId(family), _pairs(fields), intent=Intent(intent) if intent else None)
    face.line(link.text)
    return 0


def _show(face: Face, parsed: Parsed) -> None:
    phrases, link = face.phrases, parsed.link
    family = links.families()[link.family]
    face.fields(
        [
            (face.t("cli.link"), link.text),
            (face.t("cli.column-family"), f"{phrases.words.local(family.name)} ({link.family})"),
            (face.t("cli.target"), phrases.platform(link.target)),
            (face.t("cli.intent"), phrases.of("intent", link.intent)),
            (face.t("cli.content"), phrases.of("content", link.content)),
            (face.t("cli.intended"), orders.intended(link, phrases)),
            *(((face.t("cli.opaque"), face.t("cli.opaque-means")),) if link.opaque else ()),
            *(((face.t("cli.launch-only"), face.t("cli.launch-only-means")),) if link.identity_only else ()),
            *(((face.t("cli.tracking"), " ".join(link.tracking)),) if link.tracking else ()),
        ]
    )
    _order(face, parsed)
    for layer in parsed.layers:
        _layer(face, layer)
    for finding in parsed.findings:
        show_finding(face, finding)


def _order(face: Face, parsed: Parsed) -> None:
    """Say which order a link asks for: it is made when the case runs."""
    wish = links.order_of(parsed.link)
    if wish is not None:
        face.line(face.t("cli.order"), "bold")
        facts = orders.wish_facts(wish, face.phrases)
        face.fields((f"  {fact.label}", fact.value) for fact in facts)


def _layer(face: Face, layer: Layer) -> None:
    where = spot(face, layer.where) or face.t("cli.outermost")
    face.line(face.t("cli.layer", depth=layer.depth, where=where, family=str(layer.family)), "bold")
    if layer.depth:
        face.line(f"  {layer.text}")
    if layer.fields:
        face.fields((f"  {name}", value) for name, value in layer.fields.items())


def _families(face: Face) -> Iterator[Sequence[Cell]]:
    for family in links.families().values():
        names = " ".join(f"{spec.name}*" if spec.required else spec.name for spec in family.fields)
        name = face.words.local(family.name)
        yield Styled(family.id, "bold"), face.phrases.platform(family.platform), names, name


def _pairs(fields: Sequence[str]) -> dict[str, str]:
    problems = [
        Problem(Place(), message("cli.bad-field", found=field[:200])) for field in fields if "=" not in field
    ]
    if problems:
        raise InputErrors(problems)
    return {name: value for name, _, value in (field.partition("=") for field in fields)}


def _as_json(parsed: Parsed) -> str:
    plain: Any = to_plain(parsed)
    return json.dumps(plain, ensure_ascii=True, indent=2) + "\n"
