"""`linktester qr make`: a text, or the named values of a standard, to a picture that is proved to scan."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linktester import payments
from linktester.cli.face import Face, Styled
from linktester.cli.options import command, option
from linktester.cli.qr import barcode as strips
from linktester.cli.qr import given
from linktester.model.errors import InputErrors
from linktester.model.link import Severity
from linktester.model.payment import FormField, Standard
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.qr import Code
    from linktester.qr.emblem import Emblem

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_SUFFIXES = {"": "png", ".png": "png", ".svg": "svg", ".pdf": "pdf"}


def verb(words: Words) -> click.Command:
    """Return the verb."""
    level = click.Choice(["L", "M", "Q", "H"])
    file = click.Path(dir_okay=False, path_type=Path)
    return command(
        words,
        "qr make",
        _make,
        [
            click.Argument(["text"], required=False),
            option(words, "-o", "--output", type=file, help_code="cli.opt-output-by-suffix"),
            option(words, "--standard", metavar="ID", help_code="cli.opt-make-standard"),
            option(words, "--set", "pairs", multiple=True, metavar="NAME=VALUE"),
            option(words, "--list-fields", is_flag=True),
            option(words, "--level", type=level, help_code="cli.opt-level-otherwise"),
            option(words, "--scale", type=int, default=8, show_default=True),
            option(words, "--border", type=int),
            option(words, "--size", type=click.IntRange(5, 1000), metavar="MM"),
            option(words, "--barcode", is_flag=True),
            option(words, "--logo", metavar="FILE"),
            option(words, "--logo-width", type=click.IntRange(5, 22), default=20, show_default=True),
        ],
    )


@click.pass_obj
def _make(
    face: Face,
    /,
    text: str | None,
    *,
    output: Path | None,
    standard: str | None,
    pairs: Sequence[str],
    list_fields: bool,
    barcode: bool,
    **looks: Any,
) -> int:
    judged = given.standard(standard)
    if judged is None and (pairs or list_fields):
        raise given.wrong("cli.set-needs-standard")
    if judged is not None and list_fields:
        _list_fields(face, judged)
        return 0
    kind = _kind(output)
    if looks["size"] is not None and kind == "png":
        raise given.wrong("cli.size-in-print", "--size")
    if barcode and kind == "pdf":
        raise given.wrong("cli.barcode-suffix", str(output))
    payload = _payload(face, text, judged, pairs)
    if barcode:
        return strips.write(face, payload, judged, output, looks)
    code = _drawn(payload, judged, **looks)
    if output is not None:
        given.save(output, _file(code, kind, looks["size"]))
        face.note(face.t("cli.code-written", path=str(output), version=code.version, level=code.level))
    elif face.is_terminal:
        _draw(face, code)
    else:
        face.octets(code.png)
    return 0


def _payload(face: Face, text: str | None, judged: Standard | None, pairs: Sequence[str]) -> bytes | str:
    if text is not None and pairs:
        raise given.wrong("cli.text-or-set")
    if judged is None:
        if text is None:
            raise given.wrong("cli.missing", name="TEXT")
        # Text stays text: half a character in it is told by name.
        return given.payload(face, "-") if text == "-" else text
    if text is None:
        return _written(face, judged, given.values(pairs))
    octets = given.payload(face, text)
    reading = payments.read(octets, standard=judged.id)
    for finding in payments.spoken(reading, face.words.language):
        if finding.severity is Severity.ERROR:
            face.note(face.words.say(finding.message), "yellow")
    if not reading.valid:
        face.note(face.t("cli.drawn-all-the-same", standard=judged.id), "yellow")
    return octets


def _written(face: Face, judged: Standard, values: Mapping[str, str]) -> bytes:
    """Return the code of the values; their mistakes are told with the titles of the fields."""
    try:
        return payments.write(judged.id, values)
    except InputErrors as errors:
        told = payments.spoken_problems(errors.problems, judged.id, face.words.language)
        raise InputErrors(told) from errors


def _drawn(
    payload: bytes | str,
    judged: Standard | None,
    *,
    level: str | None,
    scale: int,
    border: int | None,
    logo: str | None,
    logo_width: int,
    size: int | None,
) -> "Code":
    from linktester import qr  # noqa: PLC0415 - loads the libraries for pictures

    del size
    emblem = _logo(logo, logo_width)
    if judged is not None:
        octets = payload if isinstance(payload, bytes) else payload.encode()
        return qr.make_by(judged, octets, level=level, scale=scale, border=border, logo=emblem)
    chosen = level or ("H" if emblem else "M")
    problems = qr.check_logo(chosen) if emblem else []
    if problems:
        raise given.wrong(problems[0].code, "--logo", **problems[0].args)
    return qr.make(payload, level=chosen, scale=scale, border=4 if border is None else border, emblem=emblem)


def _logo(file: str | None, percent: int) -> "Emblem | None":
    if file is None:
        return None
    from linktester import qr  # noqa: PLC0415

    return qr.logo(given.read_file(file), percent / 100)


def _kind(output: Path | None) -> str:
    suffix = output.suffix.lower() if output is not None else ""
    if suffix not in _SUFFIXES:
        raise given.wrong("cli.make-suffix", str(output), suffix=suffix[:20])
    return _SUFFIXES[suffix]


def _file(code: "Code", kind: str, size: int | None) -> bytes:
    if kind == "pdf":
        from linktester import qr  # noqa: PLC0415

        return qr.pdf(code, size)
    if kind == "png":
        return code.png
    if size is None:
        return code.svg.encode()
    from linktester import qr  # noqa: PLC0415

    return qr.sized(code, size)


def _list_fields(face: Face, judged: Standard) -> None:
    columns = ("form-field", "name", "allowed", "default", "example")
    face.table(
        tuple(face.t(f"cli.column-{name}") for name in columns),
        [
            (
                Styled(f"{each.name}*" if each.required else each.name, "bold"),
                face.words.local(each.title),
                _allowed(face, each),
                each.default,
                each.example,
            )
            for each in payments.form(judged.id)
        ],
        whole=(1,),
        least=14,
    )


def _allowed(face: Face, each: FormField) -> str:
    parts = [" | ".join(each.choices)] if each.choices else []
    if each.most is not None:
        parts.append(face.t("cli.most-characters", most=each.most))
    if each.hint:
        parts.append(face.words.local(each.hint))
    return " · ".join(parts)


def _draw(face: Face, code: "Code") -> None:
    """Draw two rows of modules per line, black on white whatever the terminal's own colours are."""
    light = (False,) * (len(code.modules) + 2 * code.border)
    side = (False,) * code.border
    margin = [light] * code.border
    rows = [*margin, *((*side, *row, *side) for row in code.modules), *margin, light]
    for upper, lower in zip(rows[::2], rows[1::2], strict=False):
        line = "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        face.line(line, "black on white")
