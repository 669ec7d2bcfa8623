"""Makes something of fields: a kind out of a searchable list, then its form, built as it is filled in."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.groupedtree import GroupedTree
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import InputErrors, LinktesterError, Problem

PAUSE_MS = 150
"""How long typing rests before something is built."""


class FieldSet(QWidget):
    """Fields one below the other.

    Signals: `edited()` after the user changed a value.
    """

    edited = Signal()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each problem under its field, the others below all; none takes them away."""
        raise NotImplementedError


F = TypeVar("F", bound=FieldSet)


class Maker(QFrame, Generic[F]):
    """List at the left, form at the right.

    A maker says what the list holds (`fill`), what is built of the fields (`build_now`), and what becomes of
    it (`on_built`).
    """

    def __init__(self, tools: Tools, tree: GroupedTree, name: str, parent: QWidget | None = None) -> None:
        """`tree` holds the kinds; `name` is the form's object name."""
        super().__init__(parent)
        self.tools = tools
        self._starts = Latest(tools.tasks)
        self._builds = Latest(tools.tasks)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.build_now)
        self.fields: F | None = None
        """The form that is shown; None before a kind was chosen."""
        self.tree = tree
        self.title = PlainLabel("", "heading")
        self.note = PlainLabel("", "muted")
        self._scroll = QScrollArea()
        self._lay_out(name)
        tools.speech.changed.connect(self._on_speech_changed)

    def fill(self) -> None:
        """Put the kinds into the list."""
        raise NotImplementedError

    def build_now(self) -> None:
        """Build what is filled in."""
        raise NotImplementedError

    def on_built(self, made: Any) -> None:
        """Tell what was built."""
        raise NotImplementedError

    def renew(self) -> None:
        """Show the form again, its words in another language."""
        raise NotImplementedError

    def leave(self) -> None:
        """Build nothing more: the window closes."""
        self._pause.stop()
        self._builds.drop()
        self._starts.drop()

    def start(self, function: Callable[..., Any], given: object, done: Callable[[Any], None]) -> None:
        """Have a form prepared; what is being built of the one before is let go."""
        self._pause.stop()
        self._builds.drop()
        self._starts.run(function, given, done=done)

    def show_fields(self, fields: F) -> None:
        """Show another form."""
        self._pause.stop()
        self.fields = fields
        fields.edited.connect(self._pause.start)
        self._scroll.setWidget(fields)
        fields.setAutoFillBackground(False)

    def build(self, function: Callable[..., Any], *given: object) -> None:
        """Build on another thread; what is wrong goes to the fields."""
        self._builds.run(function, *given, done=self._on_built, failed=self._on_failed)

    def _lay_out(self, name: str) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setObjectName(name)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.note):
            column.addWidget(part)
        column.addWidget(self._scroll, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        row = QHBoxLayout(self)
        row.addWidget(splitter)

    def _on_built(self, made: Any) -> None:
        if self.fields is not None:
            self.fields.show_problems(())
        self.on_built(made)

    def _on_failed(self, error: LinktesterError) -> None:
        if self.fields is not None and isinstance(error, InputErrors):
            self.fields.show_problems(error.problems)

    def _on_speech_changed(self) -> None:
        self.fill()
        if self.fields is not None:
            self.renew()
