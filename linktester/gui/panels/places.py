"""Where the link is tried: a chip for each place, and the list of all others."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from linktester.gui.icons import icon
from linktester.gui.panels.moreplaces import MorePlaces
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.flow import Flow
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.case import Stand
from linktester.model.link import Link, PlatformId
from linktester.model.phone import Entry
from linktester.model.world import Site
from linktester.project.trial import SCANS, first_stands, places

MOST = 300
"""Characters of the names of hosts that are told."""


class Places(QWidget):
    """Chips that are taken away by a click.

    Signals: `changed()` after a place was added or taken away by the user; `picture_requested()` for the
    matrix of all places.
    """

    changed = Signal()
    picture_requested = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("places")
        self._tools = tools
        self._stands: list[Stand] = []
        self._chips: list[QPushButton] = []
        self._dialog: MorePlaces | None = None
        self._usual = first_stands()
        self.touched = False
        """True once the user chose places, so that another text does not change them."""
        title = PlainLabel("", "heading", wrap=False)
        tools.speech.text(title, "places.title")
        self.none = PlainLabel("", "wrong")
        tools.speech.text(self.none, "places.none")
        self.stand_ins = BreakingLabel("", "muted")
        self.stand_ins.hide()
        self._more = QPushButton(icon("add", tools.theme), "")
        self._more.setObjectName("places-more")
        self._more.setProperty("look", "chip")
        tools.speech.text(self._more, "places.more")
        self._more.clicked.connect(self.ask_more)
        self._picture = QPushButton(icon("matrix", tools.theme), "")
        self._picture.setObjectName("places-picture")
        self._picture.setProperty("look", "chip")
        tools.speech.text(self._picture, "places.picture")
        tools.speech.tip(self._picture, "places.picture-tip")
        self._picture.clicked.connect(self.picture_requested)
        body = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        body.setSizePolicy(policy)
        self._flow = Flow(body)
        self._flow.addWidget(self._more)
        self._flow.addWidget(self._picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (title, body, self.none, self.stand_ins):
            column.addWidget(part)
        tools.speech.changed.connect(self._remake)
        tools.theme.changed.connect(self._remake)
        self._remake()

    @property
    def stands(self) -> tuple[Stand, ...]:
        """The chosen places, in order."""
        return tuple(self._stands)

    @property
    def words(self) -> list[str]:
        """The chips as they read."""
        return [chip.text() for chip in self._chips]

    def show_stands(self, stands: Iterable[Stand]) -> None:
        """Choose these instead."""
        self._stands = list(dict.fromkeys(stands))
        self._remake()

    def forget(self) -> None:
        """Choose nothing, so that the next link gets the usual places."""
        self.touched = False
        self.show_stands(())

    def suggest(self, entry: Entry, link: Link | None = None) -> None:
        """Choose the usual places for a link that is tapped or scanned, unless the user chose some.

        An order goes where codes and links of its kind are put, whatever was chosen for another kind.
        """
        usual = first_stands(entry if entry in SCANS else None, link)
        if usual != self._usual or not (self.touched or self._stands):
            self._usual = usual
            self.touched = False
            self.show_stands(usual)

    def tell_stand_ins(self, sites: Iterable[Site]) -> None:
        """Say which hosts of the link are played by a stand-in: nobody should take it for the real one."""
        hosts = ", ".join(site.host for site in sites)[:MOST]
        self._tools.speech.text(self.stand_ins, "places.stand-ins", hosts=hosts)
        self.stand_ins.setVisible(bool(hosts))

    def ask_more(self) -> None:
        """Open the list of all places, once it is known."""
        self._more.setEnabled(False)
        self._tools.tasks.run(places, done=self._on_places_known, failed=self._on_places_unknown)

    def put(self, stand: Stand, wanted: bool) -> None:
        """Add a place or take it away, as the user wishes."""
        if wanted == (stand in self._stands):
            return
        if wanted:
            self._stands.append(stand)
        else:
            self._stands.remove(stand)
        self.touched = True
        self._remake()
        self.changed.emit()

    def _on_places_known(self, known: Mapping[PlatformId, tuple[Stand, ...]]) -> None:
        self._more.setEnabled(True)
        dialog = MorePlaces(self._tools.speech, known, self._stands, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.ticked.connect(self.put)
        self._dialog = dialog
        dialog.open()

    def _on_places_unknown(self, _error: object) -> None:
        self._more.setEnabled(True)

    def _on_chip_clicked(self, stand: Stand, _checked: bool = False) -> None:
        self.put(stand, False)

    def _remake(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(stand) for stand in self._stands]
        for index, chip in enumerate(self._chips):
            self._flow.insert_widget(index, chip)
        self.none.setVisible(not self._stands)
        self._more.setIcon(icon("add", self._tools.theme))
        self.updateGeometry()

    def _chip(self, stand: Stand) -> QPushButton:
        words = self._tools.speech.phrases.place(stand.host, stand.surface, stand.entry)
        chip = QPushButton(icon("close", self._tools.theme, "muted"), words)
        chip.setObjectName(f"place-{stand.host}-{stand.surface}")
        chip.setProperty("look", "chip")
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        remove = self._tools.speech.t("places.remove", place=words)
        chip.setAccessibleName(remove)
        chip.setToolTip(remove)
        chip.clicked.connect(partial(self._on_chip_clicked, stand))
        return chip
