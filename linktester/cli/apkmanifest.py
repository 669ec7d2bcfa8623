"""`linktester doctor apk-manifest`: what one executable starts of itself to read an APK; not for people."""

import click

from linktester.cli.options import command
from linktester.wording import Words


def verb(words: Words) -> click.Command:
    """Return the verb; no help lists it."""
    made = command(words, "doctor apk-manifest", _manifest, [])
    made.hidden = True
    return made


def _manifest() -> int:
    from linktester.oslinks.appfiles import apkworker  # noqa: PLC0415

    return apkworker.main()
