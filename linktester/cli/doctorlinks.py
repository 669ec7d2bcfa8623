"""`linktester doctor links`: what is wrong in association files and the apps' files, and how to mend it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linktester.cli.face import Cell, Face, Styled
from linktester.cli.options import command, option
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Severity
from linktester.model.message import Message
from linktester.wording import Words, table

if TYPE_CHECKING:
    from linktester.oslinks.appfiles import AppFile
    from linktester.oslinks.doctor import Diagnosis, Entry, Suppression

OK, FOUND = 0, 1
_STYLES = {
    Severity.ERROR: ("■", "red"),
    Severity.WARNING: ("◆", "yellow"),
    Severity.INFO: ("○", "dim"),
}
_MOST_TEXT = 1024 * 1024


def verb(words: Words) -> click.Command:
    """Return the verb."""
    path = click.Path(dir_okay=False, path_type=Path)
    return command(
        words,
        "doctor links",
        _links,
        [
            click.Argument(["files"], nargs=-1),
            option(words, "--fetch", multiple=True, metavar="HOST", help_code="doctorlinks.opt-fetch"),
            option(words, "--explain", metavar="CODE", help_code="doctorlinks.opt-explain"),
            option(
                words, "--suppress", multiple=True, metavar="CODE=WHY", help_code="doctorlinks.opt-suppress"
            ),
            option(words, "--suppressions", type=path, help_code="doctorlinks.opt-suppressions"),
            option(words, "--set", multiple=True, metavar="NAME=VALUE", help_code="resolve.opt-set"),
            option(words, "--json", is_flag=True, help_code="cli.opt-json-plain"),
            option(words, "--sarif", type=path, help_code="doctorlinks.opt-sarif"),
            option(words, "--cases", type=path, help_code="doctorlinks.opt-cases"),
        ],
    )


@click.pass_obj
def _links(face: Face, /, files: tuple[str, ...], **wish: Any) -> int:
    if wish["explain"] is not None:
        _explain(face, wish["explain"])
        return OK
    from linktester.cli.linkfiles import given_files  # noqa: PLC0415 - the machine's doctor does without
    from linktester.cli.qr.given import wrong  # noqa: PLC0415
    from linktester.oslinks.doctor import examine  # noqa: PLC0415

    if not files and not wish["fetch"]:
        raise wrong("doctorlinks.no-files")
    decisions = _decisions(wish["suppress"], wish["suppressions"])
    read = given_files(files, wish["set"])
    if wish["fetch"]:
        read = (*read, *_fetched(face, wish["fetch"]))
    found = examine(read, decisions)
    if wish["sarif"] is not None:
        _sarif(face, found, wish["sarif"])
    if wish["cases"] is not None:
        _cases(face, read, wish["cases"])
    if wish["json"]:
        face.raw(json.dumps(_plain(face, read, found), indent=2) + "\n")
    else:
        _show(face, read, found)
    return FOUND if not read or any(each.counts for each in found) else OK


def _fetched(face: Face, hosts: Sequence[str]) -> "Iterator[AppFile]":
    """Yield the association files of sites, told one by one on standard error; nothing else is reached."""
    import asyncio  # noqa: PLC0415 - only where somebody asks the network

    from linktester.cli.qr.given import wrong  # noqa: PLC0415
    from linktester.oslinks.appfiles import read_file  # noqa: PLC0415
    from linktester.send.sitefiles import is_host, site_files  # noqa: PLC0415

    for host in dict.fromkeys(hosts):
        if not is_host(host):
            raise wrong("doctorlinks.bad-host", host=host[:120])
        for each in asyncio.run(site_files(host)):
            for said in each.told:
                face.note(face.words.say(said))
            if each.body is not None:
                yield read_file(each.url, each.body, host=host.partition(":")[0].lower())


def _decisions(typed: Sequence[str], named: Path | None) -> "tuple[Suppression, ...]":
    """Return the suppressions of the command line and of the file; of the usual one where none is named."""
    from linktester.oslinks.doctor import suppressions  # noqa: PLC0415

    found = [suppressions.typed(each) for each in typed]
    file = named or Path(suppressions.NAME)
    if named is None and not file.is_file():
        return tuple(found)
    from linktester.cli.linkfiles import octets_of  # noqa: PLC0415

    text = octets_of(str(file))[:_MOST_TEXT].decode("utf-8", "replace")
    return (*found, *suppressions.read(text, str(file)))


def _show(face: Face, files: "Sequence[AppFile]", found: "Sequence[Diagnosis]") -> None:
    if found:
        names = ("severity", "place", "finding")
        face.table(
            tuple(face.t(f"doctorlinks.column-{name}") for name in names),
            [_row(face, each) for each in found],
            wide_last=True,
        )
    counts = dict.fromkeys(Severity, 0)
    for each in found:
        if each.suppressed is None:
            counts[each.finding.severity] += 1
    hidden = sum(each.suppressed is not None for each in found)
    face.line(
        face.t(
            "doctorlinks.sum",
            files=len(files),
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notes=counts[Severity.INFO],
            suppressed=hidden,
        )
    )


def _row(face: Face, each: "Diagnosis") -> Sequence[Cell]:
    finding = each.finding
    shape, style = _STYLES[finding.severity]
    grade = face.t(f"doctorlinks.severity-{finding.severity.value}")
    spot = ":".join(str(part) for part in (each.file, finding.line, finding.column) if part is not None)
    said: list[str | Styled] = [face.words.say(finding.message), Styled(finding.code, "dim")]
    if each.suppressed is not None:
        said.append(Styled(face.t("doctorlinks.suppressed", reason=each.suppressed), "dim"))
        style = "dim"
    place: list[str | Styled] = [spot, *([Styled(finding.path, "dim")] if finding.path else [])]
    return Styled(grade, style, shape), place, said


def _plain(face: Face, files: "Sequence[AppFile]", found: "Sequence[Diagnosis]") -> dict[str, Any]:
    return {
        "files": [
            {"name": each.name, "kind": each.kind.value, "host": each.host, "readable": each.readable}
            for each in files
        ],
        "findings": [
            {
                "file": each.file,
                "code": each.finding.code,
                "severity": each.finding.severity.value,
                "where": each.finding.path,
                "line": each.finding.line,
                "column": each.finding.column,
                "message": face.words.say(each.finding.message),
                "suppressed": each.suppressed,
            }
            for each in found
        ],
        "errors": sum(each.counts for each in found),
    }


def _explain(face: Face, code: str) -> None:
    from linktester.cli.misuse import nearest  # noqa: PLC0415
    from linktester.oslinks.doctor import entries, suppressions  # noqa: PLC0415

    if code == "all":
        face.table(
            tuple(face.t(f"doctorlinks.column-{name}") for name in ("severity", "code", "finding")),
            [_listed(face, each) for each in entries().values()],
            wide_last=True,
        )
        return
    entry = entries().get(code)
    if entry is None:
        said = suppressions.unknown(code, nearest(code, entries()))
        raise InputErrors([Problem(Place(file="--explain"), said)])
    shape, style = _STYLES[entry.severity]
    face.line(f"{shape} {entry.code}", f"bold {style}")
    face.fields(
        [
            (face.t("doctorlinks.column-severity"), face.t(f"doctorlinks.severity-{entry.severity.value}")),
            (face.t("doctorlinks.column-finding"), general(face.words, code)),
            (face.t("doctorlinks.source"), entry.source),
        ]
    )


def _listed(face: Face, each: "Entry") -> Sequence[Cell]:
    shape, style = _STYLES[each.severity]
    grade = Styled(face.t(f"doctorlinks.severity-{each.severity.value}"), style, shape)
    return grade, each.code, general(face.words, each.code)


class _Blanks(dict[str, Any]):
    """Stands for the arguments of a sentence that is told in general."""

    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def general(words: Words, code: str) -> str:
    """Return the sentence of a finding with the names of what differs from place to place."""
    return words.say(Message(code, _Blanks())) if code in table(words.language) else code


def _sarif(face: Face, found: "Sequence[Diagnosis]", output: Path) -> None:
    from linktester.cli.qr.given import save  # noqa: PLC0415
    from linktester.oslinks.doctor import entries  # noqa: PLC0415
    from linktester.report import sarif  # noqa: PLC0415

    used = {each.finding.code for each in found}
    rules = [
        sarif.Rule(each.code, sarif.LEVELS[each.severity.value], general(face.words, each.code), each.source)
        for each in entries().values()
        if each.code in used
    ]
    log = sarif.document(rules, list(_results(face, found)))
    save(output, json.dumps(log, indent=2).encode("ascii"))


def _results(face: Face, found: "Sequence[Diagnosis]") -> Iterator[Any]:
    from linktester.report import sarif  # noqa: PLC0415

    for each in found:
        finding = each.finding
        yield sarif.Result(
            rule=finding.code,
            level=sarif.LEVELS[finding.severity.value],
            text=face.words.say(finding.message),
            file=each.file,
            line=finding.line,
            column=finding.column,
            path=finding.path,
            suppressed=each.suppressed,
        )


def _cases(face: Face, files: "Sequence[AppFile]", output: Path) -> None:
    from linktester.cli.qr.given import save  # noqa: PLC0415
    from linktester.project.linkcases import link_cases  # noqa: PLC0415

    made = link_cases(files)
    save(output, "".join(json.dumps(each.plain()) + "\n" for each in made.cases).encode("ascii"))
    face.note(face.t("doctorlinks.cases-written", path=str(output), count=len(made.cases)))
    for place in made.left_out:
        face.note(face.t("doctorlinks.case-left-out", place=place), "yellow")
