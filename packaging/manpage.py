"""Writes manual pages out of the words that the command itself speaks, one in each language.

python packaging/manpage.py VERSION SECONDS FOLDER     needs linktester's own libraries
"""

import datetime
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import click  # noqa: E402

from linktester.cli.main import VERBS, _top  # noqa: E402
from linktester.cli.options import common_options  # noqa: E402
from linktester.wording import LANGUAGES, Words  # noqa: E402

SAYINGS = tomllib.loads((ROOT / "packaging" / "linux" / "manual.toml").read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    """Write `man1/linktester.1` and `zh_CN/man1/linktester.1` below the folder; return the exit code."""
    version, seconds, folder = arguments
    day = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date().isoformat()
    for language in LANGUAGES:
        target = Path(folder, "" if language == "en" else language, "man1", "linktester.1")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(page(language, version, day)) + "\n", encoding="utf-8")
    return 0


def page(language: str, version: str, day: str) -> Iterator[str]:
    """Yield the lines of the page in one language."""
    words, said = Words(language), SAYINGS[language]
    heads = said["heads"]
    top = _top(words)
    yield f'.TH LINKTESTER 1 "{day}" "linktester {version}" "linktester"'
    yield from (f".SH {heads['name']}", f"linktester \\- {escaped(said['name'])}")
    yield from (
        f".SH {heads['synopsis']}",
        ".B linktester",
        ".br",
        ".B linktester",
        ".I VERB",
        "[OPTIONS] ...",
    )
    yield f".SH {heads['description']}"
    yield from paragraphs(top.help or "")
    yield from paragraphs(said["window"])
    yield f".SH {heads['options']}"
    yield from options(top, ())
    yield f".SH {heads['commands']}"
    context = click.Context(top, info_name="linktester")
    everywhere = tuple(option.name or "" for option in common_options(words))
    for verb in VERBS:
        command = top.get_command(context, verb)
        if command is not None:
            yield from verb_lines(f"linktester {verb}", command, context, everywhere)
    for part in ("codes", "files", "environment"):
        yield f".SH {heads[part]}"
        for name, meaning in said[part].items():
            yield from (".TP", f".B {escaped(name)}", escaped(meaning))


def verb_lines(
    name: str, command: click.Command, context: click.Context, known: tuple[str, ...]
) -> Iterator[str]:
    """Yield what a verb does and its options, those of verbs below it included."""
    if command.hidden:
        return
    inner = click.Context(command, info_name=name.rpartition(" ")[2], parent=context)
    wanted = [part.make_metavar(inner) for part in command.params if isinstance(part, click.Argument)]
    yield f".SS {escaped(' '.join([name, *wanted]))}"
    yield from paragraphs(command.help or "")
    yield from options(command, known)
    if isinstance(command, click.Group):
        for verb in command.list_commands(inner):
            below = command.get_command(inner, verb)
            if below is not None:
                yield from verb_lines(f"{name} {verb}", below, inner, known)


def options(command: click.Command, known: tuple[str, ...]) -> Iterator[str]:
    """Yield the options of a command, without those `known` from the top."""
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden and option.name not in known:
            yield from (
                ".TP",
                f".B {escaped(', '.join(option.opts) + value(option))}",
                escaped(option.help or ""),
            )


def value(option: click.Option) -> str:
    """Return how the value of an option is written."""
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " " + "|".join(str(each) for each in option.type.choices)
    return f" {option.metavar or option.type.name.partition(' ')[0].upper()}"


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text."""
    for part in re.split(r"\n\s*\n", text):
        yield from (".PP", escaped(" ".join(part.split())))


def escaped(text: str) -> str:
    """Return `text` as the formatter takes it literally."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", safe)


if __name__ == "__main__":
    os.environ.pop("LINKTESTER_HOME", None)
    sys.exit(main(sys.argv[1:]))
