"""Makes click commands whose help and complaints are worded in the user's language."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from linktester.cli.helptext import page
from linktester.model.message import message
from linktester.wording import LANGUAGES, Words

Callback = Callable[..., int | None]


class Extra(click.UsageError):
    """There are more words than the verb takes."""

    def __init__(self, words: Sequence[str], ctx: click.Context) -> None:
        super().__init__(" ".join(words), ctx)


class Verb(click.Command):
    """A verb with our own help page."""

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(**settings)
        self.words = words
        self.allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse words that are left over."""
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise Extra(left, ctx)
        return left

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page."""
        return page(self.words, ctx)


class Verbs(click.Group):
    """A verb that has verbs of its own; without one of them its help is shown."""

    def __init__(self, words: Words, **settings: Any) -> None:
        super().__init__(no_args_is_help=False, invoke_without_command=True, **settings)
        self.words = words
        self.callback = self.callback or _show_help

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page."""
        shown = [name for name in self.list_commands(ctx) if not self.commands[name].hidden]
        verbs = [(name, self.commands[name].get_short_help_str(400)) for name in shown]
        return page(self.words, ctx, verbs)


@click.pass_context
def _show_help(ctx: click.Context) -> int:
    if ctx.invoked_subcommand is None:
        ctx.obj.raw(ctx.get_help() + "\n")
    return 0


def command(words: Words, name: str, callback: Callback, params: Sequence[click.Parameter]) -> click.Command:
    """Return the command `name`; its help is `cli.help-<name>`, with blanks in the name as dashes."""
    return Verb(
        words,
        name=name.rsplit(" ", 1)[-1],
        callback=callback,
        params=[*params, *common_options(words)],
        help=say(words, f"cli.help-{name.replace(' ', '-')}"),
        short_help=say(words, f"cli.help-{name.replace(' ', '-')}").partition("\n")[0],
        add_help_option=False,
    )


def group(words: Words, name: str, commands: Sequence[click.Command]) -> click.Group:
    """Return a verb that has verbs of its own."""
    return Verbs(
        words,
        name=name,
        help=say(words, f"cli.verb-{name}"),
        commands=list(commands),
        params=common_options(words),
        add_help_option=False,
    )


def option(words: Words, *names: str, **settings: Any) -> click.Option:
    """Return an option whose help is `cli.opt-<long name>`, or the code given as `help_code`."""
    long = next(name for name in names if name.startswith("--")).removeprefix("--")
    code = settings.pop("help_code", f"cli.opt-{long.partition('/')[0]}")
    return click.Option(list(names), help=say(words, code), **settings)


def common_options(words: Words) -> list[click.Parameter]:
    """Return the help, and `--lang`, which stands anywhere and is read ahead of everything else."""
    lang = click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=say(words, "cli.opt-lang")
    )
    about = click.Option(
        ["-h", "--help"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_help,
        help=say(words, "cli.opt-help"),
    )
    return [lang, about]


def _help(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    del parameter
    if value and not ctx.resilient_parsing:
        ctx.obj.raw(ctx.get_help() + "\n")
        ctx.exit()


def say(words: Words, code: str) -> str:
    """Return the words of a code without arguments."""
    return words.say(message(code))
