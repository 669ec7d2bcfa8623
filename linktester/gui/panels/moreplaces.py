"""Every place a link can be put, app by app, to be ticked."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from linktester.gui.speech import Speech
from linktester.gui.widgets.groupedtree import Entry, Group, GroupedTree
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.case import Stand
from linktester.model.link import PlatformId

SIZE = (420, 520)


class MorePlaces(QDialog):
    """A list with ticks; what is ticked counts at once.

    Signals: `ticked(Stand, bool)`.
    """

    ticked = Signal(object, bool)

    def __init__(
        self,
        speech: Speech,
        places: Mapping[PlatformId, tuple[Stand, ...]],
        chosen: Iterable[Stand],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("more-places")
        self._stands = {_key(each): each for stands in places.values() for each in stands}
        speech.put(self, "setWindowTitle", "places.more-title")
        sentence = PlainLabel("", "muted")
        speech.text(sentence, "places.more-means")
        self.tree = GroupedTree("more-places")
        speech.placeholder(self.tree.field, "places.find")
        speech.name(self.tree.field, "places.find")
        speech.name(self.tree.list, "places.more-title")
        self.tree.show_groups(_groups(speech, places, frozenset(chosen)))
        self.tree.ticked.connect(self._on_ticked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(sentence)
        column.addWidget(self.tree, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)

    def _on_ticked(self, key: str, ticked: bool) -> None:
        self.ticked.emit(self._stands[key], ticked)


def _groups(
    speech: Speech, places: Mapping[PlatformId, tuple[Stand, ...]], chosen: frozenset[Stand]
) -> Iterable[Group]:
    phrases = speech.phrases
    for host, stands in places.items():
        entries = [
            Entry(_key(each), phrases.of("surface", each.surface), each.surface, each in chosen)
            for each in stands
        ]
        yield Group(phrases.platform(host), entries, host)


def _key(stand: Stand) -> str:
    return f"{stand.host} {stand.surface} {stand.entry}"
