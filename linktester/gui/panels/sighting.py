"""The form for what was seen on a real phone."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.annotator import Picture
from linktester.gui.panels.facets import outcome_icon
from linktester.gui.sighter import Choice, chosen
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictures import pasted
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import InputErrors
from linktester.model.verdict import Outcome
from linktester.policy.sighting import MAX_NAME, Seen

ORDER = (Outcome.HONORED, Outcome.REWRITTEN, Outcome.BLOCKED)
_WHAT = "what"
_TEXTS = ("client", "device", "tester")


class SightingForm(QWidget):
    """Everything of a sighting that a tester can say.

    Signals: `completed(bool)` when it can be recorded, or no longer.
    """

    completed = Signal(bool)

    def __init__(self, tools: Tools, seen: Seen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._seen = seen
        self._choices: dict[int, Choice] = {}
        self._picture: Picture | None = None
        self._group = QButtonGroup(self)
        self._what = QVBoxLayout()
        self._day = QDateEdit()
        self._texts = {name: QLineEdit() for name in _TEXTS}
        self._newest = QCheckBox()
        self._note = QPlainTextEdit()
        self._picture_told = PlainLabel("", "muted")
        self._wrong = {
            name: PlainLabel("", "wrong") for name in (_WHAT, "day", *_TEXTS, "note", "screenshot")
        }
        self._fill()
        self._lay_out()
        self._group.idToggled.connect(self._on_choice_toggled)

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Show what may have happened there."""
        speech = self._tools.speech
        numbered = dict(enumerate(choices))
        for outcome in ORDER:
            for number, choice in numbered.items():
                if choice.mapped.outcome == outcome:
                    self._add(number, choice, outcome)
        if self._choices and self._day.hasFocus():
            # They came after the rest; still they are the first thing to say.
            self._group.buttons()[0].setFocus()
        if not self._choices:
            self._what.addWidget(PlainLabel(speech.t("sighting.nothing-fits"), "muted"))

    def seen(self) -> Seen | None:
        """Return what was filled in; None until it is said what happened."""
        choice = self._choices.get(self._group.checkedId())
        if choice is None:
            return None
        day = self._day.date()
        return chosen(
            replace(
                self._seen,
                day=date(day.year(), day.month(), day.day()),
                client=self._texts["client"].text().strip() or None,
                newest=self._newest.isChecked(),
                device=self._texts["device"].text().strip(),
                tester=self._texts["tester"].text().strip(),
                note=self._note.toPlainText().strip(),
            ),
            choice,
        )

    def picture(self) -> Picture | None:
        """Return the new screenshot, None without one."""
        return self._picture

    def paste(self) -> None:
        """Take the screenshot on the clipboard."""
        found = pasted()
        if found is not None:
            self._picture = found
        code = "sighting.picture-taken" if found else "sighting.no-picture"
        self._tools.speech.text(self._picture_told, code)

    def show_problems(self, error: InputErrors) -> list[str]:
        """Show each mistake at its field; return the sentences that belong to none."""
        for label in self._wrong.values():
            label.hide()
        loose = []
        for problem in error.problems:
            said = self._tools.speech.say(problem.message)
            field = self._wrong.get(_field_of(problem.place.path or ""))
            if field is None or problem.place.file:
                loose.append(f"{problem.place}: {said}".removeprefix(": "))
            else:
                field.setText(said)
                field.show()
        return loose

    def _fill(self) -> None:
        day, settings = self._seen.day, self._tools.settings
        today = QDate(day.year, day.month, day.day)
        self._day.setObjectName("sighting-day")
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._day.setDate(today)
        self._day.setMaximumDate(today)
        first = {
            "client": self._seen.client or "",
            **{name: settings.text(name) for name in ("device", "tester")},
        }
        for name, field in self._texts.items():
            field.setObjectName(f"sighting-{name}")
            field.setMaxLength(MAX_NAME)
            field.setText(first[name])
        self._newest.setObjectName("sighting-newest")
        self._newest.setChecked(self._seen.newest)
        self._note.setObjectName("sighting-note")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(self._note.fontMetrics().lineSpacing() * 3 + 16)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        question = PlainLabel("", "heading")
        speech.text(question, "sighting.what")
        cannot = PlainLabel("", "muted")
        speech.text(cannot, "sighting.cannot-tell")
        paste = QPushButton()
        paste.setObjectName("sighting-paste")
        speech.text(paste, "sighting.paste")
        paste.clicked.connect(self.paste)
        speech.text(self._newest, "sighting.newest")
        speech.text(self._picture_told, "sighting.picture-none")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._add_field(form, "day", self._day)
        self._add_field(form, "client", self._texts["client"], self._newest)
        self._add_field(form, "device", self._texts["device"])
        self._add_field(form, "tester", self._texts["tester"])
        self._add_field(form, "note", self._note)
        line = QHBoxLayout()
        line.addWidget(paste)
        line.addWidget(self._picture_told, 1)
        shot = QWidget()
        shot.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self._add_field(form, "screenshot", shot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(question)
        column.addLayout(self._what)
        column.addWidget(self._wrong[_WHAT])
        column.addWidget(cannot)
        column.addLayout(form)
        column.addStretch(1)
        for label in self._wrong.values():
            label.hide()

    def _add_field(self, form: QFormLayout, name: str, *widgets: QWidget) -> None:
        cell = QVBoxLayout()
        cell.setSpacing(2)
        for widget in widgets:
            cell.addWidget(widget)
        cell.addWidget(self._wrong[name])
        label = PlainLabel("", wrap=False)
        label.setBuddy(widgets[0])
        self._tools.speech.text(label, f"sighting.{name}")
        self._tools.speech.name(widgets[0], f"sighting.{name}")
        form.addRow(label, cell)

    def _add(self, number: int, choice: Choice, outcome: Outcome) -> None:
        speech = self._tools.speech
        button = QRadioButton()
        button.setObjectName(f"effect-{choice.effect}")
        button.setIcon(outcome_icon(outcome, self._tools.theme))
        words = speech.phrases.of("effect", choice.effect)
        button.setText(speech.t("sighting.choice", effect=words, outcome=speech.phrases.outcome(outcome)))
        self._choices[number] = choice
        self._group.addButton(button, number)
        self._what.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_choice_toggled(self) -> None:
        self.completed.emit(self._group.checkedId() in self._choices)


def _field_of(path: str) -> str:
    return _WHAT if path in {"outcome", "effect", "by"} else path
