"""Asks why a status says the opposite of the verdict, without standing in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from linktester.gui.annotator import Annotator
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import Row
from linktester.model.annotation import Status


class ReasonLine(QFrame):
    """Hidden until a reason is wanted. Enter stores status and reason, Escape leaves all as it was.

    Signals: `answered` when somebody has done the one or the other, and may go on where they were.
    """

    answered = Signal()

    def __init__(self, tools: Tools, annotator: Annotator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._tools = tools
        self._annotator = annotator
        self._asked: tuple[Status, tuple[Row, ...]] | None = None
        self._question = PlainLabel()
        self._edit = QLineEdit()
        self._save = QPushButton()
        self._cancel = QPushButton()
        self._lay_out()
        tools.speech.changed.connect(self._say)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """True while a status waits for its reason."""
        return self._asked is not None

    def ask(self, status: Status, rows: tuple[Row, ...]) -> None:
        """Ask why these rows have that status."""
        self._asked = (status, rows)
        self._edit.setText(rows[0].reason if len(rows) == 1 else "")
        self._say()
        self.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Ask no longer; nothing is stored."""
        self._asked = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancelled()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self._edit.setObjectName("reason")
        self._edit.setMaxLength(2_000)
        speech.name(self._edit, "annotate.reason")
        speech.placeholder(self._edit, "annotate.reason-placeholder")
        self._save.setObjectName("primary")
        self._save.setEnabled(False)
        speech.text(self._save, "annotate.reason-save")
        self._cancel.setObjectName("reason-cancel")
        speech.text(self._cancel, "annotate.reason-cancel")
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.returnPressed.connect(self._on_saved)
        self._save.clicked.connect(self._on_saved)
        self._cancel.clicked.connect(self._on_cancelled)
        buttons = QHBoxLayout()
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self._question)
        column.addWidget(self._edit)
        column.addLayout(buttons)

    def _say(self) -> None:
        if self._asked is None:
            return
        status, rows = self._asked
        speech = self._tools.speech
        word = speech.phrases.status(status)
        if len(rows) > 1:
            self._question.setText(speech.t("annotate.why-several", count=len(rows), status=word))
            return
        outcome, match = speech.phrases.outcome(rows[0].outcome), speech.phrases.of("match", rows[0].match)
        self._question.setText(speech.t("annotate.why", outcome=outcome, match=match, status=word))

    def _on_text_changed(self) -> None:
        self._save.setEnabled(bool(self._edit.text().strip()))

    def _on_cancelled(self) -> None:
        self.put_away()
        self.answered.emit()

    def _on_saved(self) -> None:
        if self._asked is None or not self._edit.text().strip():
            return
        status, rows = self._asked
        self.put_away()
        self._annotator.give_reason(status, rows, self._edit.text())
        self.answered.emit()
