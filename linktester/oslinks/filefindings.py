"""What is wrong or odd in a file that ties sites to apps: how bad it is, where it stands, what to do."""

import json
import re
from dataclasses import dataclass

from linktester.model.link import Severity
from linktester.model.message import Arg, Message, message

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*\Z")
_MOST_KEY = 60


@dataclass(frozen=True, slots=True)
class FileFinding:
    """One thing to say about such a file. Its stable code is that of the message."""

    severity: Severity
    message: Message
    path: str = ""
    """Place in the document, `applinks.details[0].components[2]["/"]`; empty for the file as a whole."""
    line: int | None = None
    """1-based; None where the text is not at hand."""
    column: int | None = None
    """1-based, in characters."""

    @property
    def code(self) -> str:
        """Return the code by which the finding is known, explained and suppressed."""
        return self.message.code


class Notebook:
    """Collects the findings of one reading."""

    MOST = 1_000
    """Findings kept; a file with more faults has the same one over and over."""

    def __init__(self) -> None:
        self.findings: list[FileFinding] = []

    def error(self, path: str, code: Message) -> None:
        """Note what makes the file, or a part of it, count for nothing."""
        self._note(Severity.ERROR, path, code)

    def warning(self, path: str, code: Message) -> None:
        """Note what probably was meant otherwise."""
        self._note(Severity.WARNING, path, code)

    def info(self, path: str, code: Message) -> None:
        """Note what is good to know."""
        self._note(Severity.INFO, path, code)

    def wrong_kind(self, path: str, field: str, wanted: str, value: object) -> None:
        """Note that another kind of JSON value stands where `wanted` is needed."""
        said = message("jsontext.wrong-kind", field=shown(field, 40), wanted=wanted, found=kind(value))
        self.error(path, said)

    def _note(self, severity: Severity, path: str, said: Message) -> None:
        if len(self.findings) < self.MOST:
            self.findings.append(FileFinding(severity, said, path))


def child(path: str, step: str | int) -> str:
    """Return the path of a member of what stands at `path`; odd and long keys are quoted and clipped."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    if _PLAIN_KEY.match(step) and len(step) <= _MOST_KEY:
        return f"{path}.{step}" if path else step
    return f"{path}[{json.dumps(step[:_MOST_KEY])}]"


def kind(value: object) -> str:
    """Return what JSON calls the type of `value`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "number"
    return "object" if isinstance(value, dict) else "array"


def shown(value: Arg, most: int = 120) -> str:
    """Return untrusted text short enough for a sentence."""
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"
