"""One raw exchange: request, answer and body as text or octets, to be copied, repeated or saved."""

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.models.rawtext import LARGE, answer_text, body_text, dump, is_binary, request_text
from linktester.gui.tools import Tools
from linktester.gui.wholefile import write_whole
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.filedialogs import ask_where
from linktester.gui.widgets.prose import Line, Piece
from linktester.gui.widgets.sheet import Sheet
from linktester.model.evidence import Evidence, Exchange
from linktester.model.message import message
from linktester.model.verdict import Basis
from linktester.report.curl import Reach, curl
from linktester.report.escape import one_line
from linktester.wording import Words
from linktester.workspace import EmulatorState

TABS = ("request", "answer", "body", "octets")
LINES = (4, 18)
"""Lines of text seen at once, at least and at most."""
PADDING = 8
ROLES = frozenset({"web", "client", "door", "merchant"})
_SUFFIXES = {
    "html": ".html",
    "json": ".json",
    "png": ".png",
    "jpeg": ".jpg",
    "javascript": ".js",
    "text": ".txt",
}


class RawView(QWidget):
    """Shows an exchange; nothing of it is read off the disk or interpreted.

    Signals: `told(Message)`; `failed(LinktesterError)`.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, name: str, parent: QWidget | None = None) -> None:
        """`name` begins the object names of what is in it."""
        super().__init__(parent)
        self._tools = tools
        self._exchange: Exchange | None = None
        self._evidence: Evidence | None = None
        self._asked_large = False
        self._facts = Sheet(tools.theme, f"{name}-facts")
        self._tabs = QTabBar()
        self._text = QPlainTextEdit()
        self._curl, self._copy, self._save = (QPushButton() for _ in range(3))
        self._name_parts(name)
        self._lay_out()
        self._facts.followed.connect(self._on_followed)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._curl.clicked.connect(self._on_curl_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._save.clicked.connect(self._on_save_clicked)

    @property
    def text(self) -> str:
        """What is shown now."""
        return self._text.toPlainText()

    def show_exchange(self, exchange: Exchange | None, evidence: Evidence | None) -> None:
        """Show an exchange of `evidence`; hidden for None."""
        if exchange is not self._exchange:
            self._asked_large = False
        self._exchange, self._evidence = exchange, evidence
        self.setVisible(exchange is not None)
        if exchange is not None:
            self._save.setEnabled(bool(exchange.body))
            self._show()

    def save_body(self, path: Path) -> None:
        """Write the kept octets of the body to `path`, whole or not at all."""
        if self._exchange is not None:
            done = partial(self._on_saved, path)
            self._tools.tasks.run(write_whole, path, self._exchange.body, done=done, failed=self.failed.emit)

    def _name_parts(self, name: str) -> None:
        speech = self._tools.speech
        for number, tab in enumerate(TABS):
            self._tabs.addTab(speech.t(f"why.tab-{tab}"))
            self._tabs.setTabData(number, tab)
        self._tabs.setObjectName(f"{name}-tabs")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._text.setObjectName(f"{name}-text")
        speech.name(self._facts, "why.exchange-facts")
        speech.name(self._tabs, "why.exchange-parts")
        speech.name(self._text, "why.exchange-text")
        for button, part in ((self._curl, "copy-curl"), (self._copy, "copy-raw"), (self._save, "save-body")):
            button.setObjectName(f"{name}-{part}")
            speech.text(button, f"why.{part}")
            speech.tip(button, f"why.{part}-tip")

    def _lay_out(self) -> None:
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setTabChangesFocus(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._curl, self._copy, self._save):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._facts)
        column.addLayout(buttons)
        column.addWidget(self._tabs)
        column.addWidget(self._text)

    def _show(self) -> None:
        exchange = self._exchange
        if exchange is None:
            return
        for number, tab in enumerate(TABS):
            self._tabs.setTabText(number, self._tools.speech.t(f"why.tab-{tab}"))
        tab = self._tabs.tabData(self._tabs.currentIndex())
        octets = tab == "octets" or (tab == "body" and is_binary(exchange.body))
        mode = QPlainTextEdit.LineWrapMode.NoWrap if octets else QPlainTextEdit.LineWrapMode.WidgetWidth
        self._text.setLineWrapMode(mode)
        held = tab in {"body", "octets"} and len(exchange.body) > LARGE and not self._asked_large
        self._facts.show_lines(self._fact_lines(exchange, held=held))
        self._text.setPlainText("" if held else self._content(exchange, tab, octets=octets))
        self._fit()

    def _fit(self) -> None:
        """Make the text as high as what it says, within bounds."""
        least, most = LINES
        # A plain text's height is told in lines.
        lines = min(max(math.ceil(self._text.document().size().height()), least), most)
        frame = 2 * (self._text.frameWidth() + PADDING) + int(2 * self._text.document().documentMargin())
        self._text.setFixedHeight(lines * self._text.fontMetrics().lineSpacing() + frame)

    def _content(self, exchange: Exchange, tab: str, *, octets: bool) -> str:
        if tab == "request":
            return request_text(exchange)
        if tab == "answer":
            return answer_text(exchange) or self._no_answer(exchange)
        if not exchange.body:
            return self._tools.speech.t("why.no-body")
        return dump(exchange.body) if octets else body_text(exchange.body)

    def _no_answer(self, exchange: Exchange) -> str:
        phrases = self._tools.speech.phrases
        return f"{phrases.text('report.no-answer')} {one_line(phrases.of('fault', exchange.error), 200)}"

    def _fact_lines(self, exchange: Exchange, *, held: bool) -> list[Line]:
        t = self._tools.speech.t
        role = t(f"why.role-{exchange.role}") if exchange.role in ROLES else exchange.role
        times = {"start": round(exchange.started_ms), "took": round(exchange.elapsed_ms)}
        lines = [
            Line((Piece(one_line(exchange.url), mono=True),), above=0),
            Line((Piece(f"{role} · {t('why.exchange-times', **times)}", "muted"),)),
        ]
        if exchange.body_length:
            lines.append(Line((Piece(self._size(exchange), "muted"),)))
        if held:
            held_words = t("why.large-body", bytes=f"{len(exchange.body):,}")
            show = Piece(t("why.show-anyway"), link="body:show")
            lines.append(Line((Piece(f"{held_words} ", "warning"), show)))
        return lines

    def _size(self, exchange: Exchange) -> str:
        code = "why.body-whole" if len(exchange.body) == exchange.body_length else "why.body-kept"
        counts = {"kept": f"{len(exchange.body):,}", "length": f"{exchange.body_length:,}"}
        size = self._tools.speech.t(code, **counts)
        return f"{size} · sha256 {exchange.body_sha256}" if exchange.body_sha256 else size

    def _on_followed(self, link: str) -> None:
        if link == "body:show":
            self._asked_large = True
            self._show()

    def _on_tab_changed(self, _number: int) -> None:
        self._show()

    def _on_copy_clicked(self) -> None:
        if self._exchange is not None:
            put_text(raw_text(self._exchange, self._no_answer(self._exchange)))
            self.told.emit(message("why.copied-raw"))

    def _on_curl_clicked(self) -> None:
        if self._exchange is not None and self._evidence is not None:
            asked = (self._tools.workspace.emulator, self._exchange, self._evidence)
            words = self._tools.speech.phrases.words
            self._tools.tasks.run(_curl, *asked, words, done=self.tell_curl, failed=self.failed.emit)

    def tell_curl(self, made: tuple[str, bool]) -> None:
        """Put a made command on the clipboard; True: it asks the real host for want of an emulator."""
        command, real = made
        put_text(command)
        self.told.emit(message("why.copied-curl-real") if real else message("why.copied-curl"))

    def _on_save_clicked(self) -> None:
        if self._exchange is None:
            return
        title, proposed = self._tools.speech.t("why.save-body"), suggested_name(self._exchange)
        ask_where(self, title, proposed, self.save_body)

    def _on_saved(self, path: Path, _nothing: object) -> None:
        self.told.emit(message("why.saved-body", path=str(path)))


def raw_text(exchange: Exchange, no_answer: str) -> str:
    """Return request, answer and body as one text; `no_answer` stands where none came."""
    body = dump(exchange.body) if is_binary(exchange.body) else body_text(exchange.body)
    return "\n\n".join([request_text(exchange), answer_text(exchange) or no_answer, body]).rstrip() + "\n"


def suggested_name(exchange: Exchange) -> str:
    """Return a file name for the body, by what the answer says it is."""
    kinds = [value.lower() for name, value in exchange.response_headers if name.lower() == "content-type"]
    kind = kinds[0] if kinds else ""
    return "body" + next((suffix for part, suffix in _SUFFIXES.items() if part in kind), ".bin")


def reach_of(state: EmulatorState) -> Reach | None:
    """Return where the running emulator is reached; None when it does not run."""
    if state.ready is None:
        return None
    ca_file = Path(state.ready.credentials_file).parent / "tls" / "ca.pem"
    return Reach(base_url=state.ready.base_url, tls_base_url=state.ready.tls_base_url, ca_file=str(ca_file))


def was_emulated(exchange: Exchange, evidence: Evidence) -> bool:
    """Tell whether the emulator answered, or should have."""
    return exchange.request_id is not None or evidence.basis is Basis.SIMULATED


def _curl(
    ask: Callable[[], EmulatorState], exchange: Exchange, evidence: Evidence, words: Words
) -> tuple[str, bool]:
    """Return the command, and whether it asks the real host although the emulator was meant."""
    emulated = was_emulated(exchange, evidence)
    reach = reach_of(ask()) if emulated else None
    return curl(exchange, words, world=evidence.world, reach=reach), emulated and reach is None
