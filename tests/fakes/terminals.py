"""Runs the command line in this process, into a pipe or a pretended terminal."""

import io
from dataclasses import dataclass

from linktester.cli.face import Face
from linktester.cli.main import main
from linktester.wording import Words
from tests.fakes.workspace import FakeWorkspace


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Said:
    """What one invocation left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def say(
    *arguments: str,
    workspace: FakeWorkspace | None = None,
    language: str = "en",
    typed: str = "",
    screen: bool = False,
) -> Said:
    """Run one command line."""
    out = Screen() if screen else io.StringIO()
    err = io.StringIO()
    found = workspace or FakeWorkspace()
    face = Face(
        Words(language),
        stdout=out,
        stderr=err,
        stdin=io.StringIO(typed),
        make_workspace=lambda: found,
        width=140,
    )
    code = main(arguments, face)
    return Said(code, out.getvalue(), err.getvalue())
