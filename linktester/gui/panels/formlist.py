"""A list of small forms, one of which is edited below it: expectations, stand-ins."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from linktester.gui.panels.matrixaxes import Wrong
from linktester.gui.panels.stands import Places
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine
from linktester.gui.widgets.itemlist import ItemList
from linktester.gui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Form = TypeVar("Form", bound="DataclassInstance")


class FormList(QWidget, Generic[Form]):
    """List and form. Which fields there are, and what they offer, is for those who derive from it.

    Signals: `edited(str)` with the part the user changed, such as `expect[0].verdict`.
    """

    edited = Signal(str)

    def __init__(self, tools: Tools, part: str, name: str, parent: QWidget | None = None) -> None:
        """`part` is what problems call the list; `name` becomes the object name of its lines."""
        super().__init__(parent)
        self._tools = tools
        self._part = part
        self._forms: tuple[Form, ...] = ()
        self._places: Places = {}
        self._wrong: Wrong = {}
        self.items = ItemList(tools.speech, tools.theme, name)
        self.none = PlainLabel("", "muted")
        self.form = QWidget()
        self.choices: Mapping[str, Choice] = {}
        self.lines: Mapping[str, FormLine] = {}
        self.fields: Mapping[str, Field] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for each in (self.none, self.items, self.form):
            column.addWidget(each)
        self.items.current_changed.connect(self._show)
        self.items.asked.connect(self._on_asked)
        tools.speech.changed.connect(self._say)

    @property
    def forms(self) -> tuple[Form, ...]:
        """What is listed, in order."""
        return self._forms

    def know(self, places: Places) -> None:
        """Offer these platforms and places from now on."""
        self._places = places
        self._say()

    def show_forms(self, forms: tuple[Form, ...]) -> None:
        """Show forms that were not typed here."""
        self._forms = forms
        self._show(max(self.items.current, 0))

    def show_wrong(self, wrong: Wrong) -> None:
        """Show mistakes; keys are such as `expect[0].verdict`, `expect[1]`. Others are left alone."""
        self._wrong = {key: said for key, said in wrong.items() if key.startswith(f"{self._part}[")}
        self._show(self.items.current)

    def _blank(self) -> Form:
        """Return the form that is added."""
        raise NotImplementedError

    def _offer(self) -> None:
        """Put words on what can be chosen."""
        raise NotImplementedError

    def _line(self, form: Form) -> str:
        """Return a form as one line of the list."""
        raise NotImplementedError

    def _fill(self, form: Form) -> None:
        """Show a form in the fields."""
        raise NotImplementedError

    def _changed(self, form: Form, name: str, value: object) -> Form:
        """Return a form with another value, and whatever else goes with it."""
        changed: dict[str, Any] = {name: value}
        return replace(form, **changed)

    def _place(self, fields: Mapping[str, Field], below: Sequence[QWidget]) -> None:
        """Lay out fields as they are read, two in a row, then what stands `below`; listen to the fields."""
        self.fields = fields
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for number, field in enumerate(fields.values()):
            grid.addWidget(field, number // 2, number % 2)
        for number, widget in enumerate(below, start=grid.rowCount()):
            grid.addWidget(widget, number, 0, 1, 2)
        for name, choice in self.choices.items():
            choice.activated.connect(partial(self._on_chosen, name))
        for name, line in self.lines.items():
            line.textEdited.connect(partial(self._on_typed, name))

    def _say(self) -> None:
        self._offer()
        self._show(self.items.current)

    def _show(self, current: int) -> None:
        wrong = {row for row in range(len(self._forms)) if self._said(row)}
        self.items.show_lines([self._line(form) for form in self._forms], current, wrong)
        self.none.setVisible(not self._forms)
        row = self.items.current
        self.form.setVisible(row >= 0)
        if row >= 0:
            self._fill(self._forms[row])
            self._tell(row)

    def _said(self, row: int) -> Mapping[str, str]:
        """Return the mistakes of one form: field → sentence, `""` for the whole."""
        whole = f"{self._part}[{row}]"
        found = {
            key: said for key, said in self._wrong.items() if key == whole or key.startswith(f"{whole}.")
        }
        return {key.removeprefix(whole).lstrip(".").partition("[")[0]: said for key, said in found.items()}

    def _tell(self, row: int) -> None:
        """Say mistakes at their fields, those of none at the first."""
        said = dict(self._said(row))
        for name, field in self.fields.items():
            field.say_wrong(said.pop(name.removesuffix("_"), ""))
        if said:
            first = next(iter(self.fields.values()))
            first.say_wrong("\n".join(filter(None, (first.wrong, *said.values()))))

    def _change(self, name: str, value: object) -> None:
        row = self.items.current
        if row < 0:
            return
        form = self._changed(self._forms[row], name, value)
        self._forms = (*self._forms[:row], form, *self._forms[row + 1 :])
        self._show(row)
        self.edited.emit(f"{self._part}[{row}].{name}")

    def _on_chosen(self, name: str, _index: int) -> None:
        self._change(name, self.choices[name].value)

    def _on_typed(self, name: str, text: str) -> None:
        self._change(name, text)

    def _on_asked(self, what: str) -> None:
        row, forms = self.items.current, list(self._forms)
        if what == "add":
            forms.append(self._blank())
            row = len(forms) - 1
        elif what == "duplicate":
            forms.insert(row + 1, forms[row])
            row += 1
        elif what == "delete":
            forms.pop(row)
            row = min(row, len(forms) - 1)
        else:
            other = row + (1 if what == "down" else -1)
            forms[row], forms[other] = forms[other], forms[row]
            row = other
        self._forms, self._wrong = tuple(forms), {}
        self._show(row)
        self.edited.emit(self._part)
