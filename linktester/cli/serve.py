"""`linktester serve`: the emulator by itself, until it is told to stop."""

import shlex
from pathlib import Path
from typing import Any

import click

from linktester.cli.face import Face
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.wording import Words


def command(words: Words) -> click.Command:
    """Return the verb."""
    port = click.IntRange(0, 65535)
    folder = click.Path(file_okay=False, path_type=Path)
    return make_command(
        words,
        "serve",
        _serve,
        [
            option(words, "--host", default="127.0.0.1", show_default=True, help_code="cli.opt-serve-host"),
            option(words, "--port", type=port, default=0, show_default=True),
            option(words, "--tls-port", type=port, default=0, show_default=True, help_code="cli.opt-port"),
            option(
                words, "--control-port", type=port, default=0, show_default=True, help_code="cli.opt-port"
            ),
            option(words, "--state-dir", type=folder),
            option(words, "--json", is_flag=True, help_code="cli.opt-serve-json"),
            option(words, "--ready-file", type=click.Path(dir_okay=False, path_type=Path)),
            option(words, "--exit-with-stdin", is_flag=True),
            option(words, "--packs", type=folder, multiple=True),
            option(words, "--allow-remote", is_flag=True),
            option(words, "--notify-host", multiple=True),
            option(words, "-q", "--quiet", is_flag=True, help_code="cli.opt-serve-quiet"),
            option(
                words, "--log", type=click.Path(dir_okay=False, path_type=Path), help_code="cli.opt-serve-log"
            ),
        ],
    )


@click.pass_obj
def _serve(face: Face, /, **given: Any) -> int:
    from linktester.serve import ServeOptions, main  # noqa: PLC0415 - the emulator is not needed elsewhere

    given["sdk_command"] = _sdk_command(given["state_dir"])
    if given["state_dir"] is None:
        from linktester.workspace import Places  # noqa: PLC0415 - loads the engine

        given["state_dir"] = Places.find().state
    given["notify_hosts"] = given.pop("notify_host")
    given["log_file"] = given.pop("log")
    return main(ServeOptions(**given, language=face.words.language))


def _sdk_command(state_dir: Path | None) -> str:
    """Return the command that finds this emulator again."""
    words = (
        ["linktester", "sdk"] if state_dir is None else ["linktester", "sdk", "--state-dir", str(state_dir)]
    )
    return shlex.join(words)
