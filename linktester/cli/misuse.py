"""Words for a command line that cannot be read: what is wrong, what was meant perhaps, where help is."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import click

from linktester.cli.options import Extra
from linktester.model.message import Message, message


def explain(error: click.ClickException) -> Iterator[Message]:
    """Yield what is wrong, and where the help is."""
    yield _wrong(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        yield message("cli.see-help", command=f"{context.command_path} --help")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant; empty when none is near."""
    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)), "")


def _wrong(error: click.ClickException) -> Message:
    said = message("cli.unread", reason=error.format_message()[:300])
    match error:
        case click.NoSuchOption():
            said = _meant("option", error.option_name, error.possibilities or ())
        case click.exceptions.NoSuchCommand():
            said = _meant("verb", error.command_name, [nearest(error.command_name, _verbs(error.ctx))])
        case Extra():
            said = message("cli.extra-words", words=error.message[:200])
        case click.MissingParameter():
            said = message("cli.missing", name=_name(error))
        case click.BadParameter():
            said = _bad_value(error)
        case click.BadOptionUsage():
            said = _bad_use(error)
    return said


def _meant(kind: str, found: str, near: Iterable[str]) -> Message:
    close = next(iter(near), "")
    if close:
        return message(f"cli.no-such-{kind}-near", found=found[:80], near=close)
    return message(f"cli.no-such-{kind}", found=found[:80])


def _verbs(context: click.Context | None) -> list[str]:
    group = context.command if context else None
    return group.list_commands(context) if context and isinstance(group, click.Group) else []


def _bad_value(error: click.BadParameter) -> Message:
    kind = error.param.type if error.param else None
    name = _name(error)
    # The value stands in the sentence only: "'x' is not one of …", "0 is not in the range …".
    found = error.message.partition(" is not ")[0].strip("'\"")[:80]
    if isinstance(kind, click.Choice):
        return message(
            "cli.bad-choice", name=name, found=found, choices=", ".join(str(each) for each in kind.choices)
        )
    if isinstance(kind, click.IntRange):
        return message("cli.bad-range", name=name, found=found, least=kind.min or 0, most=kind.max or "∞")
    if isinstance(kind, click.types.IntParamType):
        return message("cli.bad-number", name=name, found=found)
    if isinstance(kind, click.Path):
        return message("cli.bad-path", name=name)
    return message("cli.unread", reason=error.format_message()[:300])


def _bad_use(error: click.BadOptionUsage) -> Message:
    # The parser tells the two apart by its sentence only.
    flag = error.message.endswith("does not take a value.")
    return message("cli.takes-no-value" if flag else "cli.needs-value", name=error.option_name)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return next((each for each in error.param.opts if each.startswith("--")), error.param.opts[0])
    return error.param.make_metavar(error.ctx) if error.ctx else error.param.human_readable_name
