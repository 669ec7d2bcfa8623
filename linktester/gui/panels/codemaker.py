"""Makes a code: a standard out of a list that can be searched, then its form, built as it is filled in."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from linktester import payments
from linktester.gui.models.codeform import Built, CodeForm, build_code, code_form
from linktester.gui.panels.paymentfields import PaymentFields
from linktester.gui.panels.standardgroups import standard_groups
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.groupedtree import GroupedTree
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import InputErrors, LinktesterError
from linktester.model.payment import StandardId

PAUSE_MS = 150
FIRST = StandardId("promptpay")
"""Shown when nothing was chosen yet."""


class CodeMaker(QWidget):
    """List at the left, form at the right.

    Signals: `built(Built)` after each change that gives a code.
    """

    built = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code-maker")
        self._tools = tools
        self._starts = Latest(tools.tasks)
        self._builds = Latest(tools.tasks)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.build_now)
        self._is_touched = True
        self.fields: PaymentFields | None = None
        """The form that is shown; None before a standard was chosen."""
        self.tree = GroupedTree("standard")
        self._title = PlainLabel("", "heading")
        self._note = PlainLabel("", "muted")
        self._scroll = QScrollArea()
        self._lay_out()
        self.tree.chosen.connect(self.choose)
        tools.speech.changed.connect(self._on_speech_changed)
        self._fill()

    def choose(self, standard: str) -> None:
        """Show the form of a standard, filled so far that it makes a code."""
        self._is_touched = True
        self._pause.stop()
        self._builds.drop()
        self._starts.run(code_form, StandardId(standard), done=self._on_form_known)

    def begin(self, standard: StandardId | None, *, keep: bool) -> None:
        """Begin with a standard unless a form is there; and take the cursor to the search.

        To `keep` the code there is, nothing is built before the form is touched.
        """
        if self.fields is None:
            self._is_touched = not keep
            self._starts.run(code_form, standard or FIRST, done=self._on_form_known)
        self.tree.field.setFocus()

    def build_now(self) -> None:
        """Make the code of what is filled in."""
        if self.fields is not None:
            form = self.fields.form
            self._builds.run(
                build_code, form.standard, self.fields.values, done=self._on_built, failed=self._on_failed
            )

    def leave(self) -> None:
        """Build nothing more: the window closes."""
        self._pause.stop()
        self._builds.drop()
        self._starts.drop()

    def _lay_out(self) -> None:
        speech = self._tools.speech
        speech.placeholder(self.tree.field, "codes.find-standard")
        speech.name(self.tree.field, "codes.find-standard")
        speech.name(self.tree.list, "codes.standards")
        speech.text(self._note, "codes.make-note")
        self._note.hide()
        self._scroll.setWidgetResizable(True)
        self._scroll.setObjectName("payment-fields")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._scroll, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(splitter)

    def _fill(self) -> None:
        self.tree.show_groups(standard_groups(self._tools.speech))

    def _on_form_known(self, form: CodeForm) -> None:
        self._show(form)
        self.tree.blockSignals(True)
        self.tree.choose(form.standard)
        self.tree.blockSignals(False)
        if self._is_touched:
            self.build_now()

    def _show(self, form: CodeForm) -> None:
        self._pause.stop()
        self.fields = PaymentFields(self._tools, form)
        self.fields.edited.connect(self._pause.start)
        self._scroll.setWidget(self.fields)
        self.fields.setAutoFillBackground(False)
        self._title.setText(self._tools.speech.phrases.words.local(payments.standards()[form.standard].name))
        self._note.show()

    def _on_built(self, built: Built) -> None:
        if self.fields is not None:
            self.fields.show_problems(())
        self.built.emit(built)

    def _on_failed(self, error: LinktesterError) -> None:
        if self.fields is not None and isinstance(error, InputErrors):
            self.fields.show_problems(error.problems)

    def _on_speech_changed(self) -> None:
        self._fill()
        if self.fields is not None:
            form, problems = self.fields.form, self.fields.problems
            self._show(CodeForm(form.standard, form.fields, self.fields.values))
            self.fields.show_problems(problems)
