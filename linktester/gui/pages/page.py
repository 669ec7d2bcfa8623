"""What a page is to the window: what it can do now, and what it would like others to do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools

if TYPE_CHECKING:
    from linktester.gui.openproject import OpenProject

Commands = Mapping[str, Callable[[], None]]
"""Action id → what the page does for it."""


class Page(QWidget):
    """Base of all pages.

    Signals: `commands_changed` when `commands()` gives something else; `run_requested(Job)`;
    `page_requested(str)` for the id of another page; `case_offered(Case)` for one to be kept in the
    project, `cases_offered(tuple)` for several in one step; `picture_requested(str)` for the matrix of one
    link, `resolve_requested(str)` for who opens one; `told(Message)` for one line in the status bar;
    `failed(LinktesterError)` for what the user has to read.
    """

    ID = ""
    """Ids of pages are those of their actions: `start` belongs to `page-start`."""

    commands_changed = Signal()
    run_requested = Signal(object)
    page_requested = Signal(str)
    case_offered = Signal(object)
    cases_offered = Signal(object)
    picture_requested = Signal(str)
    resolve_requested = Signal(str)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, run: OpenRun, project: "OpenProject") -> None:
        super().__init__()
        self.tools = tools
        self.run = run
        self.project = project
        self.setObjectName(f"page-{self.ID}")
        tools.speech.name(self, f"action.page-{self.ID}")

    def commands(self) -> Commands:
        """Return what this page can do at this moment; actions that nobody can do are greyed."""
        return {}

    def show_link(self, text: str) -> None:
        """Show what the page has to say of one link; the box of links, the matrix and who opens it have."""

    def entered(self) -> None:
        """The page was brought to the front: take the focus to where work begins."""
        self.setFocus()

    def leave(self) -> None:
        """The window closes: remember layouts in `tools.settings`, keep drafts."""
