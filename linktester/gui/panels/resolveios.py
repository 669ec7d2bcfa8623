"""What-if switches of an iPhone."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.panels.resolveapps import Ticks, offer, set_tick, tick
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine
from linktester.model.phone import OS
from linktester.oslinks.answers.answer import Answer
from linktester.oslinks.answers.switches import WhatIf, install
from linktester.oslinks.ios import Choice as Chosen
from linktester.oslinks.ios import Origin

MOST_HOST = 253


class IosSwitches(QWidget):
    """Apps, where the tap comes from, what the user chose, developer mode.

    Signals: `turned(WhatIf)`.
    """

    turned = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._what = WhatIf()
        speech = tools.speech
        self.apps = Ticks(speech, "resolve-ios-app", "resolvepage.installed")
        self.origin = Choice()
        self.page = FormLine()
        self.page.setMaxLength(MOST_HOST)
        self.chosen = Choice()
        self.intercepts = tick(speech, "resolve-ios-intercepts", "resolvepage.intercepts")
        self.developer = tick(speech, "resolve-ios-developer", "resolvepage.developer")
        self._origin = Field(speech, "resolve-ios-origin", "resolvepage.origin", self.origin)
        self._page = Field(speech, "resolve-ios-page", "resolvepage.page-host", self.page)
        self._chosen = Field(speech, "resolve-ios-choice", "resolvepage.choice", self.chosen)
        self._lay_out()
        self._listen()

    def show_switches(self, what: WhatIf, answer: Answer | None) -> None:
        """Show how the switches stand; nothing is told."""
        self._what, t = what, self._tools.speech.t
        mine = what.ios
        apps = answer.known.apps if answer is not None else ()
        self.apps.show_apps(apps, frozenset(apps) - mine.gone)
        offer(self.origin, [(each, t(f"resolvepage.ios-{each}")) for each in Origin], mine.origin)
        offer(self.chosen, [(each, t(f"resolvepage.choice-{each}")) for each in Chosen], mine.choice)
        self.page.show_text(mine.page_host)
        self._page.setVisible(mine.origin is Origin.SAFARI_TAP)
        self.intercepts.setVisible(mine.origin is Origin.WEB_VIEW_TAP)
        set_tick(self.intercepts, mine.intercepts)
        set_tick(self.developer, mine.developer)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        speech.placeholder(self.page, "resolvepage.page-host-none")
        speech.tip(self.developer, "resolvepage.developer-tip")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        parts: tuple[QWidget, ...] = (self.apps, self._origin, self._page, self.intercepts, self._chosen)
        for part in (*parts, self.developer):
            column.addWidget(part)

    def _listen(self) -> None:
        self.apps.ticked.connect(self._on_app_ticked)
        self.origin.activated.connect(self._on_turned)
        self.chosen.activated.connect(self._on_turned)
        self.page.editingFinished.connect(self._on_turned)
        self.intercepts.toggled.connect(self._on_turned)
        self.developer.toggled.connect(self._on_turned)

    def _on_app_ticked(self, app: str, here: bool) -> None:
        self.turned.emit(install(self._what, OS.IOS, app, here=here))

    def _on_turned(self, _value: object = None) -> None:
        mine = replace(
            self._what.ios,
            origin=Origin(self.origin.value),
            page_host=self.page.text().strip().lower(),
            choice=Chosen(self.chosen.value),
            intercepts=self.intercepts.isChecked(),
            developer=self.developer.isChecked(),
        )
        self.turned.emit(replace(self._what, ios=mine))
