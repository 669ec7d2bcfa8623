"""`linktester qr`: codes to pictures and back, and what they say."""

import click

from linktester.cli.options import group
from linktester.cli.qr import check, make, mutate, pages, read, sheet, standards
from linktester.wording import Words

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the verb with its verbs."""
    return group(
        words, "qr", [each.verb(words) for each in (make, read, check, mutate, sheet, standards, pages)]
    )
