"""Where links are tried: one row for each place, host × surface × entry."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from linktester.gui.icons import icon
from linktester.gui.panels.moreplaces import MorePlaces
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.case import Stand
from linktester.model.link import PlatformId
from linktester.model.phone import Entry
from linktester.project import StandForm
from linktester.project.trial import stand

MOST_ROWS = 40
"""Rows made; more places are kept and counted."""
Places = Mapping[PlatformId, tuple[Stand, ...]]
Pairs = tuple[tuple[str, str], ...]


class StandsEditor(QWidget):
    """Rows of three choices.

    Signals: `edited()` after the user changed, added or took away a place.
    """

    edited = Signal()

    def __init__(self, tools: Tools, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._name = name
        self._places: Places = {}
        self._stands: tuple[StandForm, ...] = ()
        self._rows: list[_Row] = []
        self.none = PlainLabel("", "muted")
        self.more = PlainLabel("", "muted")
        self._add = QPushButton(icon("add", tools.theme), "")
        self._add.setObjectName(f"{name}-add")
        self._add.setEnabled(False)
        tools.speech.text(self._add, "cases.add-place")
        self._add.clicked.connect(self._on_add_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for part in (self.none, self.more):
            self._column.addWidget(part)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        tools.speech.changed.connect(self._say)
        tools.theme.changed.connect(self._on_theme_changed)
        self._say()

    @property
    def stands(self) -> tuple[StandForm, ...]:
        """The places, in order."""
        return self._stands

    @property
    def rows(self) -> list[str]:
        """The rows as they read."""
        shown = self._rows[: len(self._stands)]
        return [" · ".join(choice.currentText() for choice in row.choices) for row in shown]

    def know(self, places: Places) -> None:
        """Offer these places from now on."""
        self._places = places
        self._add.setEnabled(True)
        self._say()

    def show_stands(self, stands: tuple[StandForm, ...], inherited: str = "") -> None:
        """Show places; without any the sentence `inherited` says what counts instead."""
        self._stands = stands
        self.none.setText(inherited)
        self._say()

    def _say(self) -> None:
        hosts, entries = self._hosts(), self._entries()
        shown = self._stands[:MOST_ROWS]
        while len(self._rows) < len(shown):
            self._rows.append(self._made(len(self._rows)))
        for row, each in zip(self._rows, shown, strict=False):
            row.show_stand(each, hosts, self._surfaces(each.host), entries)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(shown))
        self.none.setVisible(not shown and bool(self.none.text()))
        left = len(self._stands) - len(shown)
        self.more.setText(self._tools.speech.t("window.more-problems", count=left) if left else "")
        self.more.setVisible(left > 0)

    def _made(self, number: int) -> "_Row":
        row = _Row(self._tools, f"{self._name}-{number + 1}")
        row.edited.connect(partial(self._on_row_edited, number))
        row.remove_asked.connect(partial(self._on_remove_asked, number))
        self._column.insertWidget(number, row)
        return row

    def _hosts(self) -> Pairs:
        platform = self._tools.speech.phrases.platform
        return tuple((host, platform(host)) for host in self._places)

    def _surfaces(self, host: str) -> Pairs:
        known = dict.fromkeys(each.surface for each in self._places.get(PlatformId(host), ()))
        return tuple((each, self._tools.speech.phrases.of("surface", each)) for each in known)

    def _entries(self) -> Pairs:
        speech = self._tools.speech
        named = tuple((entry.value, speech.phrases.of("entry", entry)) for entry in Entry)
        return (("", speech.t("cases.usual-entry")), *named)

    def _take(self, stands: tuple[StandForm, ...]) -> None:
        self._stands = stands
        self._say()
        self.edited.emit()

    def _on_row_edited(self, number: int, form: StandForm) -> None:
        before = self._stands[number]
        if form.host != before.host:
            offered = [surface for surface, _ in self._surfaces(form.host)]
            surface = form.surface if form.surface in offered else next(iter(offered), form.surface)
            form = replace(form, surface=surface, entry="")
        self._take((*self._stands[:number], form, *self._stands[number + 1 :]))

    def _on_remove_asked(self, number: int) -> None:
        self._take((*self._stands[:number], *self._stands[number + 1 :]))

    def _on_add_clicked(self) -> None:
        chosen = [self._known(form) for form in self._stands]
        dialog = MorePlaces(
            self._tools.speech, self._places, [each for each in chosen if each is not None], self.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.ticked.connect(self._on_ticked)
        dialog.open()

    def _known(self, form: StandForm) -> Stand | None:
        offered = self._places.get(PlatformId(form.host), ())
        return next((each for each in offered if each.surface == form.surface), None)

    def _on_ticked(self, place: Stand, wanted: bool) -> None:
        others = tuple(form for form in self._stands if self._known(form) != place)
        usual = stand(place.host, place.surface).entry is place.entry
        new = StandForm(place.host, place.surface, "" if usual else place.entry.value)
        self._take((*self._stands, new) if wanted else others)

    def _on_theme_changed(self) -> None:
        self._add.setIcon(icon("add", self._tools.theme))


class _Row(QWidget):
    """One place.

    Signals: `edited(StandForm)`; `remove_asked()`.
    """

    edited = Signal(object)
    remove_asked = Signal()

    def __init__(self, tools: Tools, name: str) -> None:
        super().__init__()
        self._tools = tools
        self._form = StandForm()
        self.choices = (Choice(), Choice(), Choice())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for part, choice in zip(("host", "surface", "entry"), self.choices, strict=True):
            choice.setObjectName(f"{name}-{part}")
            tools.speech.name(choice, f"cases.axis-{part}")
            choice.activated.connect(self._on_activated)
            line.addWidget(choice, 1)
        remove = QToolButton()
        remove.setObjectName(f"{name}-remove")
        remove.setIcon(icon("close", tools.theme))
        remove.setAutoRaise(True)
        tools.speech.tip(remove, "cases.item-delete")
        tools.speech.name(remove, "cases.item-delete")
        remove.clicked.connect(self._on_remove_clicked)
        line.addWidget(remove)

    def show_stand(self, form: StandForm, hosts: Pairs, surfaces: Pairs, entries: Pairs) -> None:
        """Show a place among what is offered."""
        self._form = form
        values = (form.host, form.surface, form.entry)
        phrases = self._tools.speech.phrases
        words = (phrases.platform(PlatformId(form.host)), phrases.of("surface", form.surface), "")
        for number, offered in enumerate((hosts, surfaces, entries)):
            self.choices[number].show_choices(offered)
            self.choices[number].show_value(values[number], words[number])

    def _on_activated(self, _index: int) -> None:
        form = StandForm(*(choice.value for choice in self.choices))
        if form != self._form:
            self.edited.emit(form)

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit()
