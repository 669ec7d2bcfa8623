"""What a code says: its fields as a tree, its bytes beside it, each leading to the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from linktester.gui.models.codereading import CodeReading, field_at, field_named, parents
from linktester.gui.tools import Tools
from linktester.gui.widgets.bytesview import BytesView
from linktester.gui.widgets.fieldtree import FieldTree, TreeLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.payment import CodeField

COLUMNS = ("codes.column-path", "codes.column-name", "codes.column-value", "codes.column-bytes")
VALUE = 2
MOST_BYTES = 65_536
"""Bytes shown; no code holds more."""
SIDE_BY_SIDE = 680
"""Pixels from which on tree and bytes stand beside each other."""
LEAST = 220
BELOW = 330
"""Least height of both, one below the other."""


class CodeFields(QWidget):
    """Tree, bytes, and a line about what the bytes are.

    Signals: `field_chosen(str)` with the path of the field that became current.
    """

    field_chosen = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code-fields")
        self._tools = tools
        self._fields: tuple[CodeField, ...] = ()
        self._found: CodeReading | None = None
        self.tree = FieldTree(len(COLUMNS), VALUE)
        self.tree.setObjectName("code-tree")
        self.bytes = BytesView()
        self.bytes.setObjectName("code-bytes")
        self._packed = PlainLabel("", "muted")
        self._lay_out()
        self.tree.line_chosen.connect(self._on_line_chosen)
        self.bytes.byte_chosen.connect(self._on_byte_chosen)
        tools.speech.changed.connect(self._say)
        tools.theme.changed.connect(self._say)
        self._say()

    def show_reading(self, found: CodeReading | None) -> None:
        """Show the fields of a code."""
        before = self._fields
        current = self.tree.current
        path = before[current].path if current is not None and current < len(before) else ""
        self._found = found
        self._fields = found.reading.fields if found else ()
        self.bytes.show_octets(found.reading.octets[:MOST_BYTES] if found else b"")
        self._say()
        # Who is typing in the code goes on looking at the same field.
        if path:
            self.show_field(path)

    def show_field(self, path: str) -> None:
        """Go to the field at `path`, or to what holds it."""
        found = field_named(self._fields, path)
        if found is not None:
            self.tree.go_to(found)

    def show_byte(self, place: int) -> None:
        """Mark one byte, and go to the field it is in, if any."""
        found = field_at(self._fields, place)
        self.tree.go_to(found)
        self.bytes.mark(place, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the bytes below the tree where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= SIDE_BY_SIDE
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if wanted is not self._splitter.orientation():
            self._splitter.setOrientation(wanted)
            self.setMinimumHeight(LEAST if beside else BELOW)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        speech.name(self.tree, "codes.fields")
        speech.name(self.bytes, "codes.bytes")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bytes, 1)
        column.addWidget(self._packed)
        speech.text(self._packed, "codes.packed")
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([SIDE_BY_SIDE * 3 // 5, SIDE_BY_SIDE * 2 // 5])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        self.setMinimumHeight(LEAST)
        self.tree.setMinimumSize(240, 180)
        self.bytes.setMinimumSize(200, 100)

    def _say(self) -> None:
        theme = self._tools.theme
        current = self.tree.current
        self.tree.setHeaderLabels([self._tools.speech.t(code) for code in COLUMNS])
        self.tree.headerItem().setToolTip(len(COLUMNS) - 1, self._tools.speech.t("codes.column-bytes-tip"))
        colours = {role: theme.color(role) for role in ("muted", "warning")}
        self.tree.show_lines(self._lines(), colours)
        self.tree.go_to(current)
        self.bytes.colour(theme.color("selection"))
        found = self._found
        self._packed.setVisible(found is not None and found.reading.octets != found.payload)

    def _lines(self) -> list[TreeLine]:
        speech = self._tools.speech
        local = speech.phrases.words.local
        unknown = speech.t("codes.field-unknown")
        lines = []
        for each, parent in zip(self._fields, parents(self._fields), strict=True):
            name = local(each.title) if each.title else each.name or unknown
            role = "muted" if each.template else "" if each.name else "warning"
            lines.append(
                TreeLine((each.path, name, each.value, f"{each.offset}+{each.length}"), parent, role)
            )
        return lines

    def _on_line_chosen(self, number: int) -> None:
        each = self._fields[number]
        self.bytes.mark(each.offset, each.length)
        self.field_chosen.emit(each.path)

    def _on_byte_chosen(self, place: int) -> None:
        found = field_at(self._fields, place)
        if found is not None:
            self.tree.go_to(found)
