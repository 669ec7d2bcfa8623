"""The list of orders: three lines each, the newest first, the chosen one kept while others come."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.models.payorders import LINE_ROLE, OrderLine, PayOrdersModel, order_line
from linktester.gui.openpayments import OpenPayments
from linktester.gui.panels.cells import write
from linktester.gui.plaintext import tip
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.textbutton import TextButton

PAD = 8
DOT = 8
_Index = QModelIndex | QPersistentModelIndex


class PayOrders(QWidget):
    """List, count, and a button for older ones.

    Signals: `chosen(tuple)` with platform and number of the order gone to, None for none.
    """

    chosen = Signal(object)

    def __init__(self, tools: Tools, payments: OpenPayments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._payments = payments
        self._key: tuple[str, str] | None = None
        self._wished: tuple[str, str] | None = None
        self.model = PayOrdersModel(self)
        self.list = QListView()
        self._about = PlainLabel("", "muted")
        self._older: QPushButton = TextButton(tools.speech, tools.theme, "payments-older", "payment.older")
        self._lay_out()
        self._older.clicked.connect(payments.show_older)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        payments.changed.connect(self.show_orders)
        tools.speech.changed.connect(self.show_orders)
        tools.theme.changed.connect(self.list.viewport().update)

    def show_orders(self) -> None:
        """Show the orders as they stand."""
        now, t = self._payments.now, self._tools.speech.t
        orders = self._payments.orders
        self.model.show_lines([order_line(each, now, t) for each in orders] if now else [])
        sight = self._payments.sight
        self._older.setVisible(sight is not None and sight.is_cut)
        self._about.setText(t("payment.orders-count", count=len(orders)))
        self._stay()

    def choose(self, key: tuple[str, str]) -> None:
        """Go to an order as soon as it is listed."""
        self._wished = key
        self._stay()

    def _stay(self) -> None:
        """Keep the chosen order chosen; begin with the newest."""
        row = self.model.row_of(self._wished or self._key)
        if row >= 0:
            self._wished = None
        else:
            row = self.model.row_of(self._key)
        if row < 0:
            row = 0 if self.model.rowCount() else -1
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.model.index(row))
        if row < 0 and self._key is not None:
            self._key = None
            self.chosen.emit(None)

    def _lay_out(self) -> None:
        self.setObjectName("payments-orders")
        self.list.setObjectName("payments-orders-list")
        self._tools.speech.name(self.list, "payment.orders")
        self.list.setModel(self.model)
        self.list.setItemDelegate(OrderCell(self._tools.theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._about)
        column.addWidget(self.list, 1)
        column.addWidget(self._older)

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        found = self.model.line(index.row())
        if found is not None and found.key != self._key:
            self._key = found.key
            self.chosen.emit(found.key)
        elif found is not None:
            self.chosen.emit(found.key)


class OrderCell(QStyledItemDelegate):
    """Number and amount; state in words with the platform's own word; where it is from and how old it is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Set the text aside; it is written by ourselves."""
        super().initStyleOption(option, index)
        option.text = ""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return room for three lines."""
        return QSize(200, 3 * (option.fontMetrics.height() + 2) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground as ever, then three lines."""
        super().paint(painter, option, index)
        found = index.data(LINE_ROLE)
        if isinstance(found, OrderLine):
            painter.save()
            self._write(painter, QRect(option.rect).adjusted(PAD, PAD, -PAD, -PAD), found, option.font)
            painter.setPen(self._theme.color("border"))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show all of it where a part may be cut."""
        found = index.data(LINE_ROLE)
        if event.type() != QEvent.Type.ToolTip or not isinstance(found, OrderLine):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(found.spoken), view)
        return True

    def _write(self, painter: QPainter, area: QRect, found: OrderLine, font: QFont) -> None:
        color, high = self._theme.color, area.height() // 3
        first, second, third = (
            QRect(area.left(), area.top() + row * high, area.width(), high) for row in range(3)
        )
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        self._pair(painter, first, (found.number, color("text")), (found.amount, color("text")))
        painter.setFont(font)
        spot = QRectF(second.left(), second.center().y() - DOT / 2 + 1, DOT, DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(found.role))
        painter.drawEllipse(spot)
        words = second.adjusted(DOT + 6, 0, 0, 0)
        self._pair(painter, words, (found.state, color(found.role)), (found.word, color("muted")))
        self._pair(painter, third, (found.what, color("muted")), (found.age, color("muted")))

    def _pair(
        self, painter: QPainter, area: QRect, left: tuple[str, QColor], right: tuple[str, QColor]
    ) -> None:
        """Write one text at the left and one at the right, which is never cut."""
        wide = min(painter.fontMetrics().horizontalAdvance(right[0]) + 2, area.width() * 2 // 3)
        painter.setPen(right[1])
        write(painter, area.adjusted(area.width() - wide, 0, 0, 0), right[0])
        painter.setPen(left[1])
        write(painter, area.adjusted(0, 0, -wide - PAD, 0), left[0])
