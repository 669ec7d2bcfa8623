"""“I saw it on my phone”: asks what happened, records it, and says where it stands."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from linktester.gui import sighter
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.sighting import SightingForm
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.banner import sentences
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import InputErrors, LinktesterError
from linktester.model.run import CaseResult
from linktester.model.zone import day_of
from linktester.report.escape import one_line
from linktester.report.phrases import day

WIDTH, HEIGHT, LEAST_HEIGHT, TOLD_HEIGHT = 560, 720, 480, 320
"""Pixels at first, not much higher than the window, and when it is told where the sighting stands."""


class SightingDialog(QDialog):
    """One sighting at the place of one result.

    Signals: `again_requested(key, datetime | None)` to run the result once more, at another date if one is
    given; `changed` after the team's rules did.
    """

    again_requested = Signal(str, object)
    changed = Signal()

    def __init__(self, tools: Tools, run: OpenRun, result: CaseResult, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sighting-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tools = tools
        self._run = run
        self._run_id = run.head.id if run.head else ""
        self._result = result
        self._now = datetime.now(UTC)
        self._noted: sighter.Noted | None = None
        self._work = Latest(tools.tasks)
        self._form = SightingForm(tools, sighter.blank(result, day_of(self._now)))
        self._fault = PlainLabel("", "wrong")
        self._told = PlainLabel().selectable()
        self._record = _button("primary")
        self._again = _button("primary")
        self._forget = _button("sighting-forget")
        self._pages = QStackedLayout()
        self._lay_out()
        self.resize(WIDTH, min(HEIGHT, max(parent.height(), LEAST_HEIGHT)))
        tools.speech.put(self, "setWindowTitle", "sighting.title")
        self.finished.connect(self._work.drop)
        seen = sighter.blank(result, day_of(self._now))
        self._work.run(sighter.choices, tools.workspace, seen, done=self._form.offer, failed=self._on_failed)

    def _lay_out(self) -> None:
        self._pages.addWidget(self._asking())
        self._pages.addWidget(self._answering())
        column = QVBoxLayout(self)
        column.addLayout(self._pages)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self._form.paste)

    def _asking(self) -> QWidget:
        speech = self._tools.speech
        probe = self._result.probe
        place = PlainLabel(f"{speech.phrases.stand(probe)} · {speech.phrases.phone(probe)}", "heading")
        link = PlainLabel(one_line(probe.link.text, 200), "muted").selectable()
        about = PlainLabel("", "muted")
        speech.text(about, "sighting.about")
        scroll = QScrollArea()
        scroll.setWidget(self._form)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        speech.text(self._record, "sighting.record")
        self._record.setEnabled(False)
        self._record.clicked.connect(self._on_record)
        self._form.completed.connect(self._record.setEnabled)
        self._fault.hide()
        page = QWidget()
        column = QVBoxLayout(page)
        for widget in (place, link, about):
            column.addWidget(widget)
        column.addWidget(scroll, 1)
        column.addWidget(self._fault)
        column.addLayout(self._buttons(self._record, "sighting.cancel"))
        return page

    def _answering(self) -> QWidget:
        speech = self._tools.speech
        title = PlainLabel("", "heading")
        speech.text(title, "sighting.recorded")
        speech.text(self._again, "sighting.again")
        speech.text(self._forget, "sighting.forget")
        self._again.clicked.connect(self._on_again)
        self._forget.clicked.connect(self._on_forget)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(title)
        column.addWidget(self._told)
        column.addStretch(1)
        buttons = self._buttons(self._again, "sighting.close")
        buttons.insertWidget(0, self._forget)
        column.addLayout(buttons)
        return page

    def _buttons(self, first: QPushButton, cancel: str) -> QHBoxLayout:
        close = _button("sighting-close")
        self._tools.speech.text(close, cancel)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(first)
        row.addWidget(close)
        return row

    def _on_record(self) -> None:
        seen = self._form.seen()
        if seen is None:
            return
        self._record.setEnabled(False)
        self._fault.hide()
        for name in ("tester", "device"):
            self._tools.settings.put(name, getattr(seen, name))
        key = self._result.evidence.probe_key
        sighting = sighter.Sighting(self._run_id, seen, key, datetime.now(UTC), self._form.picture())
        self._work.run(
            sighter.note, self._tools.workspace, sighting, done=self._on_noted, failed=self._on_failed
        )

    def _on_noted(self, noted: sighter.Noted) -> None:
        self._noted = noted
        if noted.annotation is not None and self._run.head is not None and self._run.head.id == self._run_id:
            self._run.note(noted.annotation.key, noted.annotation)
        self._told.setText(self._sentences(noted))
        self._pages.setCurrentIndex(1)
        self.resize(self.width(), TOLD_HEIGHT)
        self._again.setFocus()
        self.changed.emit()

    def _sentences(self, noted: sighter.Noted) -> str:
        t, recorded = self._tools.speech.t, noted.recorded
        effect = self._tools.speech.phrases.of("effect", recorded.effect)
        lines = [
            t("sighting.stands", effect=effect, file=str(recorded.file)),
            t("sighting.id", observation=recorded.observation),
            t("sighting.counts"),
        ]
        seen = self._form.seen()
        if seen is not None and not sighter.answers(self._result, seen.day):
            asked = day(self._result.probe.as_of)
            lines.append(t("sighting.other-date", asked=asked, seen=seen.day.isoformat()))
        return "\n\n".join(lines)

    def _on_failed(self, error: LinktesterError) -> None:
        loose = sentences(error, self._tools.speech)
        if isinstance(error, InputErrors) and self._noted is None:
            loose = self._form.show_problems(error)
        self._fault.setText("\n".join(loose))
        self._fault.setVisible(bool(loose))
        self._pages.setCurrentIndex(0)
        self._record.setEnabled(self._form.seen() is not None)

    def _on_again(self) -> None:
        seen = self._form.seen()
        same = seen is None or sighter.answers(self._result, seen.day)
        self.again_requested.emit(self._result.evidence.probe_key, None if same else datetime.now(UTC))
        self.accept()

    def _on_forget(self) -> None:
        if self._noted is None:
            return
        self._forget.setEnabled(False)
        taken = self._noted.recorded
        self._work.run(
            sighter.take_back,
            self._tools.workspace,
            taken,
            done=self._on_forgotten,
            failed=self._on_not_forgotten,
        )

    def _on_forgotten(self, _nothing: None) -> None:
        self._tools.speech.silence(self._told)
        self._told.setText(self._tools.speech.t("sighting.forgotten"))
        self._again.setEnabled(False)
        self.changed.emit()

    def _on_not_forgotten(self, error: LinktesterError) -> None:
        self._told.setText("\n".join(sentences(error, self._tools.speech)))
        self._forget.setEnabled(True)


def _button(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
