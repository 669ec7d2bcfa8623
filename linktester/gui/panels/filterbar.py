"""The line above the table that says which results are shown: typed, completed, or clicked together."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from linktester.gui.icons import icon
from linktester.gui.panels.facets import Facets
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import Counted, Filter, FilterProblem, Listing, Suggestion, parse, suggest, toggled
from linktester.report.escape import one_line

WAIT_MS = 120
"""Typing goes on for so long before the table follows."""
PROBLEMS = 3
"""Told at once."""
SHOWN = 40


class FilterBar(QWidget):
    """A line of text in the filter's language, buttons for the usual questions, and how many are shown.

    Signals: `filter_changed(Filter)` when the table shall follow; `left` by Enter, down to the table.
    """

    filter_changed = Signal(object)
    left = Signal()

    def __init__(self, tools: Tools, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter-bar")
        self._tools = tools
        self._listing = listing
        self._filter = parse("")
        self._counts = (0, 0)
        self._offered: tuple[Suggestion, ...] = ()
        self._edit = QLineEdit()
        self._clear = QToolButton()
        self._shown = PlainLabel("", "muted", wrap=False)
        self._problems = PlainLabel("", "wrong")
        self._facets = Facets(tools)
        self._offers = QStringListModel(self)
        self._completer = QCompleter(self._offers, self)
        self._wait = QTimer(self)
        self._make_edit()
        self._lay_out()
        tools.speech.changed.connect(self._on_speech_changed)

    @property
    def filter(self) -> Filter:
        """What the table was last told to show."""
        return self._filter

    def text(self) -> str:
        """Return what stands in the line."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Put another filter into the line; the table follows at once."""
        self._edit.setText(text)
        self._apply()

    def toggle(self, key: str, value: str) -> None:
        """Ask for exactly this value, or no longer."""
        self.set_text(toggled(self.text(), key, value))

    def take_focus(self) -> None:
        """Let the user type."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def show_counts(self, shown: int, total: int, counted: Counted) -> None:
        """Show how many rows of how many are on show, and what all of them are."""
        self._counts = (shown, total)
        self._facets.show_counts(counted, self.text())
        self._say_shown()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Escape, Enter and Down from the line; the completion's own list has them first."""
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event.key())
        return super().eventFilter(watched, event)

    def _pressed(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape and self.text():
            self.set_text("")
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._apply()
            self.left.emit()
            return True
        if key == Qt.Key.Key_Down:
            self._offer()
            return True
        return False

    def _make_edit(self) -> None:
        speech = self._tools.speech
        self._edit.setObjectName("filter")
        self._edit.setMaxLength(10_000)
        speech.placeholder(self._edit, "filterbar.placeholder")
        speech.name(self._edit, "filterbar.name")
        speech.tip(self._edit, "filterbar.tip")
        self._edit.textEdited.connect(self._on_text_edited)
        self._edit.editingFinished.connect(self._apply)
        self._edit.installEventFilter(self)
        self._completer.setWidget(self._edit)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated[QModelIndex].connect(self._on_offer_taken)  # type: ignore[index]
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._apply)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self._clear.setObjectName("filter-clear")
        self._clear.setIcon(icon("close", self._tools.theme))
        self._clear.setAutoRaise(True)
        speech.tip(self._clear, "filterbar.clear")
        speech.name(self._clear, "filterbar.clear")
        self._clear.clicked.connect(partial(self.set_text, ""))
        self._facets.requested.connect(self.toggle)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._edit, 1)
        line.addWidget(self._clear)
        line.addWidget(self._shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._problems)
        column.addWidget(self._facets)
        self._problems.hide()
        self._clear.hide()

    def _on_text_edited(self) -> None:
        self._wait.start()
        self._offer()

    def _offer(self) -> None:
        """Show what may be meant at the cursor."""
        text, cursor = self.text(), self._edit.cursorPosition()
        offered = suggest(text, cursor, self._tools.speech.phrases, self._listing.seen)
        self._offered = tuple(each for each in offered if each.applied(text)[0] != text)
        if not self._offered:
            self._hide_offers()
            return
        self._offers.setStringList([_line(each) for each in self._offered])
        self._completer.complete()

    def _hide_offers(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()

    def _on_offer_taken(self, index: QModelIndex) -> None:
        if not 0 <= index.row() < len(self._offered):
            return
        text, cursor = self._offered[index.row()].applied(self.text())
        self._edit.setText(text)
        self._edit.setCursorPosition(cursor)
        self._wait.start()
        if text[:cursor].endswith(":"):
            # What the key can be is the next question.
            QTimer.singleShot(0, self, self._offer)

    def _apply(self) -> None:
        self._wait.stop()
        self._clear.setVisible(bool(self.text()))
        if self.text() == self._filter.text:
            self._tell_problems()
            return
        self._filter = parse(self.text())
        self._tell_problems()
        self._facets.follow(self.text())
        self.filter_changed.emit(self._filter)

    def _tell_problems(self) -> None:
        problems = [each for each in self._filter.problems if not self._is_being_typed(each)]
        self._edit.setProperty("wrong", bool(problems))
        self._edit.style().unpolish(self._edit)
        self._edit.style().polish(self._edit)
        lines = [self._sentence(each) for each in problems[:PROBLEMS]]
        if len(problems) > PROBLEMS:
            lines.append(self._tools.speech.t("window.more-problems", count=len(problems) - PROBLEMS))
        self._problems.setText("\n".join(lines))
        self._problems.setVisible(bool(lines))

    def _is_being_typed(self, problem: FilterProblem) -> bool:
        """Tell whether what is wrong is still being completed."""
        popup, cursor = self._completer.popup(), self._edit.cursorPosition()
        return popup is not None and popup.isVisible() and problem.start <= cursor <= problem.end

    def _sentence(self, problem: FilterProblem) -> str:
        part = one_line(self._filter.text[problem.start : problem.end], SHOWN)
        said = self._tools.speech.say(problem.message)
        return self._tools.speech.t("filterbar.problem", part=part, place=problem.start + 1, said=said)

    def _say_shown(self) -> None:
        shown, total = self._counts
        code = "filterbar.shown-all" if shown == total else "filterbar.shown"
        self._shown.setText(self._tools.speech.t(code, shown=shown, total=total))

    def _on_speech_changed(self) -> None:
        self._say_shown()
        self._tell_problems()


def _line(offer: Suggestion) -> str:
    typed = one_line(offer.insert, 80)
    return f"{typed}   {offer.label}" if offer.label and offer.label != typed else typed
