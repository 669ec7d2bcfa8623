"""Makes click commands whose help is worded in the user's language."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from linktester.model.message import message
from linktester.wording import LANGUAGES, Words

Callback = Callable[..., int | None]


def command(words: Words, name: str, callback: Callback, params: Sequence[click.Parameter]) -> click.Command:
    """Return the command `name`; its help is `cli.help-<name>`, with blanks in the name as dashes."""
    return click.Command(
        name=name.rsplit(" ", 1)[-1],
        callback=callback,
        params=[*params, language_option(words)],
        help=say(words, f"cli.help-{name.replace(' ', '-')}"),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def group(words: Words, name: str, commands: Sequence[click.Command]) -> click.Group:
    """Return a verb that has verbs of its own."""
    return click.Group(
        name=name,
        help=say(words, f"cli.verb-{name}"),
        commands=list(commands),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def option(words: Words, *names: str, **settings: Any) -> click.Option:
    """Return an option whose help is `cli.opt-<long name>`, or the code given as `help_code`."""
    long = next(name for name in names if name.startswith("--")).removeprefix("--")
    code = settings.pop("help_code", f"cli.opt-{long.partition('/')[0]}")
    return click.Option(list(names), help=say(words, code), **settings)


def language_option(words: Words) -> click.Option:
    """Return `--lang`, which stands before or after the verb; it is read ahead of everything else."""
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=say(words, "cli.opt-lang")
    )


def say(words: Words, code: str) -> str:
    """Return the words of a code without arguments."""
    return words.say(message(code))
