"""One case as a form; every field says what is wrong with it while it is typed."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from linktester import links
from linktester.gui.panels.checker import Checker
from linktester.gui.panels.expectations import ExpectationsEditor
from linktester.gui.panels.linkfacts import LinkFacts
from linktester.gui.panels.matrixaxes import Axes, AxesEditor
from linktester.gui.panels.mistakes import by_field, inherited
from linktester.gui.panels.stands import Places
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine, FormText
from linktester.gui.widgets.growingtext import MOST
from linktester.model.case import Case, Suite
from linktester.model.errors import InputErrors, Problem
from linktester.model.link import Content, Intent, Parsed
from linktester.project import CaseForm, case_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCase:
    """What came of a form."""

    path: Path
    index: int
    form: CaseForm
    case: Case | None
    """None when there is a mistake."""
    problems: tuple[Problem, ...]
    parsed: Parsed


class CaseEditor(QScrollArea):
    """The form of the current case.

    Signals: `checked(CheckedCase, str)` after the user edited a part and it was looked through.
    """

    checked = Signal(object, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._path = Path()
        self._index = -1
        self._suite: Suite | None = None
        self._form = CaseForm()
        self._answer: CheckedCase | None = None
        self._checker = Checker(tools.tasks, self)
        self._checker.checked.connect(self._on_checked)
        self.id, self.title, self.referer = FormLine(), FormLine(), FormLine()
        self.link = FormText()
        self.intent, self.content = Choice(), Choice()
        self.facts = LinkFacts(tools)
        self.axes = AxesEditor(tools, "case")
        self.expectations = ExpectationsEditor(tools)
        self.fields = self._made_fields()
        self._lay_out()
        self._listen()
        self._say()
        self.setEnabled(False)

    @property
    def form(self) -> CaseForm:
        """What is typed now."""
        return self._form

    def know(self, places: Places) -> None:
        """Offer these hosts and places from now on."""
        self.axes.know(places)
        self.expectations.know(places)

    def show_case(self, path: Path, index: int, suite: Suite, form: CaseForm) -> None:
        """Show a case of `suite`; what was typed before must have been flushed."""
        self._path, self._index, self._suite, self._form = path, index, suite, form
        self.setEnabled(True)
        self._fill()
        self._checker.look(self._question())

    def rebase(self, suite: Suite) -> None:
        """Go on with the same case in a suite that was changed by this very form."""
        self._suite = suite

    def clear(self) -> None:
        """Show no case."""
        self._checker.drop()
        self._form, self._suite, self._index, self._answer = CaseForm(), None, -1, None
        self._fill()
        self._tell()
        self.setEnabled(False)

    def flush(self) -> None:
        """Tell now what was typed in the last moments."""
        self._checker.flush()

    def begin_rename(self) -> None:
        """Go to the id."""
        self.ensureWidgetVisible(self.id)
        self.id.setFocus()
        self.id.selectAll()

    def _made_fields(self) -> dict[str, Field]:
        inner: dict[str, QWidget] = {
            "id": self.id,
            "title": self.title,
            "link": self.link,
            "intent": self.intent,
            "content": self.content,
            "referer": self.referer,
        }
        made = {
            name: Field(self._tools.speech, f"case-{name}", f"cases.field-{name}", each)
            for name, each in inner.items()
        }
        made["expect"] = Field(self._tools.speech, "case-expect", "cases.field-expect", self.expectations)
        return made

    def _lay_out(self) -> None:
        self.setObjectName("case-form")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tools.speech.name(self, "cases.case-form")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 8, 12, 8)
        column.setSpacing(12)
        pair = QGridLayout()
        pair.setHorizontalSpacing(8)
        pair.addWidget(self.fields["intent"], 0, 0)
        pair.addWidget(self.fields["content"], 0, 1)
        for part in ("id", "title", "link"):
            column.addWidget(self.fields[part])
        column.addWidget(self.facts)
        column.addWidget(self.axes)
        column.addWidget(self.fields["expect"])
        column.addLayout(pair)
        column.addWidget(self.fields["referer"])
        column.addStretch(1)
        self.setWidget(body)

    def _listen(self) -> None:
        for name, line in (("id", self.id), ("title", self.title), ("referer", self.referer)):
            line.textEdited.connect(partial(self._on_typed, name))
        self.link.textChanged.connect(self._on_link_changed)
        for name, choice in (("intent", self.intent), ("content", self.content)):
            choice.activated.connect(partial(self._on_chosen, name, choice))
        self.axes.edited.connect(self._on_axes_edited)
        self.expectations.edited.connect(self._on_expectations_edited)
        self._tools.speech.changed.connect(self._say)

    def _say(self) -> None:
        speech = self._tools.speech
        for name, choice, kind in (("intent", self.intent, Intent), ("content", self.content, Content)):
            pairs = tuple((each.value, speech.phrases.of(name, each)) for each in kind)
            choice.show_choices((("", speech.t(f"cases.by-link-{name}")), *pairs))
        self._fill()
        self._tell()

    def _fill(self) -> None:
        form = self._form
        for name, line in (("id", self.id), ("title", self.title), ("referer", self.referer)):
            line.show_text(getattr(form, name))
        self.link.setReadOnly(len(form.link) > MOST)
        self.link.show_text(form.link)
        self.intent.show_value(form.intent)
        self.content.show_value(form.content)
        axes = Axes(stands=form.stands, os=form.os, clients=form.clients, dates=form.dates)
        if self._suite is not None:
            self.axes.show_axes(axes, inherited(self._suite.matrix, self._tools.speech))
        self.expectations.show_forms(form.expect)

    def _tell(self) -> None:
        """Say what the last answer said."""
        answer = self._answer
        wrong = by_field(answer.problems, self._tools.speech) if answer else {}
        for name, field in self.fields.items():
            field.say_wrong(wrong.get(name, ""))
        self.axes.show_wrong(wrong)
        self.expectations.show_wrong(wrong)
        self.facts.show_parsed(answer.parsed if answer else None)
        if len(self._form.link) > MOST:
            self.fields["link"].say_hint(self._tools.speech.t("cases.link-too-long", limit=MOST))
        else:
            self.fields["link"].say_hint("")

    def _question(self) -> Any:
        assert self._suite is not None
        return partial(check, self._path, self._index, self._suite, self._form)

    def _take(self, form: CaseForm, part: str) -> None:
        if self._suite is not None and form != self._form:
            self._form = form
            self._checker.edited(part, self._question())

    def _on_typed(self, name: str, text: str) -> None:
        changed: dict[str, Any] = {name: text}
        self._take(replace(self._form, **changed), name)

    def _on_link_changed(self) -> None:
        self._take(replace(self._form, link=self.link.text), "link")

    def _on_chosen(self, name: str, choice: Choice, _index: int) -> None:
        changed: dict[str, Any] = {name: choice.value}
        self._take(replace(self._form, **changed), name)

    def _on_axes_edited(self, part: str) -> None:
        axes = self.axes.axes
        form = replace(self._form, stands=axes.stands, os=axes.os, clients=axes.clients, dates=axes.dates)
        self._take(form, part)

    def _on_expectations_edited(self, part: str) -> None:
        self._take(replace(self._form, expect=self.expectations.forms), part)

    def _on_checked(self, answer: CheckedCase, part: str) -> None:
        self._answer = answer
        self._tell()
        if part:
            self.checked.emit(answer, part)


def check(path: Path, index: int, suite: Suite, form: CaseForm) -> CheckedCase:
    """Look a form through. Knows no widget; runs anywhere."""
    parsed = links.parse(form.link.strip(), sites=suite.sites)
    try:
        case, problems = case_of(form, suite, index), ()
    except InputErrors as errors:
        return CheckedCase(
            path=path, index=index, form=form, case=None, problems=errors.problems, parsed=parsed
        )
    return CheckedCase(path=path, index=index, form=form, case=case, problems=problems, parsed=parsed)
