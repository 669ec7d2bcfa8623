"""The form of one standard: a field for each thing it can say, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from linktester import payments
from linktester.gui.models.codeform import CodeForm
from linktester.gui.panels.maker import FieldSet
from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.field import Choice, Field
from linktester.gui.widgets.growingtext import GrowingText
from linktester.model.errors import Problem
from linktester.model.payment import FormField

MOST_EXAMPLE = 60
LONG = 140
"""Fields that may hold more characters get several lines."""


class PaymentFields(FieldSet):
    """Names, fields, hints, problems.

    Signals: `edited()` after the user changed a value.
    """

    def __init__(self, tools: Tools, form: CodeForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self._tools = tools
        self.fields: dict[str, Field] = {}
        self.problems: tuple[Problem, ...] = ()
        """What is wrong with the values."""
        self.general = BreakingLabel("", "wrong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for spec in form.fields:
            field = self.fields[spec.name] = self._made(spec, form.values.get(spec.name, ""))
            column.addWidget(field)
        column.addWidget(self.general)
        column.addStretch(1)
        self.show_problems(())

    @property
    def values(self) -> dict[str, str]:
        """What is filled in, by name; empty fields are left out."""
        texts = {name: _text(field.inner) for name, field in self.fields.items()}
        return {name: text for name, text in texts.items() if text}

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each problem under its field, the others below all."""
        said: dict[str, list[str]] = {}
        self.problems = tuple(problems)
        language = self._tools.speech.language
        for problem in payments.spoken_problems(problems, self.form.standard, language):
            name = problem.place.path or ""
            key = name if name in self.fields else ""
            said.setdefault(key, []).append(self._tools.speech.say(problem.message))
        for name, field in self.fields.items():
            field.say_wrong("\n".join(said.get(name, [])))
        self.general.setText("\n".join(said.get("", [])))
        self.general.setVisible("" in said)

    def _made(self, spec: FormField, value: str) -> Field:
        speech = self._tools.speech
        local = speech.phrases.words.local
        inner = self._input(spec, value)
        code = "codes.field-required" if spec.required else "codes.field"
        field = Field(speech, f"code-field-{spec.name}", code, inner, title=local(spec.title) or spec.name)
        hints = [local(spec.hint)] if spec.hint else []
        if spec.most is not None and not spec.choices and not spec.hint:
            hints.append(speech.t("familyform.length-most", most=spec.most))
        field.say_hint(" · ".join(hint for hint in hints if hint))
        return field

    def _input(self, spec: FormField, value: str) -> QWidget:
        if spec.choices:
            box = Choice()
            blank = () if spec.required or spec.default else (("", ""),)
            box.show_choices((*blank, *((each, each) for each in spec.choices)))
            box.show_value(value or (spec.choices[0] if spec.required else ""))
            box.activated.connect(self._on_edited)
            return box
        if spec.most is not None and spec.most > LONG:
            text = GrowingText()
            text.replace(value)
            text.setPlaceholderText(shown(spec.example, MOST_EXAMPLE))
            text.textChanged.connect(self._on_edited)
            return text
        line = QLineEdit()
        line.setText(value)
        line.setPlaceholderText(shown(spec.example, MOST_EXAMPLE))
        line.textEdited.connect(self._on_edited)
        return line

    def _on_edited(self, _value: object = None) -> None:
        self.edited.emit()


def _text(entry: QWidget) -> str:
    if isinstance(entry, Choice):
        return entry.value
    if isinstance(entry, GrowingText):
        return entry.text
    return entry.text() if isinstance(entry, QLineEdit) else ""
