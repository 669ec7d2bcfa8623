"""`linktester qr make` and `qr read`: codes to pictures and back."""

import json
from pathlib import Path
from typing import Any

import click

from linktester.cli.face import Face
from linktester.cli.link import show_finding
from linktester.cli.options import command as make_command
from linktester.cli.options import group, option
from linktester.cli.streams import read_octets
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.qr import Code, Found, check, make, read
from linktester.wording import Words

NOTHING_FOUND = 1
_MOST = 64 * 1024 * 1024


def command(words: Words) -> click.Command:
    """Return the verb with its two verbs."""
    making = make_command(
        words,
        "qr make",
        _make,
        [
            click.Argument(["text"], required=True),
            option(words, "-o", "--output", type=click.Path(dir_okay=False, path_type=Path)),
            option(words, "--level", type=click.Choice(["L", "M", "Q", "H"]), default="M", show_default=True),
            option(words, "--scale", type=int, default=8, show_default=True),
            option(words, "--border", type=int, default=4, show_default=True),
        ],
    )
    reading = make_command(
        words,
        "qr read",
        _read,
        [
            click.Argument(["file"], required=True),
            option(words, "--json", is_flag=True, help_code="cli.opt-json-plain"),
        ],
    )
    return group(words, "qr", [making, reading])


@click.pass_obj
def _make(face: Face, /, text: str, output: Path | None, **looks: Any) -> int:
    payload: str | bytes = read_octets(_MOST) if text == "-" else text
    code = make(payload, **looks)
    if output is not None:
        _save(code, output)
        face.note(face.t("cli.code-written", path=str(output), version=code.version, level=code.level))
    elif face.is_terminal:
        _draw(face, code)
    else:
        face.octets(code.png)
    return 0


@click.pass_obj
def _read(face: Face, /, file: str, **given: Any) -> int:
    data = _picture(file)
    found = read(data)
    if given["json"]:
        face.raw("".join(_as_json(each) + "\n" for each in found))
    else:
        _show(face, data, found)
    return 0 if found else NOTHING_FOUND


def _show(face: Face, data: bytes, found: tuple[Found, ...]) -> None:
    if not found:
        face.note(face.t("cli.no-code"), "yellow")
    for each in found:
        face.line(each.text)
    if face.is_terminal:
        for finding in check(data):
            show_finding(face, finding)


def _picture(file: str) -> bytes:
    if file == "-":
        return read_octets(_MOST)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(_MOST)
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise InputErrors([Problem(Place(file=file), message("cli.unreadable", reason=reason))]) from fault


def _save(code: Code, output: Path) -> None:
    data = code.svg.encode() if output.suffix.lower() == ".svg" else code.png
    try:
        output.write_bytes(data)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        problem = Problem(
            Place(file=str(output)), message("report.not-writable", path=str(output), reason=reason)
        )
        raise InputErrors([problem]) from fault


def _draw(face: Face, code: Code) -> None:
    """Draw two rows of modules per line, black on white whatever the terminal's own colours are."""
    light = (False,) * (len(code.modules) + 2 * code.border)
    side = (False,) * code.border
    margin = [light] * code.border
    rows = [*margin, *((*side, *row, *side) for row in code.modules), *margin, light]
    for upper, lower in zip(rows[::2], rows[1::2], strict=False):
        line = "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        face.line(line, "black on white")


_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def _as_json(found: Found) -> str:
    return json.dumps(
        {
            "text": found.text,
            "hex": found.data.hex(),
            "format": found.format,
            "position": found.position,
            "version": found.version,
            "level": found.level,
        },
        ensure_ascii=True,
    )
