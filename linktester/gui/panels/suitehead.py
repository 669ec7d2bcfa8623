"""What a suite says of all its cases, as a form: name, title, default places and dates, stand-ins."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from linktester.gui.panels.checker import Checker
from linktester.gui.panels.matrixaxes import Axes, AxesEditor
from linktester.gui.panels.mistakes import by_field, usual
from linktester.gui.panels.sites import SitesEditor
from linktester.gui.panels.stands import Places
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Field, FormLine
from linktester.model.case import Suite
from linktester.model.errors import InputErrors, Problem
from linktester.project import HeadForm, with_head


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedHead:
    """What came of a form."""

    path: Path
    form: HeadForm
    suite: Suite | None
    """The suite with that head; None when there is a mistake."""
    problems: tuple[Problem, ...] = ()


class HeadEditor(QScrollArea):
    """The form of the current suite's head.

    Signals: `checked(CheckedHead, str)` after the user edited a part and it was looked through.
    """

    checked = Signal(object, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._path = Path()
        self._suite: Suite | None = None
        self._form = HeadForm()
        self._answer: CheckedHead | None = None
        self._checker = Checker(tools.tasks, self)
        self._checker.checked.connect(self._on_checked)
        self.name, self.title = FormLine(), FormLine()
        self.axes = AxesEditor(tools, "suite")
        self.sites = SitesEditor(tools)
        speech = tools.speech
        self.fields = {
            "name": Field(speech, "suite-name", "cases.suite-name", self.name),
            "title": Field(speech, "suite-title", "cases.field-title", self.title),
            "site": Field(speech, "suite-sites", "cases.sites", self.sites),
        }
        self._lay_out()
        self._listen()
        self.setEnabled(False)

    @property
    def form(self) -> HeadForm:
        """What is typed now."""
        return self._form

    def know(self, places: Places) -> None:
        """Offer these hosts and places from now on."""
        self.axes.know(places)
        self.sites.know(places)

    def show_head(self, path: Path, suite: Suite, form: HeadForm) -> None:
        """Show the head of a suite; what was typed before must have been flushed."""
        self._path, self._suite, self._form = path, suite, form
        self.setEnabled(True)
        self._fill()
        self._checker.look(self._question())

    def rebase(self, suite: Suite) -> None:
        """Go on with a suite that was changed by this very form."""
        self._suite = suite

    def clear(self) -> None:
        """Show no suite."""
        self._checker.drop()
        self._suite, self._form, self._answer = None, HeadForm(), None
        self._fill()
        self.setEnabled(False)

    def flush(self) -> None:
        """Tell now what was typed in the last moments."""
        self._checker.flush()

    def begin_rename(self) -> None:
        """Go to the name."""
        self.ensureWidgetVisible(self.name)
        self.name.setFocus()
        self.name.selectAll()

    def _lay_out(self) -> None:
        self.setObjectName("suite-form")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tools.speech.name(self, "cases.suite-form")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 8, 12, 8)
        column.setSpacing(12)
        for part in (self.fields["name"], self.fields["title"], self.axes, self.fields["site"]):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)

    def _listen(self) -> None:
        self.name.textEdited.connect(partial(self._on_typed, "name"))
        self.title.textEdited.connect(partial(self._on_typed, "title"))
        self.axes.edited.connect(self._on_axes_edited)
        self.sites.edited.connect(self._on_sites_edited)
        self._tools.speech.changed.connect(self._fill)
        self._tools.speech.changed.connect(self._tell)

    def _fill(self) -> None:
        form = self._form
        self.name.show_text(form.name)
        self.title.show_text(form.title)
        axes = Axes(stands=form.stands, os=form.os, clients=form.clients, dates=form.dates)
        self.axes.show_axes(axes, usual(self._tools.speech))
        self.sites.show_forms(form.sites)

    def _tell(self) -> None:
        wrong = by_field(self._answer.problems, self._tools.speech) if self._answer else {}
        for name, field in self.fields.items():
            field.say_wrong(wrong.get(name, ""))
        self.axes.show_wrong(wrong)
        self.sites.show_wrong(wrong)

    def _question(self) -> Any:
        assert self._suite is not None
        return partial(check, self._path, self._suite, self._form)

    def _take(self, form: HeadForm, part: str) -> None:
        if self._suite is not None and form != self._form:
            self._form = form
            self._checker.edited(part, self._question())

    def _on_typed(self, name: str, text: str) -> None:
        changed: dict[str, Any] = {name: text}
        self._take(replace(self._form, **changed), name)

    def _on_axes_edited(self, part: str) -> None:
        axes = self.axes.axes
        form = replace(self._form, stands=axes.stands, os=axes.os, clients=axes.clients, dates=axes.dates)
        self._take(form, part)

    def _on_sites_edited(self, part: str) -> None:
        self._take(replace(self._form, sites=self.sites.forms), part)

    def _on_checked(self, answer: CheckedHead, part: str) -> None:
        self._answer = answer
        self._tell()
        if part:
            self.checked.emit(answer, part)


def check(path: Path, suite: Suite, form: HeadForm) -> CheckedHead:
    """Look a form through. Knows no widget; runs anywhere."""
    try:
        return CheckedHead(path=path, form=form, suite=with_head(suite, form))
    except InputErrors as errors:
        return CheckedHead(path=path, form=form, suite=None, problems=errors.problems)
