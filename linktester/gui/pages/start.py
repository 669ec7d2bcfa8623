"""The page a tester begins on: one box for a link, where it is tried, and what came of it."""

from datetime import datetime

from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.linktrial import LinkTrial
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.code import CodePanel
from linktester.gui.panels.familyform import FamilyForm
from linktester.gui.panels.found import Found
from linktester.gui.panels.linkbox import LinkBox
from linktester.gui.panels.otherdates import OtherDates
from linktester.gui.panels.places import Places
from linktester.gui.panels.startresults import StartResults
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import EmptyState
from linktester.gui.widgets.scrolled import Scrolled
from linktester.links import is_order as is_order_link
from linktester.model.case import Case
from linktester.model.message import message
from linktester.model.phone import Entry
from linktester.project.example import sample
from linktester.project.given import Understood, Way
from linktester.project.trial import stand_ins

DRAFT = "start-text"
"""Where the text is remembered until the next start."""


class StartPage(Page):
    """Box, what was found, places, results; the code at the side."""

    ID = "start"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self.box = LinkBox(tools)
        self.form = FamilyForm(tools)
        self.found = Found(tools)
        self.places = Places(tools)
        self.dates = OtherDates(tools)
        self.results = StartResults(tools, run)
        self.code = CodePanel(tools)
        self.trial = LinkTrial(tools, self.places, self.results, self)
        self._run_when_read = False
        self._sample = QAction(self)
        self._pasting = QAction(self)
        self._cases = QAction(self)
        self._body = QStackedWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._listen()
        self._begin()

    @property
    def can_run(self) -> bool:
        """True while there is a link, a place, and nothing else runs."""
        return self.trial.can_run

    def commands(self) -> Commands:
        """Return what can be done with the text in the box."""
        possible: dict[str, object] = {
            "paste-link": self.box.paste,
            "open-picture": self.box.ask_picture,
            "new-link": self._clear,
        }
        if self.can_run or self.box.is_reading:
            possible["run"] = self.start
        if self.box.text:
            possible["copy-link"] = self.code.copy_text
            possible["resolve-link"] = self._resolve
        if self.code.drawn is not None:
            possible["enlarge-code"] = self._enlarge
        return possible  # type: ignore[return-value]

    def entered(self) -> None:
        """Take the focus to the box."""
        self.box.edit.setFocus()

    def leave(self) -> None:
        """Keep the text for the next start."""
        for part in (self.box, self.form, self.code):
            part.leave()
        self.tools.settings.put(DRAFT, self.box.text.encode("utf-8", "replace").decode())

    def show_link(self, text: str) -> None:
        """Put a link into the box; it is read, and run when somebody says so."""
        self.box.put(text)

    def start(self) -> None:
        """Run the link; text that is not read yet is read first."""
        if self.box.is_reading:
            self._run_when_read = True
            self.box.read_now()
            return
        job = self.trial.begin()
        if job is None:
            return
        self.box.say(None)
        self.run_requested.emit(job)
        self._scroll.show_from(self.dates, self.results)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome text, pictures and files anywhere on the page."""
        if self.box.edit.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them as if dropped on the box."""
        self.box.take(event.mimeData())
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.box)
        left.addWidget(self._body, 1)
        row.addLayout(left, 1)
        row.addWidget(self.code)
        self._body.addWidget(self._doors())
        self._body.addWidget(self._work())

    def _doors(self) -> QWidget:
        speech = self.tools.speech
        speech.text(self._sample, "start.try-sample")
        speech.text(self._pasting, "start.paste-door")
        speech.text(self._cases, "start.open-cases")
        actions = (self._sample, self._pasting, self._cases)
        return EmptyState(speech, "start.empty-title", "start.empty-sentence", actions)

    def _work(self) -> QWidget:
        self._scroll = Scrolled("start-scroll")
        column = self._scroll.column
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        self.form.hide()
        parts: tuple[QWidget, ...] = (self.form, self.found, self.places, self.dates, self.results)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return self._scroll

    def _listen(self) -> None:
        tools = self.tools
        self.box.understood.connect(self._on_understood)
        self.box.edit.textChanged.connect(self.commands_changed)
        self.box.build_toggled.connect(self._on_build_toggled)
        self.form.built.connect(self.box.put)
        self.places.changed.connect(self._on_places_changed)
        self.places.picture_requested.connect(self._on_picture_requested)
        self.run.finished.connect(self._on_run_finished)
        self.results.why_requested.connect(self._on_why_requested)
        self.dates.date_chosen.connect(self._on_date_chosen)
        self.code.enlarge_requested.connect(self._enlarge)
        self.code.drawn_changed.connect(self.commands_changed)
        self.code.told.connect(self.told)
        self.code.failed.connect(self.failed)
        self.box.add_requested.connect(self._on_add_requested)
        self._sample.triggered.connect(self._try_sample)
        self._pasting.triggered.connect(self.box.paste)
        self._cases.triggered.connect(tools.actions["page-cases"].trigger)
        tools.host.busy_changed.connect(self._on_busy_changed)

    def _begin(self) -> None:
        """Show what was there when the window was closed; the sample at the first start."""
        draft = self.tools.settings.text(DRAFT)
        self._show_body()
        if draft:
            self.box.put(draft)
        elif self.tools.settings.first_start:
            self.tools.tasks.run(sample, done=self._offer_sample)

    def _try_sample(self) -> None:
        self.tools.tasks.run(sample, done=self._on_sample_read)

    def _offer_sample(self, case: Case) -> None:
        # Whoever was quicker keeps what was pasted.
        if not self.box.text:
            self._on_sample_read(case)

    def _on_sample_read(self, case: Case) -> None:
        self.places.show_stands(case.stands)
        self.places.touched = True
        self.box.put(case.link.text)
        self.box.say(message("start.sample-hint"))
        self.box.edit.setFocus()

    def _clear(self) -> None:
        self.places.forget()
        self.box.clear()

    def _on_understood(self, found: Understood | None) -> None:
        before, self.trial.found = self.trial.found, found
        other = found is None or before is None or found.text != before.text
        self.found.show_parsed(found.parsed if found else None, self.box.scanned)
        link = found.parsed.link if found else None
        is_order = link is not None and is_order_link(link)
        self.code.show_text(found.alone if found else "", "code.order" if is_order else "")
        self.places.suggest(Entry.SCAN_LIVE if self.box.way is Way.PICTURE else Entry.TAP, link)
        self.places.tell_stand_ins(stand_ins(found.parsed) if found else ())
        self._show_body()
        if other:
            self._scroll.to_top()
        self.trial.compare()
        self.commands_changed.emit()
        if self._run_when_read:
            self._run_when_read = False
            self.start()

    def _show_body(self) -> None:
        found, linked = self.trial.found, self.trial.has_link
        self._body.setCurrentIndex(1 if found is not None or self.form.isVisibleTo(self) else 0)
        for part in (self.places, self.dates):
            part.setVisible(linked)
        self.box.add.setEnabled(linked)
        self.code.setVisible(linked)
        if found is None:
            self.results.forget()

    def _on_places_changed(self) -> None:
        self.trial.compare()
        self.commands_changed.emit()

    def _on_busy_changed(self, busy: bool) -> None:
        self.dates.allow(not busy)
        self.commands_changed.emit()

    def _on_run_finished(self, _finish: object) -> None:
        if self.results.is_shown:
            self._scroll.show_from(self.dates, self.results)

    def _on_date_chosen(self, moment: datetime | None) -> None:
        self.tools.circumstances.set_as_of(moment)
        self.start()

    def _on_build_toggled(self, building: bool) -> None:
        self.form.setVisible(building)
        self._show_body()
        if building:
            self.form.open()

    def _on_picture_requested(self) -> None:
        if self.trial.found is not None:
            self.picture_requested.emit(self.trial.found.parsed.link.text)

    def _resolve(self) -> None:
        found = self.trial.found
        self.resolve_requested.emit(self.box.text.strip() if found is None else found.alone)

    def _on_why_requested(self, key: str) -> None:
        self.run.select(key)
        self.page_requested.emit("results")

    def _on_add_requested(self) -> None:
        case = self.trial.case()
        if case is not None:
            self.case_offered.emit(case)

    def _enlarge(self) -> None:
        from linktester.gui.dialogs.largecode import LargeCode  # noqa: PLC0415 - not before the first paint

        if self.code.drawn is not None:
            drawn = self.code.drawn
            LargeCode(self.tools.speech, drawn.modules, drawn.text, self).open()
