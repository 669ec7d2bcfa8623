"""What the verbs are given: payloads, pictures, names of standards, values of a form."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from linktester import payments
from linktester.cli.face import Face
from linktester.cli.streams import read_octets
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import Arg, message
from linktester.model.payment import Standard

MOST = 64 * 1024 * 1024
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".pdf")


def wrong(code: str, place: str | None = None, **args: Arg) -> InputErrors:
    """Return one mistake; `place` is the option or file it stands in."""
    return InputErrors([Problem(Place(file=place), message(code, **args))])


def payload(face: Face, text: str) -> bytes:
    """Return the octets of a payload typed on the command line, `-` for those of standard input.

    What a shell puts behind the last line is taken off there; anything else is kept.
    """
    if text == "-":
        return _without_break(read_octets(face.stdin, MOST))
    if text.lower().endswith(PICTURES) and Path(text).is_file():
        raise wrong("cli.check-is-file", path=text)
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def picture(face: Face, file: str | None, *, clipboard: bool = False, screen: bool = False) -> bytes:
    """Return the octets of a picture or document: from a file (`-`: standard input) or from outside any."""
    if [file is not None, clipboard, screen].count(True) != 1:
        raise wrong("cli.one-picture")
    if file is not None:
        return read_octets(face.stdin, MOST) if file == "-" else read_file(file)
    from linktester import qr  # noqa: PLC0415 - loads the libraries for pictures

    return qr.clipboard() if clipboard else qr.screen()


def read_file(file: str) -> bytes:
    """Return at most `MOST` octets of a file."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MOST)
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise wrong("cli.unreadable", file, reason=reason) from fault


def save(output: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    from linktester.report.files import replacing  # noqa: PLC0415 - reports are not needed otherwise

    with replacing(output) as stream:
        stream.write(data)


def standard(name: str | None) -> Standard | None:
    """Return the standard called `name`; None without a name. Raises InputErrors for one there is not."""
    found = payments.standard(name) if name is not None else None
    if name is None or found is not None:
        return found
    from linktester.cli.misuse import nearest  # noqa: PLC0415 - a right name does without it

    near = nearest(name, payments.standards())
    if near:
        raise wrong("cli.no-such-standard-near", "--standard", found=name[:80], near=near)
    raise wrong("payments.unknown-standard", "--standard", standard=name[:80])


def moment(text: str | None) -> datetime | None:
    """Return the moment a date names, None without one. Raises InputErrors for what is no date."""
    if text is None:
        return None
    from linktester.suite import dates  # noqa: PLC0415 - only some calls name a date

    found = dates.moment(text)
    if found is None:
        raise wrong("suite.bad-date", "--as-of", found=text[:80])
    return found


def values(pairs: Sequence[str]) -> Mapping[str, str]:
    """Return what `--set name=value` gives. InputErrors tells every word that is none, or comes twice."""
    problems, found = [], {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            problems.append(Problem(Place(file="--set"), message("cli.bad-field", found=pair[:200])))
        elif name in found:
            problems.append(Problem(Place(file="--set"), message("cli.set-twice", name=name[:80])))
        found[name] = value
    if problems:
        raise InputErrors(problems)
    return found


def _without_break(data: bytes) -> bytes:
    return data[:-2] if data.endswith(b"\r\n") else data.removesuffix(b"\n")
