"""The page `emulator`: whether it runs, where, by which rules, and what it logged."""

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from linktester.gui.emulatorfacts import Facts, ask
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.emulatoruse import EmulatorUse
from linktester.gui.panels.logview import LogView
from linktester.gui.present import Look, Shape
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import ActionButton
from linktester.gui.widgets.mark import Mark
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.link import PlatformId
from linktester.model.message import message
from linktester.report.escape import one_line
from linktester.send import Ready
from linktester.workspace import EmulatorState

TABS = ("use", "log", "rules")
_LOOKS = {
    "running": Look("honored", Shape.TICK),
    "shared": Look("honored", Shape.TICK),
    "starting": Look("inconclusive", Shape.QUESTION),
    "down": Look("blocked", Shape.BAR),
}


class EmulatorPage(Page):
    """State above, three tabs below."""

    ID = "emulator"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self._state: EmulatorState | None = None
        self._asked: Ready | None = None
        self._facts = Facts()
        self._asking = Latest(tools.tasks)
        self._mark = Mark(tools.theme)
        self._sentence = PlainLabel()
        self._use, self._log = EmulatorUse(tools), LogView(tools)
        self._rules = QTreeWidget()
        self._rules.setObjectName("emulator-rules")
        self._rules.setRootIsDecorated(False)
        self._rules.setUniformRowHeights(True)
        self._rules.setProperty("look", "roomy")
        tools.speech.name(self._rules, "emulator.rules-name")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("emulator-tabs")
        self._lay_out()
        tools.host.emulator_changed.connect(self._on_emulator_changed)
        tools.speech.changed.connect(self._tell)
        self._log.show_file(tools.workspace.places.state / "emulator.log")
        self._use.show_state(None)
        self._tell()

    def commands(self) -> Commands:
        """Offer a restart that says it has begun, and the log."""
        return {"restart-emulator": self._restart, "emulator-log": self._show_log}

    def entered(self) -> None:
        """Ask how it stands."""
        self.tools.host.ask_emulator()
        self._tabs.setFocus()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._mark)
        line.addWidget(self._sentence, 1)
        line.addWidget(ActionButton(self.tools.actions["restart-emulator"]))
        for part in (self._use, self._log, self._rules):
            self._tabs.addTab(part, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self._tabs, 1)

    def _restart(self) -> None:
        if self.tools.host.is_busy:
            self.told.emit(message("emulator.restart-later"))
        self._state = None
        self._asked = None
        self.tools.host.restart_emulator()
        self._use.show_state(None)
        self._tell()

    def _show_log(self) -> None:
        self._tabs.setCurrentWidget(self._log)

    def _on_emulator_changed(self, state: EmulatorState) -> None:
        self._state = state
        self._use.show_state(state)
        self._log.show_file(state.log)
        if state.ready is None:
            self._asked, self._facts = None, Facts()
        elif state.ready != self._asked:
            self._asked = state.ready
            folder = self.tools.workspace.places.state
            self._asking.run(ask, state.ready, folder, done=self._on_told)
        self._tell()

    def _on_told(self, facts: Facts) -> None:
        self._facts = facts
        self._use.show_since(facts.since)
        self._tell()

    def _standing(self) -> str:
        if self._state is None:
            return "starting"
        if self._state.ready is None:
            return "down"
        return "running" if self._state.own else "shared"

    def _tell(self) -> None:
        t, standing = self.tools.speech.t, self._standing()
        self._mark.show_look(_LOOKS[standing], t(f"emulator.is-{standing}"))
        self._sentence.setText(t(f"emulator.means-{standing}"))
        for number, name in enumerate(TABS):
            self._tabs.setTabText(number, t(f"emulator.tab-{name}"))
        self._rules.setHeaderLabels(
            [t(f"emulator.column-{name}") for name in ("platform", "version", "hash")]
        )
        self._rules.clear()
        for name, told in sorted(self._facts.packs.items()):
            version, _, digest = one_line(told, 200).partition(" ")
            shown = self.tools.speech.phrases.platform(PlatformId(name))
            self._rules.addTopLevelItem(QTreeWidgetItem([one_line(shown, 80), version, digest]))
        for column, width in enumerate((220, 140)):
            self._rules.setColumnWidth(column, width)
