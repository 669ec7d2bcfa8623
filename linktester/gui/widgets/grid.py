"""A sheet with a table on it: cells wrap, nothing is cut, all of it can be selected."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextFrameFormat, QTextLength, QTextTable, QTextTableFormat

from linktester.gui.widgets.prose import Line
from linktester.gui.widgets.sheet import Sheet

Row = Sequence[Line]


class Grid(Sheet):
    """Rows of cells under a header."""

    def show_rows(self, header: Row, rows: Sequence[Row], shares: Sequence[int]) -> None:
        """Show a table. `shares` tells how wide the columns are, in hundredths; none for no rows."""
        self.lines = tuple(cell for row in (header, *rows) for cell in row)
        self.setVisible(bool(rows))
        self.document().clear()
        if rows:
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()
            table = cursor.insertTable(len(rows) + 1, len(shares), self._format(shares))
            for number, row in enumerate((header, *rows)):
                self._fill(table, number, row)
            cursor.endEditBlock()
        self._settle()

    def _format(self, shares: Sequence[int]) -> QTextTableFormat:
        layout = QTextTableFormat()
        layout.setCellPadding(4)
        layout.setCellSpacing(0)
        layout.setBorder(1)
        layout.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        layout.setBorderBrush(self._theme.color("border"))
        layout.setBorderCollapse(True)
        layout.setHeaderRowCount(1)
        layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        layout.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
        )
        return layout

    def _fill(self, table: QTextTable, number: int, row: Row) -> None:
        for column, cell in enumerate(row):
            self._write(table.cellAt(number, column).firstCursorPosition(), cell, 0)
