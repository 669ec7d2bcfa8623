"""Stand-ins for hosts of one's own: pages that the emulator shows in their place."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from linktester.gui.panels.matrixaxes import Wrong
from linktester.gui.panels.stands import Places
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine
from linktester.gui.widgets.itemlist import ItemList
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.link import Content
from linktester.project import SiteForm

LINES = ("host", "title", "status", "redirect")
CHOICES = ("content", "owner")
FLAGS = ("canonical", "icp_filed")
_PLACED = ("host", "title", "content", "owner", "redirect", "status")


class SitesEditor(QWidget):
    """List and form.

    Signals: `edited(str)` with the part the user changed, such as `site[0].host`.
    """

    edited = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._forms: tuple[SiteForm, ...] = ()
        self._places: Places = {}
        self._wrong: Wrong = {}
        self.items = ItemList(tools.speech, tools.theme, "sites")
        for needless in ("up", "down"):
            self.items.buttons[needless].hide()
        self.none = PlainLabel("", "muted")
        tools.speech.text(self.none, "cases.no-site")
        self.form = QWidget()
        self.lines = {name: FormLine() for name in LINES}
        self.choices = {name: Choice() for name in CHOICES}
        self.flags = {name: QCheckBox() for name in FLAGS}
        self.fields = {name: self._field(name) for name in _PLACED}
        self._lay_out()
        self._listen()
        self._say()

    @property
    def forms(self) -> tuple[SiteForm, ...]:
        """The stand-ins, in order."""
        return self._forms

    def know(self, places: Places) -> None:
        """Offer these platforms as owners from now on."""
        self._places = places
        self._say()

    def show_forms(self, forms: tuple[SiteForm, ...]) -> None:
        """Show stand-ins that were not typed here."""
        self._forms = forms
        self._show(max(self.items.current, 0))

    def show_wrong(self, wrong: Wrong) -> None:
        """Show mistakes; keys are such as `site[0].host`."""
        self._wrong = {key: said for key, said in wrong.items() if key.startswith("site[")}
        self._show(self.items.current)

    def _field(self, name: str) -> Field:
        inner = self.lines.get(name) or self.choices[name]
        return Field(self._tools.speech, f"site-{name}", f"cases.site-{name}", inner)

    def _lay_out(self) -> None:
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for number, name in enumerate(_PLACED):
            grid.addWidget(self.fields[name], number // 2, number % 2)
        for number, (name, box) in enumerate(self.flags.items()):
            box.setObjectName(f"site-{name.replace('_', '-')}")
            self._tools.speech.text(box, f"cases.site-{name.replace('_', '-')}")
            grid.addWidget(box, len(_PLACED) // 2 + number, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.none, self.items, self.form):
            column.addWidget(part)

    def _listen(self) -> None:
        for name, line in self.lines.items():
            line.textEdited.connect(partial(self._on_typed, name))
        for name, choice in self.choices.items():
            choice.activated.connect(partial(self._on_chosen, name))
        for name, box in self.flags.items():
            box.clicked.connect(partial(self._on_ticked, name))
        self._tools.speech.placeholder(self.lines["host"], "cases.host-example")
        self._tools.speech.placeholder(self.lines["status"], "cases.status-example")
        self.items.current_changed.connect(self._show)
        self.items.asked.connect(self._on_asked)
        self._tools.speech.changed.connect(self._say)

    def _say(self) -> None:
        phrases = self._tools.speech.phrases
        self.choices["content"].show_choices(
            tuple((each.value, phrases.of("content", each)) for each in Content)
        )
        owners = tuple((host, phrases.platform(host)) for host in self._places)
        self.choices["owner"].show_choices((("web", self._tools.speech.t("cases.nobody")), *owners))
        self._show(self.items.current)

    def _show(self, current: int) -> None:
        wrong = {row for row in range(len(self._forms)) if self._said(row)}
        self.items.show_lines([_line(form) for form in self._forms], current, wrong)
        self.none.setVisible(not self._forms)
        row = self.items.current
        self.form.setVisible(row >= 0)
        if row >= 0:
            self._fill(self._forms[row], self._said(row))

    def _fill(self, form: SiteForm, said: Mapping[str, str]) -> None:
        for name, line in self.lines.items():
            line.show_text(getattr(form, name))
        self.choices["content"].show_value(form.content or Content.OTHER.value)
        self.choices["owner"].show_value(form.owner or "web")
        for name, box in self.flags.items():
            box.setChecked(getattr(form, name))
        for name, field in self.fields.items():
            field.say_wrong(said.get(name, "") or (said.get("", "") if name == "host" else ""))

    def _said(self, row: int) -> Mapping[str, str]:
        whole = f"site[{row}]"
        return {
            key.removeprefix(whole).lstrip("."): said
            for key, said in self._wrong.items()
            if key == whole or key.startswith(f"{whole}.")
        }

    def _change(self, name: str, value: object) -> None:
        row = self.items.current
        if row < 0:
            return
        changed: dict[str, Any] = {name: value}
        form = replace(self._forms[row], **changed)
        self._forms = (*self._forms[:row], form, *self._forms[row + 1 :])
        self._show(row)
        self.edited.emit(f"site[{row}].{name}")

    def _on_typed(self, name: str, text: str) -> None:
        self._change(name, text)

    def _on_chosen(self, name: str, _index: int) -> None:
        self._change(name, self.choices[name].value)

    def _on_ticked(self, name: str, _checked: bool = False) -> None:
        self._change(name, self.flags[name].isChecked())

    def _on_asked(self, what: str) -> None:
        row, forms = self.items.current, list(self._forms)
        if what == "add":
            forms.append(SiteForm())
            row = len(forms) - 1
        elif what == "duplicate":
            row += 1
            forms.insert(row, forms[row - 1])
        else:
            forms.pop(row)
            row = min(row, len(forms) - 1)
        self._forms, self._wrong = tuple(forms), {}
        self._show(row)
        self.edited.emit("site")


def _line(form: SiteForm) -> str:
    return " – ".join(
        part for part in (form.host or "…", form.title, form.redirect and f"→ {form.redirect}") if part
    )
