"""Which standard a code is judged as: the one it says it is, or another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from linktester.gui.panels.standardgroups import standard_groups
from linktester.gui.speech import Speech
from linktester.gui.widgets.groupedtree import Entry, Group, GroupedTree
from linktester.gui.widgets.plain import PlainLabel

SIZE = (420, 520)
FOUND = "found"


class StandardDialog(QDialog):
    """A list that can be searched; what is gone to counts at once.

    Signals: `chosen(str)` with the id of a standard, empty for the one the text says it is.
    """

    chosen = Signal(str)

    def __init__(self, speech: Speech, found: str, current: str, parent: QWidget) -> None:
        """`found` names what the text says it is, `current` is the id that counts now."""
        super().__init__(parent)
        self.setObjectName("judge-as")
        speech.put(self, "setWindowTitle", "codes.judge-title")
        sentence = PlainLabel("", "muted")
        speech.text(sentence, "codes.judge-means")
        self.tree = GroupedTree("judge")
        speech.placeholder(self.tree.field, "codes.find-standard")
        speech.name(self.tree.field, "codes.find-standard")
        speech.name(self.tree.list, "codes.standards")
        own = Group(speech.t("codes.group-found"), [Entry(FOUND, found)])
        self.tree.show_groups([own, *standard_groups(speech)])
        self.tree.choose(current or FOUND)
        self.tree.chosen.connect(self._on_chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(sentence)
        column.addWidget(self.tree, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)
        self.tree.field.setFocus()

    def _on_chosen(self, key: str) -> None:
        self.chosen.emit("" if key == FOUND else key)
