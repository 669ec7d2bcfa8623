"""The page of "Who opens this link?": a link, files, and what each system does with them, rule by rule."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from linktester.gui.models.resolutioncases import MadeCases, cases
from linktester.gui.openproject import OpenProject
from linktester.gui.openresolution import OpenResolution
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.resolvebox import ResolveBox
from linktester.gui.panels.resolvefiles import ResolveFiles
from linktester.gui.panels.resolvefindings import ResolveFindings
from linktester.gui.panels.resolverules import ResolveRules
from linktester.gui.panels.resolvesteps import ResolveSteps
from linktester.gui.panels.resolveswitches import ResolveSwitches
from linktester.gui.panels.resolvetable import ResolveTable
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import EmptyState
from linktester.gui.widgets.scrolled import Scrolled
from linktester.gui.widgets.section import Section
from linktester.model.message import message
from linktester.model.phone import OS
from linktester.oslinks.answers.linkfiles import EXAMPLE_LINK

DRAFT, FILES = "resolve-text", "resolve-files"
"""Where link and paths are remembered until the next start."""
SPLIT = "resolve-split"
STEPS, RULES, FINDINGS = range(3)
TABS = ("resolvepage.tab-steps", "resolvepage.tab-rules", "resolvepage.tab-findings")
PATIENCE_MS = 400
"""After this much waiting for an answer the page says that it is at it."""
LEFT, LEAST_LEFT, LEAST_TABS = 256, 220, 150
"""Pixels: width of files and switches, and the least of it; least height of the tabs."""


class ResolvePage(Page):
    """Box above; files and switches at the left; answers at the right, one of them in full."""

    ID = "resolve"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self.open = OpenResolution(tools, self)
        self.box = ResolveBox(tools)
        self.files = ResolveFiles(tools, self.open)
        self.switches = ResolveSwitches(tools)
        self.table = ResolveTable(tools)
        self.steps = ResolveSteps(tools)
        self.rules = ResolveRules(tools)
        self.findings = ResolveFindings(tools)
        self.tabs = QTabWidget()
        self._doors = {name: QAction(self) for name in ("example", "paste", "files")}
        self._body = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self.setAcceptDrops(True)
        self._lay_out()
        self._listen()
        self._begin()

    def commands(self) -> Commands:
        """Return what can be done with link and files."""
        possible: dict[str, object] = {
            "paste-link": self.box.paste,
            "new-link": partial(self.box.put, ""),
            "open-link-files": self.box.ask_for_files,
        }
        if self.open.asked.url:
            possible["make-link-cases"] = self.make_cases
        return possible  # type: ignore[return-value]

    def show_link(self, text: str) -> None:
        """Put a link into the box that came from another page."""
        self.box.put(text)

    def entered(self) -> None:
        """Take the focus to the box."""
        self.box.edit.setFocus()

    def leave(self) -> None:
        """Remember link, files and layout."""
        self._patience.stop()
        self.box.leave()
        self.open.leave()
        settings = self.tools.settings
        settings.put(DRAFT, self.box.text.encode("utf-8", "replace").decode())
        settings.put(FILES, [each.path for each in self.open.files if Path(each.path).is_absolute()])
        settings.put(SPLIT, self._split.saveState())

    def load_example(self) -> None:
        """Show what the page does with files and a link that come along."""
        self.open.load_example()
        self.box.put(EXAMPLE_LINK)

    def make_cases(self) -> None:
        """Have the link, and its near misses, kept in the project."""
        self.tools.tasks.run(cases, self.open.asked, done=self._on_cases_made, failed=self.failed.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome text and files anywhere on the page."""
        if self.box.edit.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them as if dropped on the box."""
        self.box.take(event.mimeData())
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.box)
        column.addWidget(self._body, 1)
        self._body.addWidget(self._empty())
        self._body.addWidget(self._split)
        self._split.setObjectName("resolve-splitter")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._left())
        self._split.addWidget(self._right())
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([LEFT, 3 * LEFT])
        state = self.tools.settings.octets(SPLIT)
        if not state.isEmpty():
            self._split.restoreState(state)
        self._say()

    def _empty(self) -> QWidget:
        speech = self.tools.speech
        speech.text(self._doors["example"], "resolvepage.example-door")
        speech.text(self._doors["paste"], "resolvepage.paste")
        speech.text(self._doors["files"], "resolvepage.add-files")
        actions = tuple(self._doors.values())
        return EmptyState(speech, "resolvepage.empty-title", "resolvepage.empty-sentence", actions)

    def _left(self) -> QWidget:
        speech = self.tools.speech
        left = Scrolled("resolve-left")
        left.setMinimumWidth(LEAST_LEFT)
        left.column.setContentsMargins(0, 0, 8, 0)
        left.column.setSpacing(12)
        self._files = Section(speech, "resolve-files-part", "resolvepage.files", self.files)
        self._switches = Section(speech, "resolve-switches-part", "resolvepage.what-if", self.switches)
        left.column.addWidget(self._files)
        left.column.addWidget(self._switches)
        left.column.addStretch(1)
        return left

    def _right(self) -> QWidget:
        sheets: tuple[QWidget, ...] = (self.steps, self.rules, self.findings)
        for sheet in sheets:
            self.tabs.addTab(sheet, "")
        self.tabs.setObjectName("resolve-tabs")
        self.tabs.setDocumentMode(True)
        self.tools.speech.name(self.tabs, "action.page-resolve")
        self.tabs.setMinimumHeight(LEAST_TABS)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addWidget(self.tabs, 1)
        return right

    def _listen(self) -> None:
        self.box.given.connect(self._on_link_given)
        self.box.edit.textChanged.connect(self._show_body)
        self.box.files_given.connect(self._on_files_given)
        self._patience.timeout.connect(self._on_patience_ended)
        self.box.cases_requested.connect(self.make_cases)
        self.open.files_changed.connect(self._on_files_changed)
        self.open.asked_changed.connect(self._on_asked_changed)
        self.open.changed.connect(self._on_changed)
        self.open.told.connect(self.told)
        self.files.chosen.connect(self._on_file_chosen)
        self.table.system_chosen.connect(self._on_system_chosen)
        self.switches.turned.connect(self.open.turn)
        self.steps.turn_requested.connect(self._on_turn_requested)
        self._doors["example"].triggered.connect(self.load_example)
        self._doors["paste"].triggered.connect(self.box.paste)
        self._doors["files"].triggered.connect(self.box.ask_for_files)
        self.tools.speech.changed.connect(self._say)

    def _begin(self) -> None:
        """Show what was there when the window was closed."""
        self.open.read(Path(each) for each in self.tools.settings.texts(FILES))
        draft = self.tools.settings.text(DRAFT)
        if draft:
            self.box.put(draft)
        self._on_asked_changed()

    def _say(self) -> None:
        for index, code in enumerate(TABS):
            self.tabs.setTabText(index, self.tools.speech.t(code))
        self._say_system()

    def _say_system(self) -> None:
        self._switches.say_beside(self.tools.speech.of("os", self.table.system))

    def _show_body(self) -> None:
        something = bool(self.box.text or self.open.files)
        self._body.setCurrentIndex(1 if something else 0)

    def _on_link_given(self) -> None:
        self.open.show_link(self.box.text)

    def _on_files_given(self, paths: tuple[Path, ...]) -> None:
        self.box.say(message("start.reading"))
        self.open.read(paths)

    def _on_patience_ended(self) -> None:
        if self.open.is_busy:
            self.box.say(message("resolvepage.working"))

    def _on_files_changed(self) -> None:
        self.box.say(None)
        count = len(self.open.files)
        self._files.say_beside(str(count) if count else "")
        self.findings.show_file(self.files.current)

    def _on_file_chosen(self, _path: str) -> None:
        self.findings.show_file(self.files.current)
        self.tabs.setCurrentIndex(FINDINGS)

    def _on_asked_changed(self) -> None:
        self._show_body()
        if self.open.is_busy and not self._patience.isActive():
            self._patience.start()
        self.box.cases.setEnabled(bool(self.open.asked.url))
        self.switches.show_switches(self.open.what, self.open.found)
        self.commands_changed.emit()

    def _on_changed(self) -> None:
        if not self._patience.isActive():
            self.box.say(None)
        self._patience.stop()
        self.table.show_found(self.open.found)
        self.switches.show_switches(self.open.what, self.open.found)
        self._show_answer(self.table.system)

    def _on_system_chosen(self, system: OS) -> None:
        self.switches.show_system(system)
        self._say_system()
        self._show_answer(system)
        if self.tabs.currentIndex() == FINDINGS:
            self.tabs.setCurrentIndex(STEPS)

    def _show_answer(self, system: OS) -> None:
        answer = None if self.open.found is None else self.open.found.of(system)
        self.steps.show_answer(answer)
        self.rules.show_answer(answer)

    def _on_turn_requested(self, what: object) -> None:
        self.open.turn(what)  # type: ignore[arg-type]
        self.tabs.setFocus()

    def _on_cases_made(self, made: MadeCases) -> None:
        self.cases_offered.emit(made.cases)
        if made.left_out:
            self.told.emit(message("resolvepage.cases-left-out", made=len(made.cases), count=made.left_out))
