"""The head of the open run: what it is, what it rests on, how it stands, how far its knowledge reaches."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from linktester.gui.openrun import OpenRun
from linktester.gui.panels.cells import REACHES
from linktester.gui.plaintext import tip
from linktester.gui.tools import Tools
from linktester.gui.widgets.horizon import HorizonBar, Share
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import Counted, Row
from linktester.model.events import RunFinished
from linktester.model.run import Match, Reach, RunHead
from linktester.model.verdict import By, Cause
from linktester.report.escape import one_line
from linktester.report.phrases import clock

TITLE, NAME = 120, 60
HATCHINGS = {
    Reach.EVIDENCED: Qt.BrushStyle.SolidPattern,
    Reach.CARRIED: Qt.BrushStyle.Dense4Pattern,
    Reach.INFERRED: Qt.BrushStyle.FDiagPattern,
    Reach.UNKNOWN: Qt.BrushStyle.NoBrush,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is counted of a run beside the verdicts."""

    counted: Counted
    faults: int
    """Results our own side broke, and nobody expected it to."""
    disagreements: int


def faulty(row: Row) -> bool:
    """Tell whether our own side broke under this row, and nobody expected it to."""
    if row.cause is not Cause.FAULT or row.by is not By.OURS:
        return False
    wanted = row.expected is not None and row.expected.cause is Cause.FAULT
    return not (wanted and row.match is Match.MET)


def _is_short(head: RunHead, finish: RunFinished | None) -> bool:
    """Tell whether a run ended before its last result: killed, or broken off by a fault of ours."""
    return finish is None or sum(finish.tally.outcomes.values()) < head.total


class RunHeadPanel(QWidget):
    """Facts at the left, the honest horizon at the right.

    Signals: `reach_requested(str)` for a part of the horizon somebody wants to see.
    """

    reach_requested = Signal(str)

    def __init__(self, tools: Tools, run: OpenRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run-head")
        self._tools = tools
        self._run = run
        self._standing: Standing | None = None
        self._title = PlainLabel("", "heading", wrap=False)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._facts = PlainLabel("", "muted")
        self._basis = PlainLabel()
        self._basis.setAccessibleName(tools.speech.t("runhead.basis-name"))
        self._against = PlainLabel()
        self._notices = PlainLabel("", "warning")
        self._bar = HorizonBar(tools.theme)
        self._parts = {reach: self._part(reach) for reach in Reach}
        self._lay_out()
        tools.speech.changed.connect(self.show_again)

    def show_standing(self, standing: Standing) -> None:
        """Show how the open run stands now."""
        self._standing = standing
        self.show_again()

    def show_again(self) -> None:
        """Say everything anew."""
        head = self._run.head
        if head is None or self._standing is None:
            return
        self._say_head(head)
        self._say_counts(self._standing)
        notices = self._sentences(head, self._standing)
        self._notices.setText("\n".join(notices))
        self._notices.setVisible(bool(notices))

    def _part(self, reach: Reach) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"reach-{reach}")
        button.setProperty("look", "facet")
        button.clicked.connect(partial(self._on_part_clicked, reach))
        return button

    def _lay_out(self) -> None:
        facts = QVBoxLayout()
        facts.setSpacing(2)
        for label in (self._title, self._facts, self._basis, self._against, self._notices):
            facts.addWidget(label)
        facts.addStretch(1)
        horizon = QVBoxLayout()
        horizon.setSpacing(4)
        caption = PlainLabel("", "muted", wrap=False)
        self._tools.speech.text(caption, "runhead.horizon")
        self._tools.speech.tip(caption, "report.horizon-means")
        horizon.addWidget(caption)
        horizon.addWidget(self._bar)
        parts = QHBoxLayout()
        parts.setSpacing(2)
        for button in self._parts.values():
            parts.addWidget(button)
        parts.addStretch(1)
        horizon.addLayout(parts)
        horizon.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(facts, 3)
        row.addLayout(horizon, 2)

    def _say_head(self, head: RunHead) -> None:
        speech = self._tools.speech
        suites = ", ".join(one_line(suite, NAME) for suite in head.suites[:5])
        title = one_line(head.name, TITLE) or suites or head.id
        self._title.setText(title)
        self._title.setToolTip(tip(head.name or suites))
        parts = [clock(head.started_at)]
        if head.name and suites:
            parts.append(suites)
        for name in ("tester", "build", "device"):
            value = getattr(head, name)
            if value:
                parts.append(f"{speech.t(f'report.{name}')}: {one_line(value, NAME)}")
        self._facts.setText(" · ".join(parts))
        basis, means = (speech.phrases.of(kind, head.basis) for kind in ("basis", "means"))
        self._basis.setText(speech.t("runhead.basis", basis=basis, means=means))

    def _say_counts(self, standing: Standing) -> None:
        speech, counted = self._tools.speech, standing.counted
        against = [
            f"{speech.phrases.of('match', each)} {counted.matches[each]}"
            for each in Match
            if counted.matches[each]
        ]
        self._against.setText(speech.t("runhead.against", counts=" · ".join(against)) if against else "")
        self._against.setVisible(bool(against))
        said = []
        for reach, button in self._parts.items():
            word = speech.phrases.of("reach", reach)
            button.setText(f"{word} {counted.reaches[reach]}")
            button.setToolTip(tip(speech.phrases.of("means-reach", reach)))
            button.setAccessibleName(button.text())
            said.append(button.text())
        shares = tuple(Share(counted.reaches[each], REACHES[each], HATCHINGS[each]) for each in Reach)
        self._bar.show_shares(shares, speech.t("runhead.horizon-said", counts=", ".join(said)))

    def _sentences(self, head: RunHead, standing: Standing) -> list[str]:
        t = self._tools.speech.t
        done, found = len(self._run.rows), []
        if self._run.finish is not None and self._run.finish.cancelled:
            found.append(t("runhead.cancelled", done=done, total=head.total))
        elif not self._run.is_running and _is_short(head, self._run.finish):
            found.append(t("runhead.unfinished", done=done, total=head.total))
        if standing.faults:
            found.append(t("runhead.faults", count=standing.faults))
        if standing.disagreements:
            found.append(t("runhead.disagreements", count=standing.disagreements))
        left_out = sum(each.count for each in head.not_applicable)
        if left_out:
            found.append(t("runhead.not-applicable", count=left_out))
        reasons = "\n".join(
            f"{each.count} – {self._tools.speech.say(each.reason)}" for each in head.not_applicable[:20]
        )
        self._notices.setToolTip(tip(reasons) if reasons else "")
        return found

    def _on_part_clicked(self, reach: Reach) -> None:
        self.reach_requested.emit(reach.value)
