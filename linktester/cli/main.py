"""Reads the command line, starts one verb, and turns what went wrong into words and an exit code.

0    every expectation met, or nothing was expected
1    some verdict differs
2    bad input; nothing ran
3    something on our own side broke
130  cancelled
"""

from collections.abc import Callable, Sequence
from importlib import import_module

import click

from linktester import __version__
from linktester.cli.face import Face
from linktester.cli.helptext import page
from linktester.cli.options import Verbs, common_options, say
from linktester.cli.streams import fill_gaps, force_utf_8
from linktester.model.errors import EnvironmentFault, InputErrors, Refused
from linktester.wording import LANGUAGES, Words, choose_language

OK, DIFFERS, BAD_INPUT, FAULT, CANCELLED = 0, 1, 2, 3, 130

VERBS = {
    "run": "linktester.cli.run",
    "serve": "linktester.cli.serve",
    "sdk": "linktester.cli.sdk",
    "link": "linktester.cli.link",
    "qr": "linktester.cli.qr",
    "resolve": "linktester.cli.resolve",
    "packs": "linktester.cli.packs",
    "runs": "linktester.cli.runs",
    "report": "linktester.cli.report",
    "checklist": "linktester.cli.checklist",
    "rejudge": "linktester.cli.rejudge",
    "doctor": "linktester.cli.doctor",
}
"""Verb → the module whose `command(words)` makes it; loaded when asked for."""


class _Verbs(Verbs):
    """The top command: knows the names of its verbs without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order a user meets them."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of one verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        make: Callable[[Words], click.Command] = import_module(VERBS[cmd_name]).command
        return make(self.words)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page with the verbs, still without loading them."""
        return page(self.words, ctx, [(name, say(self.words, f"cli.verb-{name}")) for name in VERBS])


def main(arguments: Sequence[str], face: Face | None = None) -> int:
    """Run one command line and return its exit code; never raises for what a user can do wrong."""
    fill_gaps()
    force_utf_8()
    mouth = face or Face(Words(_language(arguments)))
    try:
        code = _run(mouth, arguments)
        mouth.flush()
    finally:
        mouth.close()
    if mouth.output_fault is None:
        return code
    mouth.note(mouth.t("cli.output-lost", reason=mouth.output_fault), "red")
    return code if code in (CANCELLED, BAD_INPUT) else FAULT


def _run(mouth: Face, arguments: Sequence[str]) -> int:
    try:
        result = _top(mouth.words).main(
            args=list(arguments), prog_name="linktester", standalone_mode=False, obj=mouth
        )
    except (click.exceptions.Abort, KeyboardInterrupt):
        mouth.note(mouth.t("cli.cancelled"))
        return CANCELLED
    except click.ClickException as error:
        from linktester.cli.misuse import explain  # noqa: PLC0415 - a right command line does without it

        for style, said in zip(("red", "dim"), explain(error), strict=False):
            mouth.note(mouth.words.say(said), style)
        return BAD_INPUT
    except InputErrors as errors:
        tell(mouth, errors)
        return BAD_INPUT
    except (EnvironmentFault, Refused) as fault:
        mouth.note(mouth.phrases.say(fault.message), "red")
        return FAULT
    return result if isinstance(result, int) else OK


def tell(face: Face, errors: InputErrors) -> None:
    """Print every mistake on a line of its own: `file:line: sentence`."""
    for problem in errors.problems:
        place = str(problem.place)
        words = face.phrases.say(problem.message)
        face.note(f"{place}: {words}" if place else words, "red")


def _top(words: Words) -> click.Group:
    return _Verbs(
        words,
        name="linktester",
        help=say(words, "cli.help"),
        callback=_no_verb,
        add_help_option=False,
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_version,
                help=say(words, "cli.opt-version"),
            ),
            *common_options(words),
        ],
    )


@click.pass_context
def _no_verb(context: click.Context) -> int:
    if context.invoked_subcommand is None:
        context.obj.line(context.obj.t("cli.no-window"))
    return OK


def _version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    del parameter
    if value:
        context.obj.line(f"linktester {__version__}")
        context.exit()


def _language(arguments: Sequence[str]) -> str:
    """Return the language of `--lang` wherever it stands, else of the environment."""
    for number, word in enumerate(arguments):
        name, _, value = word.partition("=")
        if name == "--lang":
            asked = value or (arguments[number + 1] if number + 1 < len(arguments) else "")
            return asked if asked in LANGUAGES else choose_language()
    return choose_language()
