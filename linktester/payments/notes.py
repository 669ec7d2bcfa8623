"""Where a codec writes down what it finds."""

from linktester.model.link import Severity
from linktester.model.message import Message
from linktester.model.payment import Aspect, CodeFinding

MAX_FINDINGS = 200
"""Hostile codes could yield thousands; more are not kept."""


class Notes:
    """Findings in the order they are made."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: list[CodeFinding] = []

    def error(self, aspect: Aspect, where: str, said: Message) -> None:
        """Note what makes the code invalid."""
        self._note(Severity.ERROR, aspect, where, said)

    def warning(self, aspect: Aspect, where: str, said: Message) -> None:
        """Note what some readers refuse."""
        self._note(Severity.WARNING, aspect, where, said)

    def info(self, aspect: Aspect, where: str, said: Message) -> None:
        """Note what is worth knowing."""
        self._note(Severity.INFO, aspect, where, said)

    def all(self) -> tuple[CodeFinding, ...]:
        """Return them."""
        return tuple(self._found)

    def _note(self, severity: Severity, aspect: Aspect, where: str, said: Message) -> None:
        if len(self._found) < MAX_FINDINGS:
            self._found.append(CodeFinding(severity, aspect, where, said))
