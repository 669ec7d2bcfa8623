"""What-if switches of an Android phone."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.panels.resolveapps import Ticks, offer, set_tick, tick
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.field import Choice, Field
from linktester.model.phone import OS
from linktester.oslinks.android.opens import Origin
from linktester.oslinks.android.verification import FAILURE, STATES
from linktester.oslinks.answers.answer import Answer
from linktester.oslinks.answers.switches import VERSIONS, AndroidIf, WhatIf, install
from linktester.report.escape import one_line

MOST_STATES = 8
"""Pairs of app and host whose verification can be switched."""
MOST_NAME = 60
AS_FILES = ""


class AndroidSwitches(QWidget):
    """Apps, verification of each host, where the tap comes from, version, what the user settled.

    Signals: `turned(WhatIf)`.
    """

    turned = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._what = WhatIf()
        self._pairs: tuple[tuple[str, str], ...] = ()
        speech = tools.speech
        self.apps = Ticks(speech, "resolve-android-app", "resolvepage.installed")
        self.selected = Ticks(speech, "resolve-android-selected", "resolvepage.selected")
        self.opens = Ticks(speech, "resolve-android-opens", "resolvepage.opens-links")
        self.dynamic = Ticks(speech, "resolve-android-dynamic", "resolvepage.dynamic")
        self.origin, self.version, self.default = Choice(), Choice(), Choice()
        self.google = tick(speech, "resolve-android-google", "resolvepage.google")
        self.states: list[Choice] = []
        """One choice for each pair of app and host."""
        self._parts: list[QWidget] = []
        self._origin = Field(speech, "resolve-android-origin", "resolvepage.origin", self.origin)
        self._version = Field(speech, "resolve-android-version", "resolvepage.version", self.version)
        self._default = Field(speech, "resolve-android-default", "resolvepage.default", self.default)
        self._verified = QVBoxLayout()
        self._verified.setSpacing(3)
        self._lay_out()
        self._listen()

    def show_switches(self, what: WhatIf, answer: Answer | None) -> None:
        """Show how the switches stand; nothing is told."""
        self._what, t, mine = what, self._tools.speech.t, what.android
        apps = answer.known.apps if answer is not None else ()
        here = frozenset(apps) - mine.gone
        self.apps.show_apps(apps, here)
        self.selected.show_apps(apps, mine.selected)
        self.opens.show_apps(apps, frozenset(apps) - mine.off)
        ruled = answer.ruled if answer is not None else ()
        self.dynamic.show_apps(ruled, frozenset(ruled) - mine.static)
        offer(self.origin, [(each, t(f"resolvepage.android-{each}")) for each in Origin], mine.origin)
        versions = [(str(each), t(f"resolvepage.version-{each}")) for each in VERSIONS]
        offer(self.version, versions, str(next(each for each in (*VERSIONS, 0) if each <= mine.version)))
        names = [(each, one_line(each, MOST_NAME)) for each in apps]
        offer(self.default, [("", t("resolvepage.default-none")), *names], mine.default)
        set_tick(self.google, mine.google)
        self.google.setVisible(bool(ruled))
        self._show_states(mine, answer)

    def _show_states(self, mine: AndroidIf, answer: Answer | None) -> None:
        found = {} if answer is None else answer.states
        pairs = tuple(found)[:MOST_STATES]
        if pairs != self._pairs:
            self._make_states(pairs)
        for pair, choice in zip(pairs, self.states, strict=True):
            words = self._words(found[pair])
            offer(choice, words, mine.states.get(pair, AS_FILES))

    def _words(self, state: str) -> Sequence[tuple[str, str]]:
        t = self._tools.speech.t
        named = t(f"resolvepage.state-{state}")
        files = (AS_FILES, t("resolvepage.state-as-files", state=named))
        return (files, *((each, t(f"resolvepage.state-{each}")) for each in (*STATES, FAILURE)))

    def _make_states(self, pairs: tuple[tuple[str, str], ...]) -> None:
        for part in self._parts:
            self._verified.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._pairs, self.states, self._parts = pairs, [], []
        for number, (app, host) in enumerate(pairs):
            choice, title = Choice(), BreakingLabel()
            choice.setObjectName(f"resolve-android-state-{number}")
            names = {"app": one_line(app, MOST_NAME), "host": one_line(host, MOST_NAME)}
            self._tools.speech.text(title, "resolvepage.verified-for", **names)
            self._tools.speech.name(choice, "resolvepage.verified-for", **names)
            choice.activated.connect(partial(self._on_state_chosen, number))
            self.states.append(choice)
            self._parts += [title, choice]
            self._verified.addWidget(title)
            self._verified.addWidget(choice)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.apps, self._origin, self._version):
            column.addWidget(part)
        column.addLayout(self._verified)
        below: tuple[QWidget, ...] = (self.selected, self.opens, self._default, self.dynamic, self.google)
        for each in below:
            column.addWidget(each)
        self._tools.speech.tip(self.google, "resolvepage.google-tip")

    def _listen(self) -> None:
        self.apps.ticked.connect(self._on_app_ticked)
        self.selected.ticked.connect(self._on_selected)
        self.opens.ticked.connect(self._on_opens)
        self.dynamic.ticked.connect(self._on_dynamic)
        for choice in (self.origin, self.version, self.default):
            choice.activated.connect(self._on_turned)
        self.google.toggled.connect(self._on_turned)

    def _on_app_ticked(self, app: str, here: bool) -> None:
        self.turned.emit(install(self._what, OS.ANDROID, app, here=here))

    def _on_selected(self, app: str, on: bool) -> None:
        chosen = self._what.android.selected
        self._tell(replace(self._what.android, selected=chosen | {app} if on else chosen - {app}))

    def _on_opens(self, app: str, on: bool) -> None:
        off = self._what.android.off
        self._tell(replace(self._what.android, off=off - {app} if on else off | {app}))

    def _on_dynamic(self, app: str, on: bool) -> None:
        static = self._what.android.static
        self._tell(replace(self._what.android, static=static - {app} if on else static | {app}))

    def _on_state_chosen(self, number: int, _row: int) -> None:
        states = {**self._what.android.states, self._pairs[number]: self.states[number].value}
        kept = {pair: state for pair, state in states.items() if state != AS_FILES}
        self._tell(replace(self._what.android, states=kept))

    def _on_turned(self, _value: object = None) -> None:
        mine = replace(
            self._what.android,
            origin=Origin(self.origin.value),
            version=int(self.version.value),
            default=self.default.value,
            google=self.google.isChecked(),
        )
        self._tell(mine)

    def _tell(self, mine: AndroidIf) -> None:
        self.turned.emit(replace(self._what, android=mine))
