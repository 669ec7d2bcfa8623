"""The page of payment codes: what one says and whether it is valid; making right ones and broken ones."""

from base64 import b64decode, b64encode
from binascii import Error as BadBase64

from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from linktester import payments
from linktester.gui.codecommands import CodeCommands
from linktester.gui.linktrial import LinkTrial
from linktester.gui.models.codeform import Built
from linktester.gui.models.codereading import CodeReading
from linktester.gui.opencode import OpenCode
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Commands, Page
from linktester.gui.panels.brokenlist import BrokenList
from linktester.gui.panels.codebar import CodeBar
from linktester.gui.panels.codebox import CodeBox
from linktester.gui.panels.codehead import CodeHead, standard_name
from linktester.gui.panels.codemaker import CodeMaker
from linktester.gui.panels.codesays import CodeSays
from linktester.gui.panels.codetrial import CodeTrial
from linktester.gui.panels.paymentcode import PaymentCode
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import EmptyState
from linktester.gui.widgets.scrolled import Scrolled
from linktester.model.payment import UNKNOWN

DRAFT = "codes-payload"
"""Where the payload is remembered until the next start, as base64."""
SAYS, MAKE, BROKEN, TRY = range(4)
TABS = ("codes.tab-says", "codes.tab-make", "codes.tab-broken", "codes.tab-try")


