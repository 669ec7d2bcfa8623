"""The handful of errors that a reader of this project has to know.

    LinktesterError
    ├── InputErrors        what the user gave is wrong: every mistake at once, each with its place
    ├── EnvironmentFault   our own side broke (emulator, port, disk): never a verdict, always told
    └── Refused            asked to reach something the user has not allowed

Anything else that is raised is a bug and is left to crash loudly.
"""

from dataclasses import dataclass

from linktester.model.message import Message


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mistake stands. All parts are optional: a typed link has no file."""

    file: str | None = None
    """Path as the user named it, or the packaged name (`families/taobao.toml`)."""
    line: int | None = None
    """1-based."""
    path: str | None = None
    """Dotted path inside the document, such as `case[3].expect[0].verdict`."""

    def __str__(self) -> str:
        """Return `file:line path`, as far as known."""
        spot = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return f"{spot} {self.path}".strip() if self.path else spot


NOWHERE = Place()
"""For values that were not read from a document."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what it is; the message's words include the remedy."""

    place: Place
    message: Message


class LinktesterError(Exception):
    """Base of the errors that are told to the user instead of crashing."""


class InputErrors(LinktesterError):
    """All mistakes of one input, in the order they stand in it. Never empty."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "; ".join(f"{p.place}: {p.message.code} {dict(p.message.args)}" for p in self.problems)
        )


class EnvironmentFault(LinktesterError):
    """Something on our own side does not work; carries the message to show."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(f"{message.code} {dict(message.args)}")


class Refused(LinktesterError):
    """The user has not allowed this (a host that is neither emulated nor listed as live)."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(f"{message.code} {dict(message.args)}")
