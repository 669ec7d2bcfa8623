"""What a case's author expects: one sentence for each expectation, and the chosen one as a form."""

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
from linktester.gui.widgets.flow import Flow
from linktester.gui.widgets.itemlist import ItemList
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.link import PlatformId
from linktester.model.phone import OS, Entry
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.project import ExpectForm
from linktester.suite import SURFACES

Pairs = tuple[tuple[str, str], ...]
CHOICES = ("verdict", "host", "surface", "entry", "os", "by", "cause")
LINES = ("client", "from_", "until")
_PLACED = ("verdict", "by", "host", "surface", "entry", "os", "client", "cause", "from_", "until")
"""Fields in the order of reading, two in a row."""


class ExpectationsEditor(QWidget):
    """List and form.

    Signals: `edited(str)` with the part the user changed, such as `expect[0].verdict`.
    """

    edited = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._places: Places = {}
        self._forms: tuple[ExpectForm, ...] = ()
        self._wrong: Wrong = {}
        self.items = ItemList(tools.speech, tools.theme, "expectations")
        self.none = PlainLabel("", "muted")
        tools.speech.text(self.none, "cases.no-expectation")
        self.form = QWidget()
        self.choices = {name: Choice() for name in CHOICES}
        self.lines = {name: FormLine() for name in LINES}
        self.compared = QCheckBox()
        self.modifiers = {each: QCheckBox() for each in Modifier}
        self.fields = {name: self._field(name) for name in _PLACED}
        self._lay_out()
        self._listen()
        self._say()

    @property
    def forms(self) -> tuple[ExpectForm, ...]:
        """The expectations, in order."""
        return self._forms

    def know(self, places: Places) -> None:
        """Offer these hosts and surfaces from now on."""
        self._places = places
        self._say()

    def show_forms(self, forms: tuple[ExpectForm, ...]) -> None:
        """Show expectations that were not typed here."""
        self._forms = forms
        self._show(max(self.items.current, 0))

    def show_wrong(self, wrong: Wrong) -> None:
        """Show mistakes; keys are such as `expect[0].verdict`, `expect[1]`."""
        self._wrong = {key: said for key, said in wrong.items() if key.startswith("expect[")}
        self._show(self.items.current)

    def _field(self, name: str) -> Field:
        inner = self.choices.get(name) or self.lines[name]
        plain = name.removesuffix("_")
        return Field(self._tools.speech, f"expect-{plain}", f"cases.axis-{plain}", inner)

    def _lay_out(self) -> None:
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for number, name in enumerate(_PLACED):
            grid.addWidget(self.fields[name], number // 2, number % 2)
        ways = QWidget()
        flow = Flow(ways, 12)
        self.compared.setObjectName("expect-compared")
        self._tools.speech.text(self.compared, "cases.compare-modifiers")
        for modifier, box in self.modifiers.items():
            box.setObjectName(f"expect-{modifier.value}")
            flow.addWidget(box)
        row = (len(_PLACED) + 1) // 2
        grid.addWidget(self.compared, row, 0, 1, 2)
        grid.addWidget(ways, row + 1, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.none, self.items, self.form):
            column.addWidget(part)

    def _listen(self) -> None:
        for name, choice in self.choices.items():
            choice.activated.connect(partial(self._on_chosen, name))
        for name, line in self.lines.items():
            line.textEdited.connect(partial(self._on_typed, name))
            line.setMaxLength(80)
        for box in (self.compared, *self.modifiers.values()):
            box.clicked.connect(self._on_modifiers_clicked)
        self.items.current_changed.connect(self._show)
        self.items.asked.connect(self._on_asked)
        self._tools.speech.placeholder(self.lines["from_"], "cases.day-example")
        self._tools.speech.placeholder(self.lines["until"], "cases.day-example")
        self._tools.speech.placeholder(self.lines["client"], "cases.client-example")
        self._tools.speech.changed.connect(self._say)

    def _say(self) -> None:
        phrases = self._tools.speech.phrases
        self.choices["verdict"].show_choices(tuple((each.value, phrases.outcome(each)) for each in Outcome))
        hosts = tuple((host, phrases.platform(host)) for host in self._places)
        self.choices["host"].show_choices(self._any(hosts))
        for name, kind in (("entry", Entry), ("os", OS), ("by", By), ("cause", Cause)):
            pairs = tuple((each.value, phrases.of(name, each)) for each in kind)
            self.choices[name].show_choices(self._any(pairs))
        for modifier, box in self.modifiers.items():
            box.setText(phrases.of("modifier", modifier))
        self._show(self.items.current)

    def _any(self, pairs: Pairs) -> Pairs:
        return (("", self._tools.speech.t("cases.any")), *pairs)

    def _show(self, current: int) -> None:
        wrong = {row for row in range(len(self._forms)) if self._said(row)}
        lines = [self._sentence(form) for form in self._forms]
        self.items.show_lines(lines, current, wrong)
        self.none.setVisible(not self._forms)
        row = self.items.current
        self.form.setVisible(row >= 0)
        if row >= 0:
            self._fill(self._forms[row])
            self._tell(row)

    def _fill(self, form: ExpectForm) -> None:
        known = dict.fromkeys(each.surface for each in self._places.get(PlatformId(form.host), ()))
        of = self._tools.speech.phrases.of
        surfaces = tuple((each, of("surface", each)) for each in (known or SURFACES))
        self.choices["surface"].show_choices(self._any(surfaces))
        words = {
            "host": self._tools.speech.phrases.platform(PlatformId(form.host)),
            "surface": of("surface", form.surface),
        }
        for name, choice in self.choices.items():
            choice.show_value(getattr(form, name), words.get(name, ""))
        for name, line in self.lines.items():
            line.show_text(getattr(form, name))
        self.fields["cause"].setEnabled(form.verdict == Outcome.INCONCLUSIVE or bool(form.cause))
        self.compared.setChecked(form.modifiers is not None)
        for modifier, box in self.modifiers.items():
            box.setEnabled(form.modifiers is not None)
            box.setChecked(modifier.value in (form.modifiers or ()))

    def _said(self, row: int) -> Mapping[str, str]:
        """Return the mistakes of one expectation: field → sentence, `""` for the whole."""
        whole = f"expect[{row}]"
        found = {
            key: said for key, said in self._wrong.items() if key == whole or key.startswith(f"{whole}.")
        }
        return {key.removeprefix(whole).lstrip(".").partition("[")[0]: said for key, said in found.items()}

    def _tell(self, row: int) -> None:
        said = dict(self._said(row))
        for name, field in self.fields.items():
            field.say_wrong(said.pop(name.removesuffix("_"), ""))
        if said:
            self.fields["verdict"].say_wrong("\n".join(said.values()))

    def _sentence(self, form: ExpectForm) -> str:
        phrases, t = self._tools.speech.phrases, self._tools.speech.t
        where = [phrases.platform(PlatformId(form.host)) if form.host else ""]
        where += [
            phrases.of(kind, getattr(form, kind))
            for kind in ("surface", "entry", "os")
            if getattr(form, kind)
        ]
        where.append(form.client)
        if form.from_ or form.until:
            where.append(t("cases.span", first=_day(form.from_), last=_day(form.until)))
        named = " · ".join(part for part in where if part) or t("cases.anywhere")
        return t("cases.expects", where=named, verdict=self._verdict(form))

    def _verdict(self, form: ExpectForm) -> str:
        phrases = self._tools.speech.phrases
        known = form.verdict in set(Outcome)
        words = [phrases.outcome(Outcome(form.verdict)) if known else form.verdict or "?"]
        words += [phrases.of("cause", form.cause)] if form.cause else []
        words += [phrases.of("modifier", each) for each in form.modifiers or ()]
        words += [phrases.of("by", form.by)] if form.by else []
        return " + ".join(words)

    def _change(self, row: int, form: ExpectForm, part: str) -> None:
        self._forms = (*self._forms[:row], form, *self._forms[row + 1 :])
        self._show(row)
        self.edited.emit(f"expect[{row}].{part}")

    def _on_chosen(self, name: str, _index: int) -> None:
        row = self.items.current
        if row >= 0:
            form = _with(self._forms[row], name, self.choices[name].value)
            if form.verdict != Outcome.INCONCLUSIVE and name == "verdict":
                form = replace(form, cause="")
            self._change(row, form, name)

    def _on_typed(self, name: str, text: str) -> None:
        row = self.items.current
        if row >= 0:
            self._change(row, _with(self._forms[row], name, text), name)

    def _on_modifiers_clicked(self, _checked: bool = False) -> None:
        row = self.items.current
        if row >= 0:
            ticked = tuple(each.value for each, box in self.modifiers.items() if box.isChecked())
            wanted = ticked if self.compared.isChecked() else None
            self._change(row, replace(self._forms[row], modifiers=wanted), "modifiers")

    def _on_asked(self, what: str) -> None:
        row, forms = self.items.current, list(self._forms)
        if what == "add":
            forms.append(ExpectForm(verdict=Outcome.HONORED.value))
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
        self.edited.emit("expect")


def _day(text: str) -> str:
    """Return a date as short as it can be read: Beijing's time without its offset."""
    return text.removesuffix(":00+08:00").removesuffix("T00:00").replace("T", " ") or "…"


def _with(form: ExpectForm, name: str, value: str) -> ExpectForm:
    changed: dict[str, Any] = {name: value}
    return replace(form, **changed)
