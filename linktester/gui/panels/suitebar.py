"""Above the cases: which suite, how much would be tried, and words to find a case by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from linktester.gui.opensuite import OpenSuite
from linktester.gui.panels.suites import UNSAVED
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.banner import sentences
from linktester.gui.widgets.empty import ActionButton
from linktester.gui.widgets.flow import Flow
from linktester.gui.widgets.oneline import OneLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.case import Suite
from linktester.model.errors import InputErrors
from linktester.suite import Options, expand

MANY = 2_000
"""Trials that are worth a word before they are begun."""
WAIT_MS = 150
ACTIONS = ("new-case", "run-selected", "run-all", "save")


@dataclass(frozen=True, slots=True)
class Counted:
    """How much a run would try."""

    trials: int
    left_out: int
    """Combinations that no phone can show."""
    errors: InputErrors | None = None
    """Why nothing can be tried."""


class SuiteBar(QWidget):
    """Title, counts, filter, buttons.

    Signals: `filter_changed(str)`; `filter_left()` when Escape or Enter was pressed in the filter.
    """

    filter_changed = Signal(str)
    filter_left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._latest = Latest(tools.tasks)
        self._open: OpenSuite | None = None
        self._chosen: Sequence[int] = ()
        self._counted: Counted | None = None
        self.title = OneLine("heading")
        self.about = OneLine("muted")
        self.count = PlainLabel("", "muted")
        self.wrong = PlainLabel("", "wrong").selectable()
        self.filter = QLineEdit()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(WAIT_MS)
        self._rest.timeout.connect(self._on_filter_rested)
        self._lay_out()
        tools.speech.changed.connect(self._say)
        tools.circumstances.changed.connect(self._wait.start)

    @property
    def trials(self) -> int | None:
        """How many trials a run of what is chosen would make; None while unknown."""
        return None if self._counted is None else self._counted.trials

    def show_suite(self, suite: OpenSuite | None) -> None:
        """Show which suite is worked on."""
        self._open = suite
        self._wait.start()
        self._say()

    def show_chosen(self, places: Sequence[int]) -> None:
        """Count the trials of these cases; of all when none or one is chosen."""
        self._chosen = places if len(places) > 1 else ()
        self._wait.start()

    def clear_filter(self) -> None:
        """Show all cases again."""
        self.filter.clear()
        self._on_filter_rested()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the filter ends it."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.filter and escape and event.type() == QEvent.Type.KeyPress:
            self.clear_filter()
            self.filter_left.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.filter.setObjectName("case-filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaxLength(200)
        speech.placeholder(self.filter, "cases.filter")
        speech.name(self.filter, "cases.filter")
        self.filter.textChanged.connect(self._on_filter_typed)
        self.filter.returnPressed.connect(self.filter_left)
        self.filter.installEventFilter(self)
        buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        flow = Flow(buttons, 8)
        for name in ACTIONS:
            flow.addWidget(ActionButton(self._tools.actions[name]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self.about, self.count, self.wrong, buttons, self.filter):
            column.addWidget(part)
        self.wrong.hide()

    def _ask(self) -> None:
        suite = self._open.suite if self._open else None
        if suite is None:
            self._latest.drop()
            self._counted = None
            self._say()
            return
        options = self._tools.circumstances.options()
        self._latest.run(count_trials, suite, tuple(self._chosen), options, done=self._on_counted)

    def _on_counted(self, counted: Counted) -> None:
        self._counted = counted
        self._say()

    def _say(self) -> None:
        suite = self._open
        self.title.setText("" if suite is None else UNSAVED * suite.is_edited + suite.name)
        about = suite.suite.title if suite is not None and suite.suite is not None else ""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.count.setText(self._sentence())
        errors = self._counted.errors if self._counted else None
        self.wrong.setText("\n".join(sentences(errors, self._tools.speech)) if errors else "")
        self.wrong.setVisible(errors is not None)

    def _sentence(self) -> str:
        suite = self._open.suite if self._open else None
        if suite is None:
            return ""
        t, counted = self._tools.speech.t, self._counted
        if self._chosen:
            told = [t("cases.chosen", count=len(self._chosen), total=len(suite.cases))]
        else:
            told = [t("cases.case-count", count=len(suite.cases))]
        if counted is not None and counted.errors is None:
            told.append(t("cases.trials", count=f"{counted.trials:,}"))
            if counted.left_out:
                told.append(t("cases.left-out", count=counted.left_out))
            if counted.trials > MANY:
                told.append(t("cases.many"))
        return " · ".join(told)

    def _on_filter_typed(self, _text: str) -> None:
        self._rest.start()

    def _on_filter_rested(self) -> None:
        self._rest.stop()
        self.filter_changed.emit(self.filter.text())


def count_trials(suite: Suite, chosen: tuple[int, ...], options: Options) -> Counted:
    """Return how much a run of the chosen cases (none: of all) would try. Knows no widget; runs anywhere."""
    cases = tuple(suite.cases[place] for place in chosen if place < len(suite.cases)) or suite.cases
    try:
        plan = expand(replace(suite, cases=cases), options)
    except InputErrors as errors:
        return Counted(0, 0, errors)
    return Counted(len(plan.probes), sum(each.count for each in plan.not_applicable))
