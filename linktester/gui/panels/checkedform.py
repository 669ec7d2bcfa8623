"""A form of texts, axes and a list of smaller forms; looked through a moment after something was typed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from linktester.gui.panels.checker import Checker
from linktester.gui.panels.formlist import FormList
from linktester.gui.panels.matrixaxes import Axes, AxesEditor, Inherited
from linktester.gui.panels.mistakes import by_field
from linktester.gui.panels.stands import Places
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Field, FormLine
from linktester.model.case import Suite
from linktester.model.errors import Problem
from linktester.project import CaseForm, HeadForm


class Checked(Protocol):
    """What came of looking a form through."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every mistake in it; `place.path` names the field."""


Form = TypeVar("Form", CaseForm, HeadForm)
Answer = TypeVar("Answer", bound=Checked)


class CheckedForm(QScrollArea, Generic[Form, Answer]):
    """The form of something in the current suite; who derives from it adds fields and asks the question.

    Signals: `checked(Answer, str)` after the user edited a part and it was looked through.
    """

    checked = Signal(object, str)

    def __init__(
        self, tools: Tools, blank: Form, axes: AxesEditor, items: FormList[Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._path = Path()
        self._suite: Suite | None = None
        self._blank: Form = blank
        self._form: Form = blank
        self._answer: Answer | None = None
        self.axes = axes
        self._items = items
        self._lines: Mapping[str, FormLine] = {}
        self.fields: Mapping[str, Field] = {}
        self._checker = Checker(tools.tasks, self)
        self._checker.checked.connect(self._on_checked)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEnabled(False)

    @property
    def form(self) -> Form:
        """What is typed now."""
        return self._form

    def know(self, places: Places) -> None:
        """Offer these hosts and places from now on."""
        self.axes.know(places)
        self._items.know(places)

    def rebase(self, suite: Suite) -> None:
        """Go on in a suite that was changed by this very form."""
        self._suite = suite

    def clear(self) -> None:
        """Show nothing."""
        self._checker.drop()
        self._suite, self._form, self._answer = None, self._blank, None
        self._say()
        self.setEnabled(False)

    def flush(self) -> None:
        """Tell now what was typed in the last moments."""
        self._checker.flush()

    def begin_rename(self) -> None:
        """Go to the name, the first line."""
        line = next(iter(self._lines.values()))
        self.ensureWidgetVisible(line)
        line.setFocus()
        line.selectAll()

    def _question(self, suite: Suite) -> Callable[[], Answer]:
        """Return what looks through what is typed now; it runs anywhere."""
        raise NotImplementedError

    def _inherited(self, suite: Suite) -> Inherited:
        """Return what counts where an axis is left empty."""
        raise NotImplementedError

    def _with_items(self, form: Form) -> Form:
        """Return the form with the list as it is now."""
        raise NotImplementedError

    def _show(self, path: Path, suite: Suite, form: Form) -> None:
        self._path, self._suite, self._form = path, suite, form
        self.setEnabled(True)
        self._fill()
        self._checker.look(self._question(suite))

    def _pile(self, *parts: QWidget | QLayout) -> None:
        """Lay out the parts, one below the other."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 8, 12, 8)
        column.setSpacing(12)
        for part in parts:
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)

    def _listen(self) -> None:
        for name, line in self._lines.items():
            line.textEdited.connect(partial(self._on_typed, name))
        self.axes.edited.connect(self._on_axes_edited)
        self._items.edited.connect(self._on_items_edited)
        self._tools.speech.changed.connect(self._say)

    def _say(self) -> None:
        self._fill()
        self._tell()

    def _fill(self) -> None:
        """Show what is typed now."""
        form = self._form
        for name, line in self._lines.items():
            line.show_text(getattr(form, name))
        axes = Axes(stands=form.stands, os=form.os, clients=form.clients, dates=form.dates)
        self.axes.show_axes(axes, Inherited() if self._suite is None else self._inherited(self._suite))

    def _tell(self) -> None:
        """Say what the last answer said."""
        wrong = by_field(self._answer.problems, self._tools.speech) if self._answer else {}
        for name, field in self.fields.items():
            field.say_wrong(wrong.get(name, ""))
        self.axes.show_wrong(wrong)
        self._items.show_wrong(wrong)

    def _take(self, form: Form, part: str) -> None:
        if self._suite is not None and form != self._form:
            self._form = form
            self._checker.edited(part, self._question(self._suite))

    def _put(self, name: str, value: str) -> None:
        changed: dict[str, Any] = {name: value}
        self._take(replace(self._form, **changed), name)

    def _on_typed(self, name: str, text: str) -> None:
        self._put(name, text)

    def _on_axes_edited(self, part: str) -> None:
        axes = self.axes.axes
        form = replace(self._form, stands=axes.stands, os=axes.os, clients=axes.clients, dates=axes.dates)
        self._take(form, part)

    def _on_items_edited(self, part: str) -> None:
        self._take(self._with_items(self._form), part)

    def _on_checked(self, answer: Answer, part: str) -> None:
        self._answer = answer
        self._tell()
        if part:
            self.checked.emit(answer, part)
