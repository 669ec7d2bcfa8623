"""The journal of requests to the platforms' APIs, and of the chosen one why it was refused."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.models.payrequests import COLUMNS, PayRequestsModel
from linktester.gui.openpayments import OpenPayments
from linktester.gui.panels.payrefusals import built_text, exchange_lines, head_lines
from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled
from linktester.gui.widgets.sheet import Sheet
from linktester.gui.widgets.textbutton import TextButton
from linktester.send.payertold import ApiRequest

WIDTHS = {"time": 78, "method": 64, "status": 62, "code": 170, "number": 170}
LINES = 8
MOST = 40_000


class PayRequests(QWidget):
    """Table above, the chosen request below."""

    def __init__(self, tools: Tools, payments: OpenPayments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._payments = payments
        self._shown: ApiRequest | None = None
        self.model = PayRequestsModel(self)
        self.table = QTableView()
        self.query = QLineEdit()
        self.refused = QCheckBox()
        self.head = Sheet(tools.theme, "payments-request-head")
        self.built = QPlainTextEdit()
        self._built_title = PlainLabel("", "heading", wrap=False)
        self._copy = TextButton(
            tools.speech, tools.theme, "payments-built-copy", "payment.copy-built", sign="copy"
        )
        self.exchange = Sheet(tools.theme, "payments-request-exchange")
        self._none = PlainLabel("", "muted")
        self._lay_out()
        self._listen()
        self._say()
        self._show(None)

    def show_requests(self) -> None:
        """Show the journal as it stands."""
        self.model.show_requests(self._payments.requests)
        self._none.setVisible(self.model.rowCount() == 0)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.setObjectName("payments-requests")
        self.table.setObjectName("payments-requests-list")
        self.query.setObjectName("payments-requests-find")
        self.query.setClearButtonEnabled(True)
        self.refused.setObjectName("payments-requests-refused")
        speech.name(self.table, "payment.requests")
        speech.placeholder(self.query, "payment.find-request")
        speech.name(self.query, "payment.find-request")
        speech.text(self.refused, "payment.refused-only")
        speech.text(self._none, "payment.no-requests")
        self._look()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.query, 1)
        row.addWidget(self.refused)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 8, 0, 0)
        above.setSpacing(8)
        above.addLayout(row)
        above.addWidget(self._none)
        above.addWidget(self.table, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("payments-requests-split")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(self._detail())
        splitter.setSizes([200, 320])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)

    def _detail(self) -> QWidget:
        speech = self._tools.speech
        self.built.setObjectName("payments-built")
        self.built.setReadOnly(True)
        self.built.setTabChangesFocus(True)
        self.built.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.built.setFixedHeight(self.built.fontMetrics().lineSpacing() * LINES)
        for widget, code in ((self.built, "built"), (self.head, "request-told"), (self.exchange, "exchange")):
            speech.name(widget, f"payment.{code}")
        speech.text(self._built_title, "payment.built")
        row = QHBoxLayout()
        row.addWidget(self._built_title, 1)
        row.addWidget(self._copy)
        scrolled = Scrolled("payments-request-scroll")
        scrolled.column.setContentsMargins(2, 6, 8, 0)
        scrolled.column.setSpacing(8)
        scrolled.column.addWidget(self.head)
        scrolled.column.addLayout(row)
        scrolled.column.addWidget(self.built)
        scrolled.column.addWidget(self.exchange)
        scrolled.column.addStretch(1)
        scrolled.setMinimumHeight(120)
        self._scrolled = scrolled
        return scrolled

    def _look(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAlternatingRowColors(True)
        table.setMinimumHeight(90)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for name, width in WIDTHS.items():
            head.resizeSection(COLUMNS.index(name), width)
        head.setSectionResizeMode(COLUMNS.index("path"), QHeaderView.ResizeMode.Stretch)

    def _listen(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.model.modelReset.connect(self._on_model_reset)
        self.query.textChanged.connect(self._on_narrowed)
        self.refused.toggled.connect(self._on_narrowed)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._payments.changed.connect(self.show_requests)
        self._tools.speech.changed.connect(self._say)
        self._tools.theme.changed.connect(self._say)

    def _say(self) -> None:
        t = self._tools.speech.t
        self.model.ink = self._tools.theme.color("blocked")
        self.model.say_headers([t(f"payment.column-{name}") for name in COLUMNS])
        self._show(self._shown)

    def _show(self, request: ApiRequest | None) -> None:
        self._shown = request
        t = self._tools.speech.t
        built = built_text(request) if request else ""
        for part in (self.built, self._built_title, self._copy):
            part.setVisible(bool(built))
        self.built.setPlainText(shown(built, MOST))
        self.head.show_lines(head_lines(request, t) if request else ())
        self.exchange.show_lines(exchange_lines(request, t) if request else ())

    def _on_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        request = self.model.request(index.row())
        if request is not None and request != self._shown:
            self._show(request)
            self._scrolled.to_top()

    def _on_model_reset(self) -> None:
        """What was looked at stays, if it is still there."""
        row = self.model.row_of(self._shown.id) if self._shown else -1
        if row >= 0:
            self.table.selectRow(row)
        else:
            self._show(None)
        self._none.setVisible(self.model.rowCount() == 0)

    def _on_narrowed(self, _value: object = None) -> None:
        self.model.narrow(self.query.text().strip(), refused_only=self.refused.isChecked())

    def _on_copy_clicked(self) -> None:
        if self._shown is not None:
            put_text(self._shown.findings.built)
