"""`linktester sdk`: a program that uses an unmodified SDK at the running emulator, to be pasted."""

from pathlib import Path
from typing import Any

import click

from linktester.cli.face import Face, Styled
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.listing.sdks import Sdk, sdk, sdks, settings
from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.wording import Words


def command(words: Words) -> click.Command:
    """Return the verb."""
    names = click.Choice([each.id for each in sdks()])
    folder = click.Path(file_okay=False, path_type=Path)
    return make_command(
        words,
        "sdk",
        _sdk,
        [
            click.Argument(["name"], required=False, type=names, metavar="[NAME]"),
            option(words, "--state-dir", type=folder),
        ],
    )


@click.pass_obj
def _sdk(face: Face, name: str | None, state_dir: Path | None) -> int:
    wanted = sdk(name) if name else None
    if wanted is None:
        _list(face)
        return 0
    ready = _running(state_dir or _usual_place())
    addresses = (str(ready.get(key, "")) for key in ("base_url", "tls_base_url", "credentials_file"))
    face.raw(settings(wanted, *addresses))
    face.note(face.t(wanted.note), "dim")
    face.note(face.t("sdk.install", package=wanted.package), "dim")
    return 0


def _list(face: Face) -> None:
    names = ("name", "sdk", "language", "platform", "tried")
    rows = [
        (Styled(each.id, "bold"), each.name, each.language, each.platform, tried(face, each))
        for each in sdks()
    ]
    face.table(tuple(face.t(f"sdk.column-{name}") for name in names), rows, whole=(1,))
    face.note(face.t("sdk.how"), "dim")


def tried(face: Face, sdk: Sdk) -> str:
    """Say whether the SDK's program was run, and with which version."""
    return face.t("sdk.ran" if sdk.ran else "sdk.read", version=sdk.version)


def _running(folder: Path) -> dict[str, Any]:
    """Return the ready line of the emulator that runs on `folder`. Raises EnvironmentFault without one."""
    from linktester.serve.lock import Held, StateLock, running  # noqa: PLC0415 - not for the list

    ready = running(folder)
    if ready is not None:
        try:
            # A line that was left behind by a killed process means nothing.
            with StateLock(folder):
                pass
        except Held:
            return ready
    raise EnvironmentFault(message("sdk.not-running", folder=str(folder)))


def _usual_place() -> Path:
    from linktester.workspace import Places  # noqa: PLC0415 - loads the engine

    return Places.find().state
