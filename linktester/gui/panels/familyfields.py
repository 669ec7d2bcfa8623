"""The form of one family: a field for each part of the link, with its limits and what is wrong with it."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from linktester.gui.panels.maker import FieldSet
from linktester.gui.panels.spots import field
from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.plain import PlainLabel
from linktester.links import Family, FieldSpec, orders
from linktester.model.errors import Problem

MOST_EXAMPLE = 60
"""Characters of an example in an empty field."""


class FamilyFields(FieldSet):
    """Names, fields, limits, problems.

    Signals: `edited()` after the user changed a value.
    """

    def __init__(
        self,
        tools: Tools,
        family: Family,
        beginning: Mapping[str, str],
        examples: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """`beginning` fills the fields, `examples` stand in empty ones."""
        super().__init__(parent)
        self.family = family
        self._tools = tools
        self._makes_order = family.id in orders.FAMILIES
        self._inputs: dict[str, QLineEdit | QComboBox] = {}
        self._wrong: dict[str, BreakingLabel] = {}
        self.general = BreakingLabel("", "wrong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(2)
        for spec in family.fields:
            self._add(column, spec, beginning.get(spec.name, ""), examples.get(spec.name, ""))
        if not family.fields:
            nothing = PlainLabel("", "muted")
            tools.speech.text(nothing, "familyform.no-fields")
            column.addWidget(nothing)
        column.addWidget(self.general)
        column.addStretch(1)
        self.show_problems(())

    @property
    def values(self) -> dict[str, str]:
        """What was filled in, by field name; empty fields are left out."""
        texts = {name: _text(each) for name, each in self._inputs.items()}
        return {name: text for name, text in texts.items() if text}

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each problem under its field, the others below all."""
        rest: list[str] = []
        said: dict[str, list[str]] = {}
        for problem in problems:
            name = self._named(problem.place.path or "")
            sentence = self._tools.speech.say(problem.message)
            (said.setdefault(name, []) if name else rest).append(sentence)
        for name, label in self._wrong.items():
            label.setText("\n".join(said.get(name, [])))
            label.setVisible(name in said)
        self.general.setText("\n".join(rest))
        self.general.setVisible(bool(rest))

    @property
    def problems(self) -> dict[str, str]:
        """The problems that are shown, by field name; `""` for those of no field."""
        found = {name: label.plain for name, label in self._wrong.items() if label.text()}
        return {**found, "": self.general.plain} if self.general.text() else found

    def _add(self, column: QVBoxLayout, spec: FieldSpec, value: str, example: str) -> None:
        speech = self._tools.speech
        title = PlainLabel(spec.written, wrap=False)
        if spec.required:
            speech.text(title, "familyform.required", name=spec.written)
        entry = self._input(spec, value, example)
        entry.setObjectName(f"field-{spec.name}")
        entry.setAccessibleName(spec.written)
        title.setBuddy(entry)
        column.addWidget(title)
        column.addWidget(entry)
        limits = self._limits(spec)
        if limits:
            column.addWidget(PlainLabel(limits, "muted"))
        wrong = BreakingLabel("", "wrong")
        column.addWidget(wrong)
        column.addSpacing(6)
        self._inputs[spec.name], self._wrong[spec.name] = entry, wrong

    def _input(self, spec: FieldSpec, value: str, example: str) -> QLineEdit | QComboBox:
        if spec.values:
            box = QComboBox()
            box.setEditable(True)
            box.addItems(["", *spec.values])
            box.setCurrentText(value)
            box.currentTextChanged.connect(self._on_edited)
            return box
        line = QLineEdit(value)
        if example and not value:
            line.setPlaceholderText(shown(example, MOST_EXAMPLE).replace("\n", " "))
        line.textChanged.connect(self._on_edited)
        return line

    def _limits(self, spec: FieldSpec) -> str:
        speech = self._tools.speech
        said = [self._about(spec)] if self._makes_order else []
        if spec.least is not None and spec.most is not None:
            said.append(speech.t("familyform.number", least=spec.least, most=spec.most))
        if spec.charset:
            said.append(speech.t("familyform.charset", characters=_readable(spec.charset)))
        if spec.forbidden:
            said.append(speech.t("familyform.forbidden", characters=" ".join(spec.forbidden)))
        if spec.min > 1 and spec.max is not None and spec.min != spec.max:
            said.append(speech.t("familyform.length", least=spec.min, most=spec.max))
        elif spec.max is not None:
            code = "familyform.length-exact" if spec.min == spec.max else "familyform.length-most"
            said.append(speech.t(code, most=spec.max))
        elif spec.min > 1:
            said.append(speech.t("familyform.length-least", least=spec.min))
        if spec.layer:
            said.append(speech.t("familyform.is-link"))
        if spec.json:
            said.append(speech.t("familyform.is-json"))
        if spec.built:
            said.append(speech.t("familyform.built", value=spec.built))
        return " · ".join(said)

    def _about(self, spec: FieldSpec) -> str:
        """Return what a field of an order means: it is ours, and no platform's documents tell."""
        return self._tools.speech.t(f"familyform.order-{spec.name.replace('_', '-')}")

    def _named(self, path: str) -> str:
        """Return the field that a problem is about; empty for none."""
        for spec in self.family.fields:
            if path in (spec.name, spec.written) or field(path) in (spec.written, spec.name):
                return spec.name
        return ""

    def _on_edited(self, _text: str = "") -> None:
        self.edited.emit()


def _text(entry: QLineEdit | QComboBox) -> str:
    return entry.currentText() if isinstance(entry, QComboBox) else entry.text()


def _readable(charset: str) -> str:
    """Return the inside of a regular expression's brackets for readers: `0-9 A-Z a-z _ -`."""
    text = charset.replace("\\-", "\0").replace("\\", "")
    parts: list[str] = []
    while text:
        size = 3 if len(text) > 2 and text[1] == "-" else 1
        parts.append(text[:size].replace("\0", "-"))
        text = text[size:]
    return " ".join(parts)
