"""What-if switches of a HarmonyOS phone."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.panels.resolveapps import Ticks, set_tick, tick
from linktester.gui.tools import Tools
from linktester.model.phone import OS
from linktester.oslinks.answers.answer import Answer
from linktester.oslinks.answers.switches import WhatIf, install


class HarmonySwitches(QWidget):
    """Apps, verification, and whether App Linking alone is asked for.

    Signals: `turned(WhatIf)`.
    """

    turned = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = WhatIf()
        speech = tools.speech
        self.apps = Ticks(speech, "resolve-harmony-app", "resolvepage.installed")
        self.verified = tick(speech, "resolve-harmony-verified", "resolvepage.harmony-verified")
        self.only = tick(speech, "resolve-harmony-only", "resolvepage.harmony-only")
        speech.tip(self.verified, "resolvepage.harmony-verified-tip")
        speech.tip(self.only, "resolvepage.harmony-only-tip")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.apps, self.verified, self.only):
            column.addWidget(part)
        self.apps.ticked.connect(self._on_app_ticked)
        self.verified.toggled.connect(self._on_turned)
        self.only.toggled.connect(self._on_turned)

    def show_switches(self, what: WhatIf, answer: Answer | None) -> None:
        """Show how the switches stand; nothing is told."""
        self._what = what
        apps = answer.known.apps if answer is not None else ()
        self.apps.show_apps(apps, frozenset(apps) - what.harmony.gone)
        set_tick(self.verified, what.harmony.verified)
        set_tick(self.only, what.harmony.only)

    def _on_app_ticked(self, app: str, here: bool) -> None:
        self.turned.emit(install(self._what, OS.HARMONY, app, here=here))

    def _on_turned(self, _on: bool) -> None:
        mine = replace(self._what.harmony, verified=self.verified.isChecked(), only=self.only.isChecked())
        self.turned.emit(replace(self._what, harmony=mine))
