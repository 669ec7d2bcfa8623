"""`linktester packs`: which rules there are, whether they load, and why a host does what it does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from linktester import links
from linktester.cli.face import Cell, Face, Styled
from linktester.cli.misuse import nearest
from linktester.cli.options import command as make_command
from linktester.cli.options import group, option
from linktester.cli.tell import SHAPES, rule, sources
from linktester.cli.wishes import Mistakes, check_place, dates
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence, Gate
from linktester.model.link import FamilyId, Identity, Link, PlatformId
from linktester.model.pack import Decision, Gap, Question, Rule
from linktester.model.phone import OS, Entry, Surface
from linktester.model.verdict import Outcome
from linktester.model.world import WorldSpec
from linktester.policy import Packs, decide, history, load, mapping, question_for
from linktester.report.phrases import day
from linktester.wording import Words


def command(words: Words) -> click.Command:
    """Return the verb with its three verbs."""
    folders = click.Path(path_type=Path)
    packs = option(words, "--packs", multiple=True, type=folders, metavar="DIR")
    why = [
        click.Argument(["host"]),
        click.Argument(["surface"]),
        click.Argument(["link"]),
        option(words, "--as-of", metavar="DATE", help_code="cli.opt-as-of-one"),
        option(
            words,
            "--os",
            type=click.Choice([each.value for each in OS]),
            help_code="cli.opt-os-one",
            default="android",
            show_default=True,
        ),
        option(
            words,
            "--entry",
            type=click.Choice([each.value for each in Entry]),
            default="tap",
            show_default=True,
        ),
        option(words, "--client", metavar="VERSION"),
        option(words, "--assume-inferred", is_flag=True),
        packs,
    ]
    check = click.Argument(["folders"], nargs=-1, type=folders)
    return group(
        words,
        "packs",
        [
            make_command(words, "packs list", _list, [packs]),
            make_command(words, "packs check", _check, [check]),
            make_command(words, "packs why", _why, why),
        ],
    )


@click.pass_obj
def _list(face: Face, packs: tuple[Path, ...]) -> int:
    names = ("pack", "platform", "rules", "pack-version", "hash", "surfaces")
    face.table(tuple(face.t(f"cli.column-{name}") for name in names), _packs(face, load(packs)))
    return 0


def _packs(face: Face, loaded: Packs) -> Iterator[Sequence[Cell]]:
    for name, pack in sorted(loaded.packs.items()):
        surfaces = " ".join(pack.surfaces)
        platform = face.phrases.platform(pack.platform)
        yield Styled(name, "bold"), platform, str(len(pack.rules)), pack.version, pack.hash, surfaces


@click.pass_obj
def _check(face: Face, folders: tuple[Path, ...]) -> int:
    loaded = load(folders)
    rules, found = len(loaded.rules), len(loaded.sources)
    face.line(face.t("cli.packs-sound", packs=len(loaded.packs), rules=rules, sources=found))
    return 0


@click.pass_obj
def _why(face: Face, /, host: str, surface: str, link: str, **given: Any) -> int:
    mistakes = Mistakes()
    loaded = mistakes.trying(lambda: load(given["packs"]))
    asked = dates([given["as_of"]] if given["as_of"] else [], mistakes)
    platforms = links.catalogue().platforms
    if host not in platforms:
        near = nearest(host, platforms)
        code = "cli.unknown-host-near" if near else "cli.unknown-host"
        mistakes.note("host", code, host=host[:80], near=near, known=", ".join(sorted(platforms)))
    check_place(mistakes, (surface,), given["client"])
    _check_link(link, mistakes)
    mistakes.raise_any()
    if loaded is None:
        return 0
    when = asked[0] if asked else datetime.now(UTC)
    accept = DEFAULT_ACCEPTED | {Confidence.INFERRED} if given["assume_inferred"] else DEFAULT_ACCEPTED
    world = WorldSpec(as_of=when, accept=frozenset(accept))
    meant = _link(link)
    question = question_for(
        meant, PlatformId(host), Surface(surface), Entry(given["entry"]), OS(given["os"]), given["client"]
    )
    place = face.phrases.place(question.host, surface, given["entry"])
    face.line(f"{place} · {link} · {day(when)}", "bold")
    for gate in Gate:
        platform = question.host if gate is Gate.HOST else meant.target
        _explain(face, loaded, replace(question, gate=gate, platform=platform), world)
    return 0


def _check_link(text: str, mistakes: Mistakes) -> None:
    """Note a word that is neither a link nor the id of a family."""
    if FamilyId(text) in links.families():
        return
    if any(finding.message.code == "links.not-a-link" for finding in links.parse(text).findings):
        near = nearest(text, links.families())
        mistakes.note(
            "link", "cli.no-such-family-near" if near else "cli.no-such-family", found=text[:80], near=near
        )


def _link(text: str) -> Link:
    """Return the link that `text` is, or a stand-in for the family it names."""
    family = links.families().get(FamilyId(text))
    if family is None:
        return links.parse(text).link
    identity = Identity(family.platform, "")
    return Link(
        text="",
        family=family.id,
        target=family.platform,
        intent=family.intent,
        content=family.content,
        identity=identity,
    )


def _explain(face: Face, loaded: Packs, question: Question, world: WorldSpec) -> None:
    answer = decide(loaded, question, world)
    known = history(loaded, question)
    if answer is None and not known:
        return
    name = face.phrases.platform(question.platform)
    face.line(face.t(f"cli.gate-{question.gate}", platform=name), "bold")
    applied = _answer(face, answer)
    if not known:
        return
    face.table(
        ("", *(face.t(f"cli.column-{name}") for name in ("since", "rule", "sources"))),
        (_history_row(face, each, each.id == applied, world.as_of) for each in known),
    )
    if face.is_terminal:
        face.line(face.t("cli.why-signs"), "dim")


def _answer(face: Face, answer: Decision | Gap | None) -> str | None:
    """Print the answer; return the id of the rule that gives it."""
    if isinstance(answer, Decision):
        mapped = mapping().get(answer.effect)
        shape, style = _shape(mapped.outcome if mapped else "")
        face.line(f"{shape} {rule(face, answer.citation)}", style)
        for line in sources(face.phrases, answer.citation.sources):
            face.line(f"  {line}")
        if note := face.phrases.note(answer.citation):
            face.line(f"  {note}", "dim")
        return answer.citation.rule
    if isinstance(answer, Gap):
        face.line(f"○ {face.t('cli.gap-conflict' if answer.conflict else 'cli.gap-no-policy')}", "yellow")
        for line in sources(face.phrases, answer.sources):
            face.line(f"  {line}")
        if answer.nearest:
            face.line(face.t("cli.nearest", rules=", ".join(answer.nearest)), "dim")
        return None
    face.line(face.t("cli.ordinary"))
    return None


def _shape(outcome: str) -> tuple[str, str]:
    return SHAPES[Outcome(outcome)] if outcome in set(Outcome) else ("·", "")


def _history_row(face: Face, each: Rule, applied: bool, as_of: datetime) -> tuple[Cell, ...]:
    mark = "→" if applied else "·" if each.valid_from <= as_of else "+"
    style = "bold" if applied else ""
    dates = [
        Styled(day(each.valid_from), style),
        Styled(face.t("cli.confirmed", date=each.last_confirmed.isoformat()), "dim"),
    ]
    if each.until:
        dates.append(Styled(face.t("cli.until", date=day(each.until)), "dim"))
    what = Styled(" · ".join(_what(face, each)), style)
    return (
        Styled(mark, style),
        dates,
        [what, Styled(each.id, "dim")],
        [Styled(f"{source.date} {face.phrases.title(source)}", "dim") for source in each.sources],
    )


def _what(face: Face, each: Rule) -> Iterator[str]:
    yield face.phrases.of("effect", each.effect)
    if each.confidence:
        yield each.confidence.value
    yield from (face.t(f"cli.rule-{name}") for name in ("partial", "overlay") if getattr(each, name))
    if each.match.client_from:
        yield f"≥ {each.match.client_from}"
    if each.match.client_below:
        yield f"< {each.match.client_below}"
