"""The main window: rail, toolbar, one page in front, status bar. It routes wishes; it decides nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from linktester.gui.openrun import OpenRun
from linktester.gui.pages import PAGES, make_page
from linktester.gui.pages.page import Commands, Page
from linktester.gui.plaintext import shown
from linktester.gui.rail import Rail
from linktester.gui.statusbar import StatusBar
from linktester.gui.toolbar import ToolBar
from linktester.gui.tools import Tools
from linktester.gui.widgets.banner import Banner
from linktester.model.errors import LinktesterError

if TYPE_CHECKING:
    from linktester.gui.openproject import OpenProject
    from linktester.gui.windowcommands import WindowCommands
    from linktester.model.message import Message
    from linktester.run import Job

TITLE = 80
"""Characters of a folder's name in the title."""
WATCH_MS = 5_000
"""How often the emulator is looked after while nothing runs."""


class Window(QMainWindow):
    """All of it. At first a frame that is quickly drawn; `furnish` makes it work.

    Pages are made when they are first brought to the front.
    Signals: `page_shown(str)` with the id of the page that came to the front; `leaving()` when it is about to
    end and takes nothing more in; `ended()` when it is closed.
    """

    page_shown = Signal(str)
    leaving = Signal()
    ended = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools
        self.run = OpenRun(tools, self)
        self.project: OpenProject
        self._commands: WindowCommands
        self._pages: dict[str, Page] = {}
        self._first = PAGES[0]
        self._ended = False
        self._stack = QStackedWidget()
        self._banner = Banner(tools.speech, tools.theme)
        self._rail = Rail(tools.actions, PAGES)
        self._status = StatusBar(tools, self.run)
        self._lay_out()
        self._listen()
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(tools.host.ask_emulator)
        tools.actions.allow(frozenset(f"page-{name}" for name in PAGES))
        self._rail.show_page(self._first)
        self._restore()

    def furnish(self) -> None:
        """Put the first page in, and let actions be triggered. Loads the rooms that this stands on."""
        from linktester.gui.openproject import OpenProject  # noqa: PLC0415 - not before the first paint
        from linktester.gui.windowcommands import WindowCommands  # noqa: PLC0415

        self.tools.actions.show_icons()
        self.project = OpenProject(self.tools, self)
        self._commands = WindowCommands(self.tools, self.project, self.run, self)
        self._commands.page_requested.connect(self.show_page)
        self._commands.close_requested.connect(self.close)
        for teller in (self.project, self._commands):
            teller.told.connect(self._status.tell)
            teller.failed.connect(self.show_error)
        self.project.changed.connect(self._on_project_changed)
        self.show_page(self._first)

    @property
    def page(self) -> Page:
        """The page in front."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_page(self, name: str) -> Page:
        """Bring a page to the front, made first if need be; return it."""
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self._made(name)
        self._stack.setCurrentWidget(page)
        self._rail.show_page(name)
        page.entered()
        self._allow()
        self.page_shown.emit(name)
        return page

    def start(self) -> None:
        """Begin what need not be there for the first paint: emulator, project, history."""
        self.tools.host.wake()
        self.project.open_last()
        self._watch.start()

    def start_run(self, job: "Job") -> None:
        """Run a job and show its results as they come, unless the page in front shows them itself."""
        self._banner.dismiss()
        self.run.start(job)

    def tell(self, said: "Message") -> None:
        """Tell one line at the bottom, for a while."""
        self._status.tell(said)

    def show_error(self, error: LinktesterError) -> None:
        """Tell a fault above the page; what was told before it is no longer the last word."""
        self._status.clearMessage()
        self._banner.show_error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, keep drafts, stop what runs."""
        self.end()
        super().closeEvent(event)

    def end(self) -> None:
        """Do what closing does, also where there is no screen left to close it on. May be called twice."""
        if self._ended:
            return
        self._ended = True
        self.leaving.emit()
        self.tools.settings.put("geometry", self.saveGeometry())
        for dialog in self.findChildren(QDialog):
            # What one of them is at, such as a long report, would be waited for.
            dialog.reject()
        try:
            if self._pages:
                self._leave()
        finally:
            self.tools.settings.save()
            # Ending takes a moment: the emulator is waited for, and a history is folded together.
            self.hide()
            self.tools.host.close()
            self.tools.tasks.close()
            self.ended.emit()

    def _leave(self) -> None:
        self._watch.stop()
        for page in self._pages.values():
            page.leave()
        self.project.leave()
        self.tools.settings.put("page", self.page.ID)

    def _made(self, name: str) -> Page:
        page = make_page(name, self.tools, self.run, self.project)
        page.commands_changed.connect(self._allow)
        page.run_requested.connect(self.start_run)
        page.page_requested.connect(self.show_page)
        page.case_offered.connect(self.project.offer)
        page.cases_offered.connect(self.project.offer_all)
        page.picture_requested.connect(self._on_picture_requested)
        page.resolve_requested.connect(self._on_resolve_requested)
        page.told.connect(self._status.tell)
        page.failed.connect(self.show_error)
        self._stack.addWidget(page)
        return page

    def _lay_out(self) -> None:
        self.tools.speech.put(self, "setWindowTitle", "window.title")
        self.resize(1240, 800)
        self.setMinimumSize(900, 600)
        self.tools.actions.fill(self.menuBar())
        self.addToolBar(ToolBar(self.tools, self.run, self))
        self.setStatusBar(self._status)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        column = QVBoxLayout()
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(12)
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)

    def _listen(self) -> None:
        tools = self.tools
        tools.actions.requested.connect(self._on_action_requested)
        tools.host.refused.connect(self.show_error)
        tools.host.busy_changed.connect(self._allow)
        self.run.opened.connect(self._allow)
        self.run.finished.connect(self._allow)
        self.run.told.connect(self._status.tell)
        self.run.failed.connect(self.show_error)

    def _restore(self) -> None:
        geometry = self.tools.settings.octets("geometry")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def _possible(self) -> Mapping[str, object]:
        return {**self._commands.commands(), **self.page.commands()}

    def _allow(self) -> None:
        self.tools.actions.allow(frozenset(self._possible()))

    def _on_picture_requested(self, link: str) -> None:
        self.show_page("matrix").show_link(link)

    def _on_resolve_requested(self, link: str) -> None:
        self.show_page("resolve").show_link(link)

    def _on_project_changed(self) -> None:
        folder = self.project.folder
        if folder is not None:
            # The place of the mark for what is not saved yet is Qt's own, `[*]`.
            name = shown(folder.name, TITLE).replace("[*]", "")
            self.tools.speech.put(self, "setWindowTitle", "window.title-project", folder=name)
        self.setWindowModified(self.project.is_edited)

    def _on_action_requested(self, name: str) -> None:
        if not self._pages:
            # Not furnished yet: only pages can be asked for.
            self._first = name.removeprefix("page-")
            return
        commands: Commands = self.page.commands()
        command = commands.get(name) or self._commands.commands().get(name)
        if command is not None:
            command()
