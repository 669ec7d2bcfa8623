"""What the picture shows: whose word, what stands against what, which link; and a field to find a name."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from linktester.gui.models.boards import View
from linktester.gui.models.picturemaker import Origin, Wish
from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools

TYPING_MS = 300
"""A link is read when nothing was typed for so long."""
MOST_TYPED = 32_767
"""What the field takes; more belongs on the start page."""


class PictureBar(QWidget):
    """Choices in one line.

    Signals: `changed()` when another picture is wanted; `typing()` for each letter of a
    link, `link_typed()` when it pauses; `searched(str)`.
    """

    changed = Signal()
    typing = Signal()
    link_typed = Signal()
    searched = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._origins, self._views, self._links = QComboBox(), QComboBox(), QComboBox()
        self._typed, self._find = QLineEdit(), QLineEdit()
        self._names: tuple[tuple[str, str], ...] = ()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._lay_out()
        self._listen()
        self._say()
        self._allow()

    @property
    def origin(self) -> Origin:
        """Whose word is wanted."""
        return Origin(self._origins.currentData())

    @property
    def view(self) -> View:
        """What is to stand against what."""
        return View(self._views.currentData())

    @property
    def link(self) -> str:
        """Id of the link or case chosen for `View.LINK`; empty when there is none."""
        return str(self._links.currentData() or "")

    @property
    def wish(self) -> Wish:
        """All of it together."""
        return Wish(self.origin, self.view, self.link if self.view is View.LINK else "")

    @property
    def typed(self) -> str:
        """A link of the user's own; empty = the one chosen."""
        return self._typed.text().strip()

    def choose(self, origin: Origin, view: View | None = None) -> None:
        """Choose whose word, and perhaps the view; tells `changed` like the user's own choice."""
        self._origins.setCurrentIndex(self._origins.findData(origin.value))
        if view is not None:
            self._views.setCurrentIndex(self._views.findData(view.value))

    def type_link(self, text: str) -> None:
        """Put a link into the field, as if it were typed."""
        self.choose(Origin.RULES, View.LINK)
        self._typed.setText(shown(text, MOST_TYPED))
        self._typed.setCursorPosition(0)

    def offer_links(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer these (id, name); what was chosen stays chosen if it is among them."""
        if tuple(names) == self._names:
            return
        self._names, before = tuple(names), self.link
        self._links.blockSignals(True)
        self._links.clear()
        for key, name in names:
            self._links.addItem(shown(name, 80), key)
        first = max(0, self._links.findData(before)) if names else -1
        self._links.setCurrentIndex(-1 if self.typed else first)
        self._links.blockSignals(False)

    def focus_find(self) -> None:
        """Take the focus to the field that finds names."""
        self._find.setFocus()
        self._find.selectAll()

    def _lay_out(self) -> None:
        for origin in Origin:
            self._origins.addItem("", origin.value)
        for view in View:
            self._views.addItem("", view.value)
        names = ("origin", "view", "link", "own-link", "find")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        fields = (self._origins, self._views, self._links, self._typed, self._find)
        for name, field in zip(names, fields, strict=True):
            field.setObjectName(f"matrix-{name}")
            row.addWidget(field)
        self._links.setMinimumContentsLength(10)
        self._typed.setMaxLength(MOST_TYPED)
        self._find.setMaximumWidth(200)
        self._find.setClearButtonEnabled(True)
        self._typed.setClearButtonEnabled(True)
        row.setStretch(3, 4)
        row.insertStretch(4, 1)

    def _listen(self) -> None:
        speech = self._tools.speech
        speech.name(self._origins, "matrix.origin")
        speech.name(self._views, "matrix.view")
        speech.name(self._links, "matrix.link")
        speech.placeholder(self._links, "matrix.own")
        speech.tip(self._views, "matrix.view-tip")
        for field, code in ((self._typed, "matrix.own-link"), (self._find, "matrix.find")):
            speech.placeholder(field, code)
            speech.name(field, code)
        self._origins.currentIndexChanged.connect(self._on_chosen)
        self._views.currentIndexChanged.connect(self._on_chosen)
        self._links.currentIndexChanged.connect(self._on_link_chosen)
        self._typed.textChanged.connect(self._on_typing)
        self._typing.timeout.connect(self._on_typed)
        self._find.textChanged.connect(self.searched)
        speech.changed.connect(self._say)

    def _say(self) -> None:
        speech = self._tools.speech
        for number in range(self._origins.count()):
            self._origins.setItemText(number, speech.t(f"matrix.origin-{self._origins.itemData(number)}"))
        for number in range(self._views.count()):
            self._views.setItemText(number, speech.t(f"matrix.view-{self._views.itemData(number)}"))

    def _allow(self) -> None:
        one = self.view is View.LINK
        self._links.setVisible(one)
        self._typed.setVisible(one and self.origin is Origin.RULES)

    def _on_chosen(self) -> None:
        self._allow()
        self.changed.emit()

    def _on_link_chosen(self) -> None:
        self._typed.blockSignals(True)
        self._typed.clear()
        self._typed.blockSignals(False)
        self.changed.emit()

    def _on_typing(self) -> None:
        self._typing.start()
        # A link of one's own is none of those offered, and without it the first of them is shown again.
        self._links.blockSignals(True)
        self._links.setCurrentIndex(-1 if self.typed else 0)
        self._links.blockSignals(False)
        self.typing.emit()

    def _on_typed(self) -> None:
        self.link_typed.emit()
