"""What becomes of codes: cases of the open project, and suites of their own."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from linktester.gui.models.codereading import CodeReading
from linktester.gui.tools import Tools
from linktester.gui.wholefile import write_whole
from linktester.gui.widgets.filedialogs import ask_where
from linktester.model.case import Case, Stand, Suite
from linktester.model.message import message
from linktester.payments.mutate import Mutation
from linktester.project.codecases import CodeCases, LeftOut, broken_cases, code_case, code_suite
from linktester.suite import write

NOWHERE = Suite(name="")
"""Ids are made free where the case goes to."""


class CodeCommands(QObject):
    """Makes cases and suites on a task's thread.

    Signals: `case_made(Case)`; `cases_made(tuple)` with several for one step; `told(Message)`;
    `failed(LinktesterError)`.
    """

    case_made = Signal(object)
    cases_made = Signal(object)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._window = parent
        self._pending: tuple[CodeReading, tuple[Mutation, ...]] | None = None

    def add(self, found: CodeReading, stands: tuple[Stand, ...]) -> None:
        """Make a case of a code at these places."""
        at = self._tools.circumstances.as_of
        self._tools.tasks.run(_case, found, stands, at, done=self.case_made.emit, failed=self.failed.emit)

    def add_broken(self, chosen: Sequence[Mutation]) -> None:
        """Make a case of each broken form; what no case can say is told."""
        at, language = self._tools.circumstances.as_of, self._tools.speech.language
        self._tools.tasks.run(
            _broken, tuple(chosen), at, language, done=self._on_broken_made, failed=self.failed.emit
        )

    def save_suite(self, found: CodeReading, chosen: Sequence[Mutation]) -> None:
        """Ask where to, then write the code and its broken forms as a suite."""
        self._pending = found, tuple(chosen)
        name = f"{found.reading.standard}-broken.toml"
        title = self._tools.speech.t("codes.save-suite-title")
        ask_where(self._window, title, name, self.save_to, suffix="toml").setObjectName("codes-save-suite")

    def save_to(self, path: Path) -> None:
        """Write the suite that `save_suite` was asked for."""
        if self._pending is None:
            return
        found, chosen = self._pending
        at, language = self._tools.circumstances.as_of, self._tools.speech.language
        self._tools.tasks.run(
            _save, path, found, chosen, at, language, done=self._on_saved, failed=self.failed.emit
        )

    def _on_broken_made(self, made: CodeCases) -> None:
        if made.cases:
            self.cases_made.emit(made.cases)
        self._tell_left_out(len(made.cases), made.left_out)

    def _on_saved(self, done: tuple[Path, int, tuple[LeftOut, ...]]) -> None:
        path, count, left_out = done
        self.told.emit(message("codes.suite-saved", count=count, path=str(path)))
        self._tell_left_out(count, left_out)

    def _tell_left_out(self, made: int, left_out: tuple[LeftOut, ...]) -> None:
        if left_out:
            first = self._tools.speech.say(left_out[0].why)
            self.told.emit(message("codes.left-out", made=made, count=len(left_out), why=first))


def _case(found: CodeReading, stands: tuple[Stand, ...], at: datetime | None) -> Case:
    return code_case(found.payload, NOWHERE, stands=stands, at=at, standard=found.chosen)


def _broken(chosen: tuple[Mutation, ...], at: datetime | None, language: str) -> CodeCases:
    return broken_cases(chosen, NOWHERE, at=at, language=language)


def _save(
    path: Path, found: CodeReading, chosen: tuple[Mutation, ...], at: datetime | None, language: str
) -> tuple[Path, int, tuple[LeftOut, ...]]:
    suite, left_out = code_suite(
        found.payload, chosen, name=path.stem, at=at, language=language, standard=found.chosen
    )
    write_whole(path, write(suite).encode())
    return path, len(suite.cases), left_out
