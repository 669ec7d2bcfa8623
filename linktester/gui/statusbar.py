"""The line at the bottom: the last thing told, the open run, the basis, and how the emulator stands."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtWidgets import QStatusBar, QToolButton, QWidget

from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.message import Message
from linktester.report.escape import one_line

if TYPE_CHECKING:
    from linktester.workspace import EmulatorState

TOLD_MS = 12_000
MOST = 400
"""Characters of what is told."""


class StatusBar(QStatusBar):
    """What is told goes away after a while; the rest stays."""

    def __init__(self, tools: Tools, run: OpenRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._run = run
        self._state: EmulatorState | None = None
        self._told: Message | None = None
        self._basis = PlainLabel("", "muted", wrap=False)
        self._emulator = QToolButton()
        self._emulator.setObjectName("status-emulator")
        self._emulator.setAutoRaise(True)
        self._emulator.clicked.connect(tools.actions["page-emulator"].trigger)
        self.addPermanentWidget(self._basis)
        self.addPermanentWidget(self._emulator)
        self.setSizeGripEnabled(False)
        tools.host.emulator_changed.connect(self.show_emulator)
        tools.host.refused.connect(tools.host.ask_emulator)
        run.opened.connect(self._on_run_opened)
        tools.speech.changed.connect(self._on_speech_changed)
        self.messageChanged.connect(self._on_message_changed)
        self._on_speech_changed()

    def tell(self, said: Message) -> None:
        """Show one line for a while."""
        self.showMessage(one_line(self._tools.speech.say(said), MOST), TOLD_MS)
        self._told = said

    def show_emulator(self, state: "EmulatorState") -> None:
        """Show how the emulator stands."""
        self._state = state
        self._emulator.setText(self._sentence())

    def _sentence(self) -> str:
        if self._state is None:
            return self._tools.speech.t("window.emulator-starting")
        if self._state.ready is None:
            return self._tools.speech.t("window.emulator-down")
        port = urlsplit(self._state.ready.base_url).port or 0
        return self._tools.speech.t("window.emulator-up", port=port)

    def _on_run_opened(self) -> None:
        self._on_speech_changed()

    def _on_message_changed(self, _shown: str) -> None:
        # It went, or something else took its place.
        self._told = None

    def _on_speech_changed(self) -> None:
        if self._told is not None:
            self.tell(self._told)
        speech, head = self._tools.speech, self._run.head
        self._emulator.setText(self._sentence())
        basis = "simulated" if head is None else head.basis.value
        self._basis.setText(speech.t("window.basis", basis=speech.of("basis", basis)))
        self._basis.setToolTip(speech.of("means", basis))
