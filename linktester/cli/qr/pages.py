"""`linktester qr pages`: what one executable starts of itself to draw the pages of a PDF; not for people."""

import click

from linktester.cli.options import command
from linktester.wording import Words


def verb(words: Words) -> click.Command:
    """Return the verb; no help lists it."""
    made = command(
        words,
        "qr pages",
        _pages,
        [click.Argument(["dots"], type=float), click.Argument(["seconds"], type=float)],
    )
    made.hidden = True
    return made


def _pages(dots: float, seconds: float) -> int:
    from linktester.qr import pageworker  # noqa: PLC0415

    return pageworker.main([str(dots), str(seconds)])
