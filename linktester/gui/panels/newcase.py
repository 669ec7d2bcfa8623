"""A line to paste a link into, which becomes a case."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.banner import sentences
from linktester.gui.widgets.field import mark
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.case import Suite
from linktester.model.errors import LinktesterError
from linktester.project import new_case

MOST = 1_000_000


class NewCase(QFrame):
    """Hidden until it is asked for; Enter makes the case, Escape puts the line away.

    Signals: `made(Case)`; `put_away()`.
    """

    made = Signal(object)
    put_away = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._latest = Latest(tools.tasks)
        self._suite: Suite | None = None
        self._error: LinktesterError | None = None
        self.setObjectName("card")
        self.line = QLineEdit()
        self.line.setObjectName("new-case-link")
        self.line.setMaxLength(MOST)
        self.line.installEventFilter(self)
        tools.speech.name(self.line, "cases.new-case-line")
        tools.speech.placeholder(self.line, "cases.new-case-line")
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.textEdited.connect(self._on_edited)
        self.wrong = PlainLabel("", "wrong")
        self.wrong.hide()
        add = TextButton(tools.speech, tools.theme, "new-case-add", "cases.new-case-add")
        add.clicked.connect(self._on_return_pressed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.wrong)
        tools.speech.changed.connect(self._tell)
        self.hide()

    def begin(self) -> None:
        """Show the line, empty, with the cursor in it."""
        self.line.clear()
        self._error = None
        self._tell()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def use(self, suite: Suite | None) -> None:
        """Make cases for this suite."""
        self._suite = suite

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape puts the line away."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.line and escape and event.type() == QEvent.Type.KeyPress:
            self.hide()
            self.put_away.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_return_pressed(self, _checked: bool = False) -> None:
        if self._suite is not None:
            self._latest.run(
                new_case, self.line.text(), self._suite, done=self._on_made, failed=self._on_failed
            )

    def _on_made(self, case: object) -> None:
        self.begin()
        self.made.emit(case)

    def _on_failed(self, error: LinktesterError) -> None:
        self._error = error
        self._tell()

    def _on_edited(self, _text: str) -> None:
        self._error = None
        self._tell()

    def _tell(self) -> None:
        told = [] if self._error is None else sentences(self._error, self._tools.speech)
        self.wrong.setText("\n".join(line.removeprefix("link: ") for line in told))
        self.wrong.setVisible(bool(told))
        mark(self.line, wrong=bool(told))
