"""A payment code before scanners: which ones, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linktester import links
from linktester.gui.models.codereading import CodeReading
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.places import Places
from linktester.gui.panels.startresults import StartResults
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled
from linktester.model.case import Stand
from linktester.project.codecases import scanner_stands
from linktester.project.trial import is_link


class CodeTrial(Scrolled):
    """Places that scan, a word about gaps, results.

    Signals: `picture_requested(str)` for the matrix of the code.
    """

    picture_requested = Signal(str)

    def __init__(self, tools: Tools, run: OpenRun, parent: QWidget | None = None) -> None:
        super().__init__("codes-trial", parent)
        self._tools = tools
        self._text = ""
        self.note = PlainLabel("", "muted")
        self.places = Places(tools)
        self.results = StartResults(tools, run)
        self._lay_out()
        self.places.show_stands(scanners())
        self.places.picture_requested.connect(self._on_picture_requested)

    def show_reading(self, found: CodeReading | None) -> None:
        """Say what trying this code means, or why it cannot be tried."""
        tried = found.tried if found is not None else None
        self._text = tried.text if tried is not None else ""
        self._tools.speech.text(self.note, _state(found))
        self.places.setVisible(tried is not None and is_link(tried.parsed))

    def _on_picture_requested(self) -> None:
        self.picture_requested.emit(self._text)

    def _lay_out(self) -> None:
        self.column.setContentsMargins(0, 8, 8, 0)
        self.column.setSpacing(12)
        parts: tuple[QWidget, ...] = (self.note, self.places, self.results)
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)


def _state(found: CodeReading | None) -> str:
    if found is None:
        return "codes.try-no-code"
    if found.tried is None:
        return "codes.try-no-text"
    return "codes.try-means" if is_link(found.tried.parsed) else "codes.try-nothing"


def scanners() -> tuple[Stand, ...]:
    """Return every scanner that is there: those of the wallets, the camera, the reader of standards."""
    known = links.catalogue().platforms
    return tuple(stand for stand in scanner_stands() if stand.host in known)
