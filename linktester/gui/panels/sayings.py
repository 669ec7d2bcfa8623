"""What is said of a result beside its status: note, screenshot, who says so, and what was said before."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.annotator import WHO, Annotator, picture_file
from linktester.gui.panels.screenshot import Screenshot
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.filedialogs import ask_file
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import Row
from linktester.model.annotation import Annotation
from linktester.report.escape import one_line
from linktester.report.phrases import clock
from linktester.store.annotations import MAX_TEXT
from linktester.workspace import Workspace

NOTE_LINES = 4
HISTORY = 20
"""Sayings listed, the newest ones."""
SHORT = 160


class Sayings(QWidget):
    """Follows one row. A note is stored by its button, when the field is left, and when another row comes.

    Signals: `picture_requested(str)` with the hash of a screenshot to be shown large; `left` when Escape was
    pressed in the note.
    """

    picture_requested = Signal(str)
    left = Signal()

    def __init__(self, tools: Tools, annotator: Annotator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._annotator = annotator
        self._row: Row | None = None
        self._read_once = False
        self._handed_over: str | None = None
        """The note that was given to be stored, and is not yet."""
        self._said: tuple[Annotation, ...] = ()
        self._reading = Latest(tools.tasks)
        self._note = QPlainTextEdit()
        self._save = QPushButton()
        self._state = PlainLabel("", "muted", wrap=False)
        self._screenshot = Screenshot(tools, annotator)
        self._fields = {name: self._field(name) for name in WHO}
        self._history = PlainLabel("", "muted").selectable()
        self._make_note()
        self._lay_out()
        self._screenshot.attach_requested.connect(self._on_attach_asked)
        self._screenshot.enlarge_requested.connect(self.picture_requested)
        annotator.saved.connect(self._on_saved)
        annotator.failed.connect(self._on_failed)
        tools.speech.changed.connect(self._say)

    def show_row(self, row: Row | None) -> None:
        """Show what is said of `row`; a note in the making is stored first when it is another one."""
        same = (
            row is not None and self._row is not None and (row.run, row.key) == (self._row.run, self._row.key)
        )
        if not same:
            self.keep_note()
            self._said, self._read_once, self._handed_over = (), False, None
            self._show_note("")
            self._note.setReadOnly(True)
        self._row = row
        self._screenshot.show_row(row)
        self._read()

    def edit_note(self) -> None:
        """Let the note be written."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_note(self) -> None:
        """Hand the note to be stored when it was changed."""
        if self._row is None or not self._is_edited:
            return
        self._note.document().setModified(False)
        self._handed_over = self._note.toPlainText()[:MAX_TEXT]
        self._annotator.set_note(self._row, self._handed_over)
        self._say()

    @property
    def _is_edited(self) -> bool:
        # Not by its text: what is kept may hold what no field can show, and stays as it is then.
        return self._read_once and self._note.document().isModified()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Store the note when its field is left; leave a picture that is pasted there to the window."""
        if watched is self._note and event.type() == QEvent.Type.FocusOut:
            self.keep_note()
        if watched is self._note and isinstance(event, QKeyEvent):
            return self._is_not_for_note(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _is_not_for_note(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Paste):
            # Not accepted here, the keys are those of the action again.
            event.ignore()
            return holds_only_picture()
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False

    def _make_note(self) -> None:
        speech = self._tools.speech
        self._note.setObjectName("note")
        self._note.setTabChangesFocus(True)
        self._note.setReadOnly(True)
        self._note.setFixedHeight(self._note.fontMetrics().lineSpacing() * NOTE_LINES + 16)
        speech.name(self._note, "annotate.note")
        speech.placeholder(self._note, "annotate.note-placeholder")
        self._note.modificationChanged.connect(self._say)
        self._note.installEventFilter(self)
        self._save.setObjectName("note-save")
        speech.text(self._save, "annotate.note-save")
        self._save.clicked.connect(self.keep_note)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self._tools.settings.text(name))
        field.setObjectName(name)
        field.setMaxLength(200)
        field.editingFinished.connect(partial(self._on_who_edited, name))
        return field

    def _lay_out(self) -> None:
        speech = self._tools.speech
        line = QHBoxLayout()
        line.addWidget(self._save)
        line.addWidget(self._state)
        line.addStretch(1)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for name, field in self._fields.items():
            label = PlainLabel("", wrap=False)
            label.setBuddy(field)
            speech.text(label, f"annotate.{name}")
            speech.name(field, f"annotate.{name}")
            speech.tip(field, "annotate.who-tip")
            form.addRow(label, field)
        heading = PlainLabel("", "muted", wrap=False)
        speech.text(heading, "annotate.history")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addLayout(line)
        column.addWidget(self._screenshot)
        column.addLayout(form)
        column.addWidget(heading)
        column.addWidget(self._history)
        column.addStretch(1)

    def _read(self) -> None:
        if self._row is None:
            self._reading.drop()
            self._say()
            return
        workspace, row = self._tools.workspace, self._row
        self._reading.run(said_of, workspace, row, done=self._on_read, failed=self._annotator.failed.emit)

    def _on_read(self, said: tuple[Annotation, ...]) -> None:
        self._said = said
        # Once more is read when what is on its way has been stored.
        if not self._is_edited and self._handed_over is None:
            self._show_note(said[-1].note if said else "")
        self._read_once = True
        self._note.setReadOnly(False)
        self._say()

    def _show_note(self, note: str) -> None:
        if self._note.toPlainText() != note:
            self._note.setPlainText(note)
        self._note.document().setModified(False)

    def _say(self) -> None:
        speech = self._tools.speech
        self._save.setEnabled(self._is_edited)
        self._state.setText(self._state_words())
        lines = [self._line(each) for each in reversed(self._said[-HISTORY:])]
        if len(self._said) > HISTORY:
            lines.append(speech.t("annotate.older", count=len(self._said) - HISTORY))
        self._history.setText("\n".join(lines) or speech.t("annotate.nothing-said"))

    def _state_words(self) -> str:
        if self._is_edited:
            return self._tools.speech.t("annotate.not-saved")
        if self._handed_over is not None:
            return self._tools.speech.t("annotate.saving")
        if not self._said:
            return ""
        return self._tools.speech.t("annotate.saved-at", time=clock(self._said[-1].at))

    def _line(self, said: Annotation) -> str:
        speech = self._tools.speech
        parts = [clock(said.at), one_line(said.tester, 60)]
        parts.append(speech.phrases.status(said.status) or speech.t("annotate.no-status"))
        parts += [one_line(text, SHORT) for text in (said.reason, said.note, said.device, said.build)]
        if said.screenshot:
            parts.append(speech.t("annotate.with-screenshot"))
        return " · ".join(part for part in parts if part)

    def _on_who_edited(self, name: str) -> None:
        self._tools.settings.put(name, self._fields[name].text())

    def _on_saved(self, stored: tuple[Annotation, ...]) -> None:
        mine = [each for each in stored if self._row is not None and each.key == self._row.key]
        if any(each.note == self._handed_over for each in mine):
            self._handed_over = None
        if mine:
            self._read()

    def _on_failed(self) -> None:
        """What could not be stored is still there to be saved again."""
        if self._handed_over is not None:
            self._handed_over = None
            self._note.document().setModified(True)
            self._say()

    def _on_attach_asked(self) -> None:
        speech = self._tools.speech
        kinds = f"{speech.t('annotate.pictures')} (*.png *.jpg *.jpeg)"
        ask_file(self, speech.t("annotate.attach"), kinds, self._on_file_chosen)

    def _on_file_chosen(self, path: Path) -> None:
        if self._row is not None:
            self._annotator.add_picture((self._row,), picture_file(path))


def holds_only_picture() -> bool:
    """Tell whether the clipboard holds a picture and no words."""
    held = QGuiApplication.clipboard().mimeData()
    return held is not None and held.hasImage() and not held.hasText()


def said_of(workspace: Workspace, row: Row) -> tuple[Annotation, ...]:
    """Return all that was ever said of a row, oldest first. Blocks."""
    return workspace.archive.annotation_history(row.run, row.key)
