"""The what-if switches of the system in front; those of the others wait."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.panels.resolveandroid import AndroidSwitches
from linktester.gui.panels.resolveharmony import HarmonySwitches
from linktester.gui.panels.resolveios import IosSwitches
from linktester.gui.tools import Tools
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.phone import OS
from linktester.oslinks.answers.everywhere import SYSTEMS, Resolved
from linktester.oslinks.answers.switches import WhatIf


class ResolveSwitches(QWidget):
    """Three sets of switches, one of them shown, and a button that puts all back.

    Signals: `turned(WhatIf)` after the user turned one.
    """

    turned = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._what = WhatIf()
        self._found: Resolved | None = None
        self.ios = IosSwitches(tools)
        self.android = AndroidSwitches(tools)
        self.harmony = HarmonySwitches(tools)
        self.reset = TextButton(tools.speech, tools.theme, "resolve-reset", "resolvepage.reset", sign="undo")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in self._sets:
            part.turned.connect(self.turned)
            column.addWidget(part)
        column.addWidget(self.reset)
        self.reset.clicked.connect(self._on_reset_clicked)
        tools.speech.tip(self.reset, "resolvepage.reset-tip")
        tools.speech.changed.connect(self._show)
        self.show_system(SYSTEMS[0])
        self._show()

    def show_system(self, system: OS) -> None:
        """Bring the switches of a system to the front."""
        for each, part in zip(SYSTEMS, self._sets, strict=True):
            part.setVisible(each is system)

    def show_switches(self, what: WhatIf, found: Resolved | None) -> None:
        """Show how the switches stand; nothing is told."""
        self._what, self._found = what, found
        self._show()

    @property
    def _sets(self) -> tuple[IosSwitches, AndroidSwitches, HarmonySwitches]:
        return self.ios, self.android, self.harmony

    def _show(self) -> None:
        answers = [None if self._found is None else self._found.of(each) for each in SYSTEMS]
        self.ios.show_switches(self._what, answers[0])
        self.android.show_switches(self._what, answers[1])
        self.harmony.show_switches(self._what, answers[2])
        self.reset.setEnabled(self._what != WhatIf())

    def _on_reset_clicked(self) -> None:
        self.turned.emit(WhatIf())
