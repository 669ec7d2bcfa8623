"""The page of the matrix: what the rules say for a date, or what a run came to, as one picture."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from linktester.gui.models.boards import View
from linktester.gui.models.picturemaker import Origin, PictureMaker
from linktester.gui.models.rulebook import Answers, Rulebook
from linktester.gui.models.twodates import TwoDates, now, words
from linktester.gui.onelink import OneLink
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.celldetail import CellDetail
from linktester.gui.panels.comparedates import ComparedPictures
from linktester.gui.panels.datepicker import DatePicker
from linktester.gui.panels.legend import Legend
from linktester.gui.panels.picturebar import PictureBar
from linktester.gui.picturecommands import PictureCommands
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import EmptyState
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import LinktesterError
from linktester.run import Job

ROOMY = QSize(1_300, 600)
"""In a smaller page two pictures stand alone."""
ROWS_MS = 250
"""Results that stream in change the picture at most so often."""
SPLIT = "matrix-split"
PICTURE, DETAIL = 760, 340
"""Pixels of picture and detail at the first start; they keep the proportion."""


class MatrixPage(Page):
    """Follows the circumstances of the toolbar and the open run."""

    ID = "matrix"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self._rulebook = Rulebook(tools, self)
        self._maker = PictureMaker()
        self._when = TwoDates()
        self._one = OneLink(tools, self._rulebook, self)
        self._bar = PictureBar(tools)
        self._head = PlainLabel("", "heading")
        self._dates = DatePicker(tools)
        self._legend = Legend(tools)
        self._pictures = ComparedPictures(tools)
        self._acts = PictureCommands(tools, self._pictures, self._when, self._rulebook, self)
        self._detail = CellDetail(tools)
        self._wait = PlainLabel("", "muted")
        self._stack, self._split = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._rows_timer = QTimer(self)
        self._rows_timer.setSingleShot(True)
        self._rows_timer.setInterval(ROWS_MS)
        self._lay_out()
        self._listen()
        self._on_circumstances_changed()
        self._on_rows_due()

    def commands(self) -> Commands:
        """Return what can be done with the picture on show."""
        found: dict[str, Callable[[], None]] = {
            "compare-dates": self._compare,
            "find": self._bar.focus_find,
        }
        if self._pictures.model.board.slots:
            rules, title = self._bar.origin is Origin.RULES, self._title((self._acts.moment,))
            remark = self.tools.speech.t("policy.forecast-caveat") if rules else ""
            found |= {
                "copy": partial(self._acts.copy, title),
                "export": partial(self._acts.export, title, remark),
            }
        if self._acts.can_send():
            acts = self._acts
            found |= {"run": acts.send_current, "run-selected": acts.send_selected, "run-all": acts.send_all}
        return found

    def entered(self) -> None:
        """Take the focus to the picture."""
        self._rulebook.look()
        self._pictures.front.setFocus()

    def leave(self) -> None:
        """Remember the layout."""
        self.tools.settings.put(SPLIT, self._split.saveState())

    def show_link(self, text: str) -> None:
        """Show the picture of one link."""
        self._bar.type_link(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with results that came meanwhile."""
        super().showEvent(event)
        self._on_rows_due()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way to two pictures where there is little room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        comparing = self._when.pair is not None
        self._detail.setVisible(not comparing or self.width() >= ROOMY.width())
        drawn = self._stack.currentWidget() is self._split
        self._legend.setVisible(drawn and (not comparing or self.height() >= ROOMY.height()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        above: tuple[QWidget, ...] = (self._bar, self._head, self._dates, self._legend)
        for part in above:
            column.addWidget(part)
        actions = self.tools.actions
        ways = (actions["page-start"], actions["page-runs"])
        self._empty = EmptyState(self.tools.speech, "matrix.empty", "matrix.empty-sentence", ways)
        self._split.addWidget(self._pictures)
        self._split.addWidget(self._detail)
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tools.speech.text(self._wait, "matrix.reading")
        for front in (self._wait, self._empty, self._split):
            self._stack.addWidget(front)
        column.addWidget(self._stack, 1)
        self._split.setSizes([PICTURE, DETAIL])
        self._split.restoreState(self.tools.settings.octets(SPLIT))

    def _listen(self) -> None:
        self._bar.changed.connect(self._on_wish_changed)
        self._bar.typing.connect(self._one.forget)
        self._bar.link_typed.connect(self._want_one)
        self._bar.searched.connect(self._pictures.search)
        self._dates.moved.connect(self._on_date_moved)
        self._dates.settled.connect(self._on_date_settled)
        self._pictures.current_moved.connect(self._show_cell)
        self._pictures.opened.connect(self._on_opened)
        self._pictures.jumped.connect(partial(self._on_date_settled, 1))
        self._detail.send_requested.connect(self._acts.send_current)
        self._detail.why_requested.connect(self._on_why_requested)
        self._rulebook.changed.connect(self._on_rules_changed)
        self._rulebook.progressed.connect(self._on_rules_progressed)
        self._rulebook.failed.connect(self._on_rules_failed)
        self._acts.told.connect(self.told)
        self._acts.run_requested.connect(self._on_run_requested)
        self._acts.all_requested.connect(self._on_all_requested)
        self._one.answered.connect(self._on_one_answered)
        self.run.added.connect(self._on_rows_changed)
        self.run.opened.connect(self._on_rows_changed)
        self._rows_timer.timeout.connect(self._on_rows_due)
        self.tools.circumstances.changed.connect(self._on_circumstances_changed)
        self.tools.host.busy_changed.connect(self._show_stack)
        self.tools.speech.changed.connect(self._on_wish_changed)

    def _show(self) -> None:
        """Show the picture that is wanted now."""
        wish = self._bar.wish
        book, pair, phrases = self._rulebook.book, self._when.pair, self.tools.speech.phrases
        if pair is None:
            self._pictures.show_one(self._maker.board(wish, self._when.first))
        else:
            self._pictures.show_two(self._maker.compare(wish, pair, book.moments if book else (), phrases))
        self._legend.show_board(self._pictures.models[0].board)
        self._head.setText(self._title(pair or (self._when.first,)))
        self._show_cell()

    def _show_stack(self) -> None:
        if self._bar.origin is Origin.RUN:
            front: QWidget = self._split if self.run.rows else self._empty
        else:
            front = self._split if self._rulebook.answers else self._wait
        self._stack.setCurrentWidget(front)
        self._detail.allow(not self.tools.host.is_busy)
        self._dates.show_dates(self._when.handles)
        self._make_room()
        self.commands_changed.emit()

    def _show_cell(self) -> None:
        index, model = self._pictures.front.currentIndex(), self._pictures.model
        if not index.isValid():
            self._detail.show_slot("", None)
            return
        slot = model.slot(index)
        self._detail.show_slot(model.heading(index), slot)
        if self._bar.origin is Origin.RUN and slot is not None:
            row = slot.pieces[0].row
            self.run.select(row.key if row else None)

    def _title(self, dates: tuple[datetime, ...]) -> str:
        wish, speech = self._bar.wish, self.tools.speech
        days = [words(self._maker.shown_date(wish, moment), speech.phrases) for moment in dates]
        shown = days[0] if len(days) == 1 else speech.t("matrix.two-days", first=days[0], second=days[1])
        if wish.origin is Origin.RUN and not self._maker.tried:
            return speech.t("matrix.title-no-run")
        if wish.origin is Origin.RUN:
            basis = speech.phrases.of("basis", self.run.rows[0].basis)
            return speech.t("matrix.title-run", day=shown, dates=len(self._maker.tried), basis=basis)
        answers = self._rulebook.answers
        system = answers.terms.os if answers else self.tools.circumstances.system
        return speech.t("matrix.title-rules", day=shown, system=speech.phrases.of("os", system))

    def _on_wish_changed(self) -> None:
        self._bar.offer_links(self._maker.names(self._bar.origin, self.tools.speech.phrases))
        self._want_one()
        self._show()
        self._show_stack()

    def _want_one(self) -> None:
        wish = self._bar.wish
        if wish.view is View.LINK and wish.origin is Origin.RULES:
            self._one.want(wish.link, self._bar.typed)

    def _on_one_answered(self, answers: Answers | None) -> None:
        self._maker.take_one(answers)
        self._show()
        self.commands_changed.emit()

    def _on_rules_changed(self) -> None:
        book = self._rulebook.book
        if book is not None:
            self._dates.show_book(book)
        self._maker.take_answers(self._rulebook.answers)
        self._on_wish_changed()

    def _on_rules_failed(self, error: LinktesterError) -> None:
        self.tools.speech.put(self._wait, "setText", "matrix.broken")
        self.failed.emit(error)

    def _on_rules_progressed(self, done: int, total: int) -> None:
        self.tools.speech.put(self._wait, "setText", "matrix.computing", done=done, total=total)

    def _on_rows_changed(self) -> None:
        if self.isVisible() and not self._rows_timer.isActive():
            self._rows_timer.start()

    def _on_rows_due(self) -> None:
        self._maker.take_rows(self.run.rows)
        self._bar.offer_links(self._maker.names(self._bar.origin, self.tools.speech.phrases))
        self._show()
        self._show_stack()

    def _on_circumstances_changed(self) -> None:
        self._when.follow(self.tools.circumstances.as_of)
        self._rulebook.look()
        self._show()
        self._show_stack()

    def _on_date_moved(self, number: int, moment: datetime) -> None:
        self._when.preview(number, moment)
        self._show()

    def _on_date_settled(self, number: int, moment: datetime | None) -> None:
        if number:
            self._when.preview(1, moment or now())
            self._on_wish_changed()
            return
        if moment == self.tools.circumstances.as_of:
            self._on_circumstances_changed()
        self.tools.circumstances.set_as_of(moment)

    def _compare(self) -> None:
        self._when.switch(self._rulebook.book)
        self.tools.actions["compare-dates"].setChecked(self._when.comparing)
        self._on_wish_changed()

    def _on_run_requested(self, job: Job) -> None:
        self.run_requested.emit(job)
        self.page_requested.emit("results")

    def _on_all_requested(self, job: Job) -> None:
        """Stay here and show how the picture fills with results."""
        self.run_requested.emit(job)
        self._bar.choose(Origin.RUN)

    def _on_opened(self) -> None:
        slot = self._pictures.model.slot(self._pictures.front.currentIndex())
        row = slot.pieces[0].row if slot else None
        if self._bar.origin is Origin.RUN and row is not None:
            self._on_why_requested(row.key)
        else:
            self._detail.focus_send()

    def _on_why_requested(self, key: str) -> None:
        self.run.select(key)
        self.page_requested.emit("results")
