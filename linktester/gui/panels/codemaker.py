"""Makes a code: a standard out of a list that can be searched, then its form, built as it is filled in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linktester import payments
from linktester.gui.models.codeform import Built, CodeForm, build_code, code_form
from linktester.gui.panels.maker import Maker
from linktester.gui.panels.paymentfields import PaymentFields
from linktester.gui.panels.standardgroups import standard_groups
from linktester.gui.tools import Tools
from linktester.gui.widgets.groupedtree import GroupedTree
from linktester.model.payment import StandardId

FIRST = StandardId("promptpay")
"""Shown when nothing was chosen yet."""


class CodeMaker(Maker[PaymentFields]):
    """The standards at the left, the fields of one at the right.

    Signals: `built(Built)` after each change that gives a code.
    """

    built = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, GroupedTree("standard"), "payment-fields", parent)
        self.setObjectName("code-maker")
        self._is_touched = True
        speech = tools.speech
        speech.placeholder(self.tree.field, "codes.find-standard")
        speech.name(self.tree.field, "codes.find-standard")
        speech.name(self.tree.list, "codes.standards")
        speech.text(self.note, "codes.make-note")
        self.note.hide()
        room = self.layout()
        assert room is not None, "laid out"
        room.setContentsMargins(0, 8, 0, 0)
        self.tree.chosen.connect(self.choose)
        self.fill()

    def choose(self, standard: str) -> None:
        """Show the form of a standard, filled so far that it makes a code."""
        self._is_touched = True
        self.start(code_form, StandardId(standard), self._on_form_known)

    def begin(self, standard: StandardId | None, *, keep: bool) -> None:
        """Begin with a standard unless a form is there; and take the cursor to the search.

        To `keep` the code there is, nothing is built before the form is touched.
        """
        if self.fields is None:
            self._is_touched = not keep
            self.start(code_form, standard or FIRST, self._on_form_known)
        self.tree.field.setFocus()

    def build_now(self) -> None:
        """Make the code of what is filled in."""
        if self.fields is not None:
            self.build(build_code, self.fields.form.standard, self.fields.values)

    def fill(self) -> None:
        """Put the standards into the list."""
        self.tree.show_groups(standard_groups(self.tools.speech))

    def on_built(self, made: Built) -> None:
        """Tell the code."""
        self.built.emit(made)

    def renew(self) -> None:
        """Show the form again, its words in another language."""
        if self.fields is not None:
            form, problems = self.fields.form, self.fields.problems
            self._show(CodeForm(form.standard, form.fields, self.fields.values))
            self.fields.show_problems(problems)

    def _on_form_known(self, form: CodeForm) -> None:
        self._show(form)
        self.tree.blockSignals(True)
        self.tree.choose(form.standard)
        self.tree.blockSignals(False)
        if self._is_touched:
            self.build_now()

    def _show(self, form: CodeForm) -> None:
        self.show_fields(PaymentFields(self.tools, form))
        self.title.setText(self.tools.speech.phrases.words.local(payments.standards()[form.standard].name))
        self.note.show()
