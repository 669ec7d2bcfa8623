"""Where the emulator listens, where it keeps things, and how others than the window use it."""

import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from linktester.gui.emulatorfacts import READY
from linktester.gui.tools import Tools
from linktester.gui.widgets.commandrow import CommandRow
from linktester.gui.widgets.pathrow import PathRow
from linktester.gui.widgets.plain import PlainLabel
from linktester.report.phrases import clock
from linktester.workspace import EmulatorState

ADDRESSES = ("http", "https", "control")
USES = ("try", "suite", "device")
SAMPLE = "https://qr.alipay.com/bax00000000000000000000"
"""An address that the emulator answers; the code in it is nobody's."""


class EmulatorUse(QScrollArea):
    """A form of lines to copy, and sentences."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._since: datetime | None = None
        self._restarts = 0
        self._lines = {name: self._line(name) for name in (*ADDRESSES, *USES)}
        self._when = PlainLabel()
        self._folder = PathRow(tools.speech, tools.theme, "emulator-state")
        self._folder.show_path(tools.workspace.places.state)
        self.setObjectName("emulator-use")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._lay_out()
        tools.speech.changed.connect(self._tell)

    def show_state(self, state: EmulatorState | None) -> None:
        """Show where it listens now; nothing while it does not."""
        ready = state.ready if state is not None else None
        self._restarts = state.restarts if state is not None else 0
        urls = (ready.base_url, ready.tls_base_url, ready.control_url) if ready else ("", "", "")
        for name, url in zip(ADDRESSES, urls, strict=True):
            self._lines[name].show_line(url)
        folder = self._tools.workspace.places.state
        tls = urlsplit(ready.tls_base_url).netloc if ready else ""
        words = {
            "try": ["curl", "--insecure", "--include", "--connect-to", f"::{tls}", SAMPLE],
            "suite": ["linktester", "run", "--emulator", str(folder / READY)],
        }
        for name, line in words.items():
            self._lines[name].show_line(command_line(line) if ready else "")
        self._lines["device"].show_line(command_line(_FOR_DEVICES))
        if ready is None:
            self._since = None
        self._tell()

    def show_since(self, moment: datetime | None) -> None:
        """Show since when it runs; None while that is not known."""
        self._since = moment
        self._tell()

    def _line(self, name: str) -> CommandRow:
        speech, theme = self._tools.speech, self._tools.theme
        return CommandRow(speech, theme, f"emulator-{name}", f"emulator.{name}")

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 12, 8)
        column.setSpacing(12)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        rows: list[tuple[str, QWidget]] = [(f"emulator.{name}", self._lines[name]) for name in ADDRESSES]
        rows += [("emulator.since", self._when), ("emulator.folder", self._folder)]
        for code, field in rows:
            label = PlainLabel("", "muted", wrap=False)
            self._tools.speech.text(label, code)
            form.addRow(label, field)
        column.addLayout(form)
        for name in USES:
            label = PlainLabel()
            self._tools.speech.text(label, f"emulator.{name}-about")
            column.addWidget(label)
            column.addWidget(self._lines[name])
        column.addStretch(1)
        self.setWidget(inner)

    def _tell(self) -> None:
        t = self._tools.speech.t
        when = clock(self._since) if self._since else "–"
        self._when.setText(t("emulator.since-told", when=when, restarts=self._restarts))


_FOR_DEVICES = [
    *("linktester", "serve", "--host", "0.0.0.0", "--allow-remote"),
    *("--port", "8080", "--tls-port", "8443", "--state-dir", "linktester-devices"),
]


def command_line(words: Sequence[str]) -> str:
    """Return words as one line for this system's shell."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