class CodesPage(Page):
    """Box, one sentence, and tabs; the picture at the side."""

    ID = "codes"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self.open = OpenCode(tools, self)
        self._run_when_read = False
        self.box = CodeBox(tools)
        self.bar = CodeBar(tools)
        self.head = CodeHead(tools)
        self.says = CodeSays(tools)
        self.maker = CodeMaker(tools)
        self.broken = BrokenList(tools)
        self.scans = CodeTrial(tools, run)
        self.trial = LinkTrial(tools, self.scans.places, self.scans.results, self)
        self.code = PaymentCode(tools)
        self.tabs = QTabWidget()
        self.commanded = CodeCommands(tools, self)
        self._doors = {name: QAction(self) for name in ("paste", "picture", "make")}
        self._body = QStackedWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._listen()
        self._begin()

    @property
    def found(self) -> CodeReading | None:
        """What was made of the payload in the box; None for an empty one."""
        return self.open.found

    def commands(self) -> Commands:
        """Return what can be done with the code in the box."""
        possible: dict[str, object] = {
            "paste-link": self.box.paste,
            "open-picture": self.box.ask_picture,
            "read-screen": self.box.read_screen,
            "make-code": self.make,
        }
        if self.found is not None:
            possible |= {"copy-link": self.code.copy_text, "judge-as": self._ask_standard}
            possible |= {"add-code": self._add, "break-code": self._break}
        if self.found is not None and self.found.mended is not None:
            possible["mend-code"] = self._mend
        if self.trial.can_run or self.open.is_reading:
            possible["run"] = self.start
        if self.code.drawn is not None:
            possible["enlarge-code"] = self._enlarge
        return possible  # type: ignore[return-value]

    def entered(self) -> None:
        """Take the focus to the box."""
        self.box.edit.setFocus()

    def leave(self) -> None:
        """Keep the code for the next start."""
        for part in (self.box, self.maker, self.broken, self.code):
            part.leave()
        self.open.leave()
        kept = self.box.payload if len(self.box.payload) <= payments.MAX_OCTETS else b""
        self.tools.settings.put(DRAFT, b64encode(kept).decode())

    def start(self) -> None:
        """Put the code before the chosen scanners; one that is not read yet is read first."""
        self.tabs.setCurrentIndex(TRY)
        if self.open.is_reading:
            self._run_when_read = True
            return
        job = self.trial.begin()
        if job is not None:
            self.run_requested.emit(job)
            self.scans.show_from(self.scans.places, self.scans.results)

    def make(self) -> None:
        """Go to the form for a new code, beginning with the standard of the present one."""
        self.tabs.setCurrentIndex(MAKE)
        found = self.found
        standard = found.reading.standard if found is not None and found.is_known else None
        self.maker.begin(standard, keep=found is not None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome text, pictures and files anywhere on the page."""
        if self.box.edit.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them as if dropped on the box."""
        self.box.take(event.mimeData())
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        for part in (self.box, self.bar, self.head):
            left.addWidget(part)
        left.addWidget(self.tabs, 1)
        side = Scrolled("codes-side")
        side.column.setContentsMargins(0, 0, 0, 0)
        side.column.addWidget(self.code)
        side.column.addStretch(1)
        side.setFixedWidth(self.code.width() + 14)
        self._side = side
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(side)
        self._body.addWidget(self._empty())
        self._body.addWidget(self.says)
        sheets: tuple[QWidget, ...] = (self._body, self.maker, self.broken, self.scans)
        for sheet in sheets:
            self.tabs.addTab(sheet, "")
        self.tabs.setObjectName("codes-tabs")
        self.tabs.setDocumentMode(True)
        self.tools.speech.name(self.tabs, "action.page-codes")
        self._say()

    def _empty(self) -> QWidget:
        speech = self.tools.speech
        for name, code in (
            ("paste", "codes.paste-door"),
            ("picture", "codes.picture-door"),
            ("make", "codes.make-door"),
        ):
            speech.text(self._doors[name], code)
        actions = tuple(self._doors.values())
        return EmptyState(speech, "codes.empty-title", "codes.empty-sentence", actions)

    def _listen(self) -> None:
        tools = self.tools
        self.box.brought.connect(self._on_brought)
        self.box.given.connect(self._on_given)
        self.box.edit.textChanged.connect(self.open.expect)
        self.says.mend_requested.connect(self._mend)
        self.maker.built.connect(self._on_built)
        self.broken.opened.connect(self._on_broken_opened)
        self.broken.add_requested.connect(self._add_broken)
        self.broken.save_requested.connect(self._save_broken)
        self.scans.places.changed.connect(self.trial.compare)
        self.scans.places.changed.connect(self.commands_changed)
        self.scans.picture_requested.connect(self.picture_requested)
        self.scans.results.why_requested.connect(self._on_why_requested)
        self.code.enlarge_requested.connect(self._enlarge)
        self.code.drawn_changed.connect(self.commands_changed)
        for part in (self.code, self.commanded):
            part.told.connect(self.told)
            part.failed.connect(self.failed)
        self.commanded.case_made.connect(self.case_offered)
        self.commanded.cases_made.connect(self.cases_offered)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._doors["paste"].triggered.connect(self.box.paste)
        self._doors["picture"].triggered.connect(self.box.ask_picture)
        self._doors["make"].triggered.connect(self.make)
        tools.host.busy_changed.connect(self.commands_changed)
        self.open.changed.connect(self._on_code_changed)
        self.open.failed.connect(self.failed)
        tools.speech.changed.connect(self._say)

    def _begin(self) -> None:
        """Show what was there when the window was closed."""
        try:
            kept = b64decode(self.tools.settings.text(DRAFT), validate=True)
        except (BadBase64, ValueError):
            kept = b""
        self._on_code_changed()
        if kept:
            self.box.put(kept)

    def _on_code_changed(self) -> None:
        found = self.found
        self.trial.found = found.tried if found is not None else None
        self.trial.compare()
        for part in (self.head, self.says, self.broken, self.scans):
            part.show_reading(found)
        standard = payments.standard(found.reading.standard) if found and found.is_known else None
        self.code.show_code(found.payload if found else b"", standard)
        self._side.setVisible(found is not None)
        self._body.setCurrentIndex(0 if found is None else 1)
        self._say()
        self.commands_changed.emit()
        if self._run_when_read:
            self._run_when_read = False
            self.start()

    def _say(self) -> None:
        for index, code in enumerate(TABS):
            self.tabs.setTabText(index, self.tools.speech.t(code))

    def _ask_standard(self) -> None:
        from linktester.gui.dialogs.standard import StandardDialog  # noqa: PLC0415 - not before it is wished for

        detected = self.found.detected if self.found is not None else UNKNOWN
        found = standard_name(self.tools, detected)
        dialog = StandardDialog(self.tools.speech, found, self.open.chosen or "", self.window())
        dialog.chosen.connect(self.open.judge_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _mend(self) -> None:
        if self.found is not None and self.found.mended is not None:
            self.box.put(self.found.mended)

    def _add(self) -> None:
        if self.found is not None:
            self.commanded.add(self.found, self.scans.places.stands)

    def _break(self) -> None:
        self.tabs.setCurrentIndex(BROKEN)
        self.broken.list.setFocus()

    def _add_broken(self) -> None:
        self.commanded.add_broken(self.broken.ticked)

    def _save_broken(self) -> None:
        if self.found is not None:
            self.commanded.save_suite(self.found, self.broken.ticked)

    def _enlarge(self) -> None:
        from linktester.gui.dialogs.largecode import LargeCode  # noqa: PLC0415 - not before the first paint

        drawn = self.code.drawn
        if drawn is not None:
            middle = drawn.middle, drawn.middle_share
            bars = drawn.strip.bars if drawn.strip is not None else ()
            LargeCode(self.tools.speech, drawn.modules, drawn.text, self, middle, bars=bars).open()

    def _on_brought(self) -> None:
        # Another code says itself what it is.
        self.open.chosen = None

    def _on_given(self) -> None:
        self.open.read(self.box.payload, self.box.scanned)

    def _on_built(self, built: Built) -> None:
        detected = payments.detect(built.payload)
        self.open.chosen = None if detected == built.standard else built.standard
        self.box.put(built.payload)

    def _on_broken_opened(self, payload: bytes) -> None:
        self.open.chosen = self.found.reading.standard if self.found is not None else None
        self.box.put(payload)
        self.tabs.setCurrentIndex(SAYS)

    def _on_tab_changed(self, index: int) -> None:
        if index == MAKE:
            self.make()

    def _on_why_requested(self, key: str) -> None:
        self.run.select(key)
        self.page_requested.emit("results")
