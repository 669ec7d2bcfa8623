"""The window's doors to the desktop: later starts, clicked links, opened files; and a look at its own home.

Opened after the first paint, when there is a page to show things on.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from linktester.gui import fleet
from linktester.gui.handover import Asked
from linktester.gui.homecheck import home_fault
from linktester.gui.instance import Start
from linktester.gui.opener import CASES, LINKS, Opener
from linktester.gui.pages.cases import CasesPage
from linktester.gui.reception import Reception
from linktester.gui.updates import Updates
from linktester.gui.window import Window
from linktester.model.errors import EnvironmentFault
from linktester.model.message import Message, message

TOKEN = "XDG_ACTIVATION_TOKEN"
"""Where the toolkit looks for a desktop's leave to come to the front."""


@runtime_checkable
class Ear(Protocol):
    """An application that is asked to open things while it runs; see `linktester.gui.application`."""

    opened: SignalInstance

    def take_early(self) -> list[str]:
        """Return what was asked before anybody listened."""


class Doors(QObject):
    """Everything that asks the window to show something."""

    def __init__(self, app: object, window: Window, start: Start) -> None:
        super().__init__(window)
        self._window = window
        self._start = start
        tools = window.tools
        self.opener = Opener(tools, window.project, self)
        self.opener.page_requested.connect(window.show_page)
        self.opener.case_requested.connect(self._on_case_requested)
        self.opener.link_requested.connect(self._on_link_requested)
        self.opener.told.connect(window.tell)
        self.opener.failed.connect(window.show_error)
        self._reception: Reception | None = None
        if start.claim is not None:
            self._reception = Reception(start.claim, tools.workspace.places, self)
            self._reception.asked.connect(self._on_asked)
            window.leaving.connect(self._reception.close)
        self._early: list[str] = []
        if isinstance(app, Ear):
            app.opened.connect(self._on_opened)
            self._early = app.take_early()

    def open(self) -> None:
        """Let in what waits, and whoever comes from now on."""
        if self._reception is not None:
            self._reception.open()
        self.let_in((*self._start.things, *self._early))
        if self._start.is_second:
            self._window.tell(message("instance.second"))
        tools = self._window.tools
        tools.tasks.run(home_fault, tools.workspace.places, done=self._on_home_tried)
        tools.tasks.run(fleet.read, done=self._on_fleet_read)

    def let_in(self, things: Sequence[str]) -> None:
        """Show these; nothing of them is run, sent or imported."""
        if things:
            self.opener.open(things)

    def _on_asked(self, asked: Asked) -> None:
        if asked.token:
            os.environ[TOKEN] = asked.token
        come_forward(self._window)
        self.let_in(asked.things)

    def _on_opened(self, thing: str) -> None:
        come_forward(self._window)
        self.let_in((thing,))

    def _on_case_requested(self, place: int) -> None:
        page = self._window.show_page(CASES)
        if isinstance(page, CasesPage):
            page.show_case(place)

    def _on_link_requested(self, link: str) -> None:
        self._window.show_page(LINKS).show_link(link)
        self._window.tell(message("opening.link-shown"))

    def _on_fleet_read(self, laid_down: fleet.Fleet) -> None:
        settings = self._window.tools.settings
        updates = Updates(settings, laid_down, self)
        updates.answered.connect(self._window.tell)
        self._window.leaving.connect(updates.stop)
        updates.ask_daily(datetime.now(UTC).astimezone().date())

    def _on_home_tried(self, fault: Message | None) -> None:
        if fault is not None:
            self._window.show_error(EnvironmentFault(fault))


def come_forward(window: QWidget) -> None:
    """Bring a window to the front, as far as the desktop lets it; one that was put away comes back."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
