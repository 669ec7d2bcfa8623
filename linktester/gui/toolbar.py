"""The bar above every page: under which circumstances links are tried, and the run that goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QProgressBar, QSizePolicy, QToolBar, QWidget

from linktester.gui.openrun import OpenRun, Progress
from linktester.gui.tools import Tools
from linktester.gui.widgets.datechoice import DateChoice
from linktester.gui.widgets.empty import ActionButton
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.system import OS

BAR_WIDTH = 150


class ToolBar(QToolBar):
    """Date, system, what may answer; run, stop and progress."""

    def __init__(self, tools: Tools, run: OpenRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        tools.speech.put(self, "setWindowTitle", "window.toolbar")
        self._dates = DateChoice(tools)
        self._systems = QComboBox()
        self._inferred = QCheckBox()
        self._systems.setObjectName("system")
        self._inferred.setObjectName("inferred")
        self._bar = QProgressBar()
        self._told = PlainLabel("", "muted", wrap=False)
        self._add_circumstances()
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spring)
        self._add_progress()
        run.progressed.connect(self._on_run_progressed)
        tools.speech.changed.connect(self._on_speech_changed)
        self._on_speech_changed()
        self._on_run_progressed(run.progress())

    def _add_circumstances(self) -> None:
        speech, actions = self._tools.speech, self._tools.actions
        for system in OS:
            self._systems.addItem("", system)
        self._systems.setCurrentIndex(self._systems.findData(self._tools.circumstances.system))
        self._systems.currentIndexChanged.connect(self._on_system_chosen)
        speech.name(self._systems, "window.system")
        speech.tip(self._systems, "window.system-tip")
        self.addWidget(self._dates)
        self.addWidget(self._systems)
        self.addWidget(self._inferred)
        speech.text(self._inferred, "action.assume-inferred")
        speech.tip(self._inferred, "window.inferred-tip")
        self._inferred.clicked.connect(actions["assume-inferred"].trigger)
        actions["assume-inferred"].toggled.connect(self._inferred.setChecked)

    def _add_progress(self) -> None:
        self._bar.setFixedWidth(BAR_WIDTH)
        self._bar.setTextVisible(False)
        self._tools.speech.name(self._bar, "window.progress")
        self._shown = [self.addWidget(self._told), self.addWidget(self._bar)]
        self._stop = self.addWidget(ActionButton(self._tools.actions["stop"]))

    def _on_system_chosen(self, index: int) -> None:
        self._tools.circumstances.set_system(OS(self._systems.itemData(index)))

    def _on_speech_changed(self) -> None:
        for index in range(self._systems.count()):
            self._systems.setItemText(index, self._tools.speech.of("os", self._systems.itemData(index)))

    def _on_run_progressed(self, progress: Progress) -> None:
        for part in (*self._shown, self._stop):
            part.setVisible(progress.running)
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._told.setText(self._sentence(progress))

    def _sentence(self, progress: Progress) -> str:
        args: dict[str, str | int] = {"done": progress.done, "total": progress.total}
        left = progress.seconds_left
        if left is None:
            return self._tools.speech.t("window.progress-told", **args)
        args["rate"] = f"{progress.rate:.0f}"
        if left < 90:
            return self._tools.speech.t("window.progress-seconds", seconds=max(1, round(left)), **args)
        return self._tools.speech.t("window.progress-minutes", minutes=round(left / 60), **args)
