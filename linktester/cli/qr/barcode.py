"""`linktester qr make --barcode`: the Code 128 strip that stands beside the code a payer shows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linktester.cli.face import Face
from linktester.cli.qr import given
from linktester.model.payment import Standard

_OF_CODES = ("level", "logo", "size")
"""Options that a strip has no use for."""


def write(
    face: Face,
    payload: bytes | str,
    judged: Standard | None,
    output: Path | None,
    looks: Mapping[str, Any],
) -> int:
    """Write the strip of a payload as .png or .svg; without a file its PNG to what is no terminal.

    Raises InputErrors for a standard whose codes are never strips, and for options that have no meaning here.
    """
    if judged is not None and not judged.barcode:
        raise given.wrong("cli.no-barcode", standard=judged.id)
    for name in _OF_CODES:
        if looks[name] is not None:
            raise given.wrong("cli.barcode-has-none", f"--{name}")
    if output is None and face.is_terminal:
        raise given.wrong("cli.barcode-needs-file", "-o")
    from linktester import qr  # noqa: PLC0415 - loads the libraries for pictures

    border = looks["border"]
    strip = qr.strip(payload, scale=looks["scale"], **({} if border is None else {"border": border}))
    if output is None:
        face.octets(strip.png)
        return 0
    given.save(output, strip.svg.encode() if output.suffix.lower() == ".svg" else strip.png)
    face.note(face.t("cli.barcode-written", path=str(output), modules=len(strip.bars)))
    return 0
