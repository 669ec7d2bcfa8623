"""What a suite says of all its cases, as a form: name, title, default places and dates, stand-ins."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from linktester.gui.panels.checkedform import CheckedForm
from linktester.gui.panels.matrixaxes import AxesEditor, Inherited
from linktester.gui.panels.mistakes import usual
from linktester.gui.panels.sites import SitesEditor
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


class HeadEditor(CheckedForm[HeadForm, CheckedHead]):
    """The form of the current suite's head. Tells `checked(CheckedHead, str)`."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        sites = SitesEditor(tools)
        super().__init__(tools, HeadForm(), AxesEditor(tools, "suite"), sites, parent)
        self.sites = sites
        self.name, self.title = FormLine(), FormLine()
        self._lines = {"name": self.name, "title": self.title}
        speech = tools.speech
        self.fields = {
            "name": Field(speech, "suite-name", "cases.suite-name", self.name),
            "title": Field(speech, "suite-title", "cases.field-title", self.title),
            "site": Field(speech, "suite-sites", "cases.sites", self.sites),
        }
        self.setObjectName("suite-form")
        speech.name(self, "cases.suite-form")
        self._pile(self.fields["name"], self.fields["title"], self.axes, self.fields["site"])
        self._listen()

    def show_head(self, path: Path, suite: Suite, form: HeadForm) -> None:
        """Show the head of a suite; what was typed before must have been flushed."""
        self._show(path, suite, form)

    def _fill(self) -> None:
        self.sites.show_forms(self._form.sites)
        super()._fill()

    def _inherited(self, _suite: Suite) -> Inherited:
        return usual(self._tools.speech)

    def _question(self, suite: Suite) -> Callable[[], CheckedHead]:
        return partial(check, self._path, suite, self._form)

    def _with_items(self, form: HeadForm) -> HeadForm:
        return replace(form, sites=self.sites.forms)


def check(path: Path, suite: Suite, form: HeadForm) -> CheckedHead:
    """Look a form through. Knows no widget; runs anywhere."""
    try:
        return CheckedHead(path=path, form=form, suite=with_head(suite, form))
    except InputErrors as errors:
        return CheckedHead(path=path, form=form, suite=None, problems=errors.problems)
