"""A person's word on the chosen results: status by one key, note, screenshot, and who says so."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from linktester.gui.annotator import Annotator
from linktester.gui.panels.reasonline import ReasonLine
from linktester.gui.panels.sayings import Sayings
from linktester.gui.plaintext import tip
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import Row
from linktester.model.annotation import Status
from linktester.model.message import message
from linktester.model.run import Match

OPEN = "annotate-open"
LEAST, HEIGHT, MOST = 80, 260, 16_777_215
"""Pixels of the unfolded part: at least, at most where reasons stand above it, and at most elsewhere."""
NARROW = 460
"""Pixels below which the statuses stand in two lines."""


class AnnotatePanel(QFrame):
    """Statuses always in sight, the rest below a fold.

    Signals: `status_requested(Status | None)`; `picture_requested(str)` with the hash of a screenshot to be
    shown large; `told(Message)`; `answered` when somebody is done with typing here.
    """

    status_requested = Signal(object)
    picture_requested = Signal(str)
    told = Signal(object)
    answered = Signal()

    def __init__(self, tools: Tools, annotator: Annotator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._tools = tools
        self._row: Row | None = None
        self._chosen = 0
        self._aside = False
        self._grid = QGridLayout()
        self._buttons = {status: self._status_button(status) for status in Status}
        self._computed = PlainLabel("", "muted", wrap=False)
        # It is cut rather than let it widen the panel; the tool tip has it whole.
        self._computed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._reason = ReasonLine(tools, annotator)
        self._fold = QToolButton()
        self._scroll = QScrollArea()
        self.sayings = Sayings(tools, annotator)
        self._lay_out()
        self.sayings.picture_requested.connect(self.picture_requested)
        self.sayings.left.connect(self.answered)
        self._reason.answered.connect(self.answered)
        annotator.reason_wanted.connect(self._on_reason_wanted)
        tools.speech.changed.connect(self._say)
        self._on_fold_toggled(tools.settings.flag(OPEN))

    def show_row(self, row: Row | None, chosen: int) -> None:
        """Show the current result; what is said goes for all `chosen` ones."""
        other = row is None or self._row is None or (row.run, row.key) != (self._row.run, self._row.key)
        self._row, self._chosen = row, chosen
        self.setEnabled(row is not None)
        if other and self._reason.is_asking:
            self._reason.put_away()
            self.told.emit(message("annotate.not-stored"))
        self.sayings.show_row(row)
        self._say()

    def stand(self, *, aside: bool) -> None:
        """Stand beside something high, or below something wide where a folded panel takes little room."""
        self._aside = aside
        self._take_room()

    def edit_note(self) -> None:
        """Unfold and let a note be written."""
        self._unfold()
        self.sayings.edit_note()

    def keep(self) -> None:
        """Hand a note in the making to be stored, and remember the fold."""
        self.sayings.keep_note()
        self._tools.settings.put(OPEN, self._fold.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the statuses in one line or two."""
        super().resizeEvent(event)
        self._arrange()

    def _status_button(self, status: Status) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"status-{status}")
        button.setProperty("look", "choice")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(self._on_status_clicked, status))
        return button

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self._grid.setSpacing(6)
        self._fold.setObjectName("annotate-fold")
        self._fold.setCheckable(True)
        self._fold.setProperty("look", "unfold")
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        speech.text(self._fold, "annotate.fold")
        self._fold.toggled.connect(self._on_fold_toggled)
        self._scroll.setWidget(self.sayings)
        self._scroll.setWidgetResizable(True)
        # The card is the ground.
        self.sayings.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setMinimumHeight(LEAST)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._computed)
        column.addLayout(self._grid)
        column.addWidget(self._reason)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._scroll, 1)
        column.addStretch()

    def _arrange(self) -> None:
        across = 2 if self.width() < NARROW else len(self._buttons)
        if self._grid.count() and self._grid.property("across") == across:
            return
        self._grid.setProperty("across", across)
        for number, button in enumerate(self._buttons.values()):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, number // across, number % across)

    def _say(self) -> None:
        speech, row = self._tools.speech, self._row
        for status, button in self._buttons.items():
            keys = self._tools.actions[f"status-{status}"].shortcut().toString()
            word = speech.phrases.status(status)
            button.setText(f"{word} · {keys}" if keys else word)
            button.setAccessibleName(self._tools.actions[f"status-{status}"].text())
            button.setToolTip(button.accessibleName())
            button.setChecked(row is not None and row.status is status)
        sentence = "" if row is None else self._sentence(row)
        self._computed.setText(sentence)
        self._computed.setToolTip(tip(sentence) if sentence else "")

    def _sentence(self, row: Row) -> str:
        speech = self._tools.speech
        if self._chosen > 1:
            return speech.t("annotate.several", count=self._chosen)
        outcome = speech.phrases.outcome(row.outcome)
        if row.match is Match.NONE:
            return speech.t("annotate.beside", outcome=outcome)
        return speech.t("annotate.beside-match", outcome=outcome, match=speech.phrases.of("match", row.match))

    def _unfold(self) -> None:
        self._fold.setChecked(True)

    def _on_fold_toggled(self, opened: bool) -> None:
        self._fold.setChecked(opened)
        self._fold.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self._scroll.setVisible(opened)
        self._take_room()

    def _take_room(self) -> None:
        policy = QSizePolicy.Policy
        high = self._aside or self._fold.isChecked()
        self.setSizePolicy(policy.Preferred, policy.Preferred if high else policy.Maximum)
        self._scroll.setMaximumHeight(MOST if self._aside else HEIGHT)

    def _on_status_clicked(self, status: Status) -> None:
        wanted = self._buttons[status].isChecked()
        # What is shown as down is what is stored, not what was clicked.
        self._say()
        self.status_requested.emit(status if wanted else None)

    def _on_reason_wanted(self, status: Status, rows: tuple[Row, ...]) -> None:
        self._reason.ask(status, rows)
