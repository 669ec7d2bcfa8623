"""Takes what the table shows out of the house: says how much, in which format, where to, and writes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.dialogs.destination import Destination
from linktester.gui.dialogs.formats import Formats
from linktester.gui.dialogs.insidereport import InsideReport
from linktester.gui.exporting import Order, Writing, Written, write
from linktester.gui.openrun import OpenRun
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.banner import Banner
from linktester.gui.widgets.pathrow import PathRow
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import LinktesterError
from linktester.model.run import RunHead
from linktester.report import Report, Scope
from linktester.report.scope import chosen as chosen_words
from linktester.wording import LANGUAGES

FORMAT = "export-format"
WHO = ("tester", "build", "device")
"""Fields of the head; the settings of the same names fill those the run has left open."""
LOOK_MS = 100
WIDTH = 660
NAME = 200
"""Most characters of a person's field."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which results of the open run go out."""

    filter_text: str
    """Text of the filter box; untrusted."""
    keys: tuple[str, ...] | None
    """Keys of the probes shown or selected; None = all."""
    shown: int
    of: int


class ExportDialog(QDialog):
    """Writes the open run, or the part of it that is `chosen`. A run has to lie open.

    It stays open after writing, so that a second format is one click away. Closing it stops what is written.
    """

    def __init__(self, tools: Tools, run: OpenRun, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert run.head is not None
        self._tools, self._head, self._chosen = tools, run.head, chosen
        self._indexes = _indexes(run, chosen)
        self._writing: Writing | None = None
        self._task = Latest(tools.tasks)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._on_time_passed)
        self.setObjectName("export-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tools.speech.put(self, "setWindowTitle", "export.title")
        self._make_parts(run.head)
        self._lay_out()
        self._listen()
        self._on_speech_changed()
        self._allow()

    def start(self) -> None:
        """Write the file."""
        path = self._destination.path
        if path is None or self._writing is not None or not self._count:
            return
        order = Order(
            run=self._head.id,
            format=self._formats.report.name,
            path=path,
            language=self._language.currentData(),
            filter=self._chosen.filter_text if self._indexes is not None else "",
            indexes=self._indexes,
            **{name: field.text()[:NAME] for name, field in self._who.items()},
        )
        self._banner.dismiss()
        self._done.hide()
        self._writing = Writing()
        self._task.run(
            write, self._tools.workspace, order, self._writing, done=self._on_written, failed=self._on_failed
        )
        self._look.start()
        self._on_time_passed()
        self._allow()

    def stop(self) -> None:
        """Write no further; the old file stays."""
        if self._writing is not None:
            self._writing.stop()

    def reject(self) -> None:
        """Stop what is written and close."""
        self.stop()
        self._look.stop()
        self._task.drop()
        super().reject()

    @property
    def _count(self) -> int:
        return self._chosen.of if self._indexes is None else len(self._indexes)

    def _make_parts(self, head: RunHead) -> None:
        tools = self._tools
        self._sentence = PlainLabel("", "heading")
        self._hint = PlainLabel("", "muted")
        self._formats = Formats(tools, tools.settings.text(FORMAT, "html"))
        self._destination = Destination(tools, f"linktester-{head.id}", self._formats.report)
        self._language = QComboBox()
        self._language.setObjectName("export-language")
        for each in LANGUAGES:
            self._language.addItem(tools.speech.t(f"settings.language-{each}"), each)
        self._language.setCurrentIndex(LANGUAGES.index(tools.speech.language))
        self._who = {name: self._field(name, getattr(head, name)) for name in WHO}
        self._inside = InsideReport(tools, head)
        self._banner = Banner(tools.speech, tools.theme)
        self._done = PathRow(tools.speech, tools.theme, "export-done")
        self._done.hide()
        self._told = PlainLabel("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        tools.speech.name(self._bar, "export.progress")
        self._write, self._stop, self._close = (self._button(name) for name in ("write", "stop", "close"))

    def _field(self, name: str, value: str) -> QLineEdit:
        field = QLineEdit(value or self._tools.settings.text(name))
        field.setObjectName(f"export-{name}")
        field.setMaxLength(NAME)
        self._tools.speech.name(field, f"report.{name}")
        self._tools.speech.placeholder(field, "report.not-given")
        return field

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName("primary" if name == "write" else f"export-{name}")
        button.setAutoDefault(False)
        button.setDefault(name == "write")
        self._tools.speech.text(button, f"export.{name}")
        return button

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        rows: Sequence[tuple[str, QWidget]] = (
            ("export.path", self._destination),
            ("export.language", self._language),
            *((f"report.{name}", field) for name, field in self._who.items()),
            ("export.inside", self._inside),
        )
        for code, field in rows:
            label = PlainLabel("", "muted", wrap=False)
            self._tools.speech.text(label, code)
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._bar, 1)
        buttons.addStretch(1)
        for button in (self._write, self._stop, self._close):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        for above in (self._sentence, self._hint, self._formats):
            column.addWidget(above)
        column.addLayout(form)
        column.addStretch(1)
        for below in (self._banner, self._told, self._done):
            column.addWidget(below)
        column.addLayout(buttons)
        self.resize(WIDTH, self.sizeHint().height())

    def _listen(self) -> None:
        self._formats.chosen.connect(self._on_format_chosen)
        self._destination.edited.connect(self._allow)
        self._write.clicked.connect(self.start)
        self._stop.clicked.connect(self.stop)
        self._close.clicked.connect(self.reject)
        self._tools.speech.changed.connect(self._on_speech_changed)

    def _allow(self) -> None:
        busy = self._writing is not None
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)
        self._write.setVisible(not busy)
        self._write.setEnabled(self._destination.path is not None and self._count > 0)
        for part in (self._formats, self._destination, self._language, *self._who.values()):
            part.setEnabled(not busy)

    def _on_format_chosen(self, report: Report) -> None:
        self._destination.follow(report)
        self._tools.settings.put(FORMAT, report.name)

    def _on_time_passed(self) -> None:
        writing = self._writing
        if writing is None:
            return
        self._bar.setRange(0, writing.total)
        self._bar.setValue(writing.done)
        code = "export.so-far" if writing.done < writing.total else "export.ending"
        code = code if writing.total else "export.begun"
        self._told.setText(self._tools.speech.t(code, done=writing.done, total=writing.total))

    def _on_written(self, written: Written | None) -> None:
        self._end()
        if written is None:
            self._told.setText(self._tools.speech.t("export.stopped"))
            self._write.setFocus()
            return
        self._destination.remember()
        self._done.show_path(written.path)
        self._done.show()
        size = (
            f"{written.size / 1_000_000:.1f}"
            if written.size >= 100_000
            else f"{written.size / 1_000_000:.3f}"
        )
        self._told.setText(self._tools.speech.t("export.written", count=written.results, size=size))
        self._close.setFocus()

    def _on_failed(self, error: LinktesterError) -> None:
        self._end()
        self._told.setText("")
        self._banner.show_error(error)
        self._write.setFocus()

    def _end(self) -> None:
        self._look.stop()
        self._writing = None
        self._destination.say_again()
        self._allow()

    def _on_speech_changed(self) -> None:
        speech = self._tools.speech
        for index, each in enumerate(LANGUAGES):
            self._language.setItemText(index, speech.t(f"settings.language-{each}"))
        if not self._count:
            self._sentence.setText(speech.t("export.nothing"))
        elif self._indexes is None:
            self._sentence.setText(speech.t("export.whole", count=self._count))
        else:
            part = Scope(filter=self._chosen.filter_text, shown=self._count, of=self._chosen.of)
            self._sentence.setText(chosen_words(part, self._count, speech.phrases))
        self._hint.setText(speech.t("export.hint"))


def _indexes(run: OpenRun, chosen: Chosen) -> frozenset[int] | None:
    """Return the positions that go out; None for the whole run, of which a report says nothing special."""
    if chosen.keys is None and not chosen.filter_text.strip():
        return None
    if chosen.keys is None:
        return frozenset(row.index for row in run.rows)
    keys = frozenset(chosen.keys)
    found = frozenset(row.index for row in run.rows if row.key in keys)
    every = len(found) == len(run.rows) and not chosen.filter_text.strip()
    return None if every else found
