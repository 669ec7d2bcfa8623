"""One case as a form; every field says what is wrong with it while it is typed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QWidget

from linktester import links
from linktester.gui.panels.checkedform import CheckedForm
from linktester.gui.panels.expectations import ExpectationsEditor
from linktester.gui.panels.linkfacts import LinkFacts
from linktester.gui.panels.matrixaxes import AxesEditor, Inherited
from linktester.gui.panels.mistakes import inherited
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine, FormText
from linktester.gui.widgets.growingtext import MOST
from linktester.model.case import Case, Suite
from linktester.model.errors import InputErrors, Problem
from linktester.model.link import Content, Intent, Parsed
from linktester.project import CaseForm, case_of
from linktester.report.orders import states_of


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


class CaseEditor(CheckedForm[CaseForm, CheckedCase]):
    """The form of the current case. Tells `checked(CheckedCase, str)`."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        expectations = ExpectationsEditor(tools)
        super().__init__(tools, CaseForm(), AxesEditor(tools, "case"), expectations, parent)
        self.expectations = expectations
        self._index = -1
        self.id, self.title, self.referer = FormLine(), FormLine(), FormLine()
        self._lines = {"id": self.id, "title": self.title, "referer": self.referer}
        self.link = FormText()
        self.intent, self.content = Choice(), Choice()
        self.facts = LinkFacts(tools)
        self.fields = self._made_fields()
        self._lay_out()
        self._listen()
        self._say()

    def show_case(self, path: Path, index: int, suite: Suite, form: CaseForm) -> None:
        """Show a case of `suite`; what was typed before must have been flushed."""
        self._index = index
        self._show(path, suite, form)

    def clear(self) -> None:
        """Show no case."""
        self._index = -1
        super().clear()

    def _made_fields(self) -> dict[str, Field]:
        inner: dict[str, QWidget] = {
            **self._lines,
            "link": self.link,
            "intent": self.intent,
            "content": self.content,
        }
        made = {
            name: Field(self._tools.speech, f"case-{name}", f"cases.field-{name}", each)
            for name, each in inner.items()
        }
        made["expect"] = Field(self._tools.speech, "case-expect", "cases.field-expect", self.expectations)
        return made

    def _lay_out(self) -> None:
        self.setObjectName("case-form")
        self._tools.speech.name(self, "cases.case-form")
        pair = QGridLayout()
        pair.setHorizontalSpacing(8)
        pair.addWidget(self.fields["intent"], 0, 0)
        pair.addWidget(self.fields["content"], 0, 1)
        above = (self.fields[name] for name in ("id", "title", "link"))
        self._pile(*above, self.facts, self.axes, self.fields["expect"], pair, self.fields["referer"])

    def _listen(self) -> None:
        super()._listen()
        self.link.textChanged.connect(self._on_link_changed)
        for name, choice in (("intent", self.intent), ("content", self.content)):
            choice.activated.connect(partial(self._on_chosen, name, choice))

    def _say(self) -> None:
        speech = self._tools.speech
        for name, choice, kind in (("intent", self.intent, Intent), ("content", self.content, Content)):
            pairs = tuple((each.value, speech.phrases.of(name, each)) for each in kind)
            choice.show_choices((("", speech.t(f"cases.by-link-{name}")), *pairs))
        super()._say()

    def _fill(self) -> None:
        form = self._form
        self.link.setReadOnly(len(form.link) > MOST)
        self.link.show_text(form.link)
        self.intent.show_value(form.intent)
        self.content.show_value(form.content)
        self.expectations.show_forms(form.expect)
        super()._fill()

    def _tell(self) -> None:
        super()._tell()
        parsed = self._answer.parsed if self._answer else None
        self.facts.show_parsed(parsed)
        self.expectations.know_states(() if parsed is None else states_of(parsed.link))
        if len(self._form.link) > MOST:
            self.fields["link"].say_hint(self._tools.speech.t("cases.link-too-long", limit=MOST))
        else:
            self.fields["link"].say_hint("")

    def _inherited(self, suite: Suite) -> Inherited:
        return inherited(suite.matrix, self._tools.speech)

    def _question(self, suite: Suite) -> Callable[[], CheckedCase]:
        return partial(check, self._path, self._index, suite, self._form)

    def _with_items(self, form: CaseForm) -> CaseForm:
        return replace(form, expect=self.expectations.forms)

    def _on_link_changed(self) -> None:
        self._put("link", self.link.text)

    def _on_chosen(self, name: str, choice: Choice, _index: int) -> None:
        self._put(name, choice.value)


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
