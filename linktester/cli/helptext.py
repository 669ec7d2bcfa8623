"""Help pages, laid out by the columns a terminal shows, so that Chinese lines up as English does."""

import re
import shutil
from collections.abc import Iterator, Sequence

import click
from rich.cells import cell_len

from linktester.model.message import message
from linktester.wording import Words

WIDEST = 100
NAMES_WIDEST = 26
"""Columns of names; what is longer has its meaning on the next line."""
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u201c\u201d\u2026"
_CLOSING = "，。；：、！？）】》”…"
_OPENING = "“（【《"
_PIECES = re.compile(
    f" +|[{_OPENING}]*(?![{_OPENING}])[{_WIDE}][{_CLOSING}]*"
    f"|[{_OPENING}]*[^ {_WIDE}{_OPENING}{_CLOSING}]+[{_CLOSING}]*|."
)
"""What a line may be broken between: words, single Chinese characters, never before a closing sign."""


def page(words: Words, ctx: click.Context, verbs: Sequence[tuple[str, str]] = ()) -> str:
    """Return the help page of the command that `ctx` stands at."""
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST) - 1
    lines = [_said(words, "usage", line=_usage(ctx, bool(verbs)))]
    for part in (ctx.command.help or "").split("\n"):
        lines.extend(["", *(f"  {line}" for line in wrapped(part, width - 2))] if part else [])
    rows = [_row(words, each) for each in ctx.command.params if isinstance(each, click.Option)]
    lines.extend(["", _said(words, "options"), *_pairs(rows, width)])
    if verbs:
        lines.extend(["", _said(words, "verbs"), *_pairs(verbs, width)])
    return "\n".join(lines)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield `text` in lines of at most `width` columns; a word longer than that stands alone."""
    line = ""
    for piece in _PIECES.findall(text):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def _usage(ctx: click.Context, verbs: bool) -> str:
    arguments = [each.make_metavar(ctx) for each in ctx.command.params if isinstance(each, click.Argument)]
    return " ".join([ctx.command_path, "[OPTIONS]", *(["VERB", "…"] if verbs else arguments)])


def _row(words: Words, option: click.Option) -> tuple[str, str]:
    names = ", ".join(option.opts)
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    shown = option.metavar or ("WORD" if choices else option.type.name.partition(" ")[0].upper())
    shown = {"INTEGER": "N", "DIRECTORY": "DIR"}.get(shown, shown)
    notes = []
    if choices:
        notes.append(_said(words, "one-of", choices=", ".join(str(each) for each in choices)))
    if option.show_default and option.default is not None:
        notes.append(_said(words, "default", value=str(option.default)))
    if option.required:
        notes.append(_said(words, "required"))
    return names if option.is_flag else f"{names} {shown}", _joined([option.help or "", *notes])


def _pairs(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    names = min(max(cell_len(name) for name, _ in rows), NAMES_WIDEST)
    for name, meaning in rows:
        lines = list(wrapped(meaning, width - names - 4))
        if cell_len(name) > names:
            yield f"  {name}"
        else:
            yield f"  {name}{' ' * (names - cell_len(name))}  {lines.pop(0)}".rstrip()
        yield from (f"{' ' * (names + 4)}{line}" for line in lines)


def _joined(sentences: Sequence[str]) -> str:
    """Put a blank between sentences, except after a full-width stop, which brings its own."""
    return " ".join(sentences).replace("。 ", "。")


def _said(words: Words, name: str, **args: str) -> str:
    return words.say(message(f"cli.page-{name}", **args))
