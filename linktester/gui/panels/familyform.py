"""Builds a link: a kind of link out of a list that can be searched, then its form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from linktester import links
from linktester.gui.panels.familyfields import FamilyFields
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.groupedtree import Entry, Group, GroupedTree
from linktester.gui.widgets.plain import PlainLabel
from linktester.links import Family, Where
from linktester.model.errors import InputErrors, LinktesterError
from linktester.model.link import FamilyId, PlatformId
from linktester.project.example import beginning, examples

PAUSE_MS = 150
HEIGHT = 300
FIRST = "taobao-item"
"""Shown when the form opens."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What a form begins with."""

    family: Family
    beginning: Mapping[str, str]
    examples: Mapping[str, str]


class FamilyForm(QFrame):
    """List at the left, form at the right.

    Signals: `built(str)` with the link after each change that gives one.
    """

    built = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._tools = tools
        self._starts = Latest(tools.tasks)
        self._builds = Latest(tools.tasks)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.build_now)
        self.fields: FamilyFields | None = None
        """The form that is shown; None before a family was chosen."""
        self.tree = GroupedTree("family")
        self._title = PlainLabel("", "heading")
        self._note = PlainLabel("", "muted")
        self._scroll = QScrollArea()
        self._lay_out()
        self.tree.chosen.connect(self.choose)
        tools.speech.changed.connect(self._on_speech_changed)
        self._fill()

    def choose(self, family: str) -> None:
        """Show the form of a family, filled so far that it makes a link."""
        self._builds.drop()
        self._pause.stop()
        self._starts.run(_start, links.families()[FamilyId(family)], done=self._on_start_known)

    def open(self) -> None:
        """Begin with a family that most know, and the cursor where one searches."""
        if self.fields is None:
            self.tree.choose(FIRST)
        self.tree.field.setFocus()

    def leave(self) -> None:
        """Build nothing more: the window closes."""
        self._pause.stop()
        self._builds.drop()

    def build_now(self) -> None:
        """Make the link of what is filled in."""
        if self.fields is not None:
            self._builds.run(
                links.build,
                self.fields.family.id,
                self.fields.values,
                done=self._on_built,
                failed=self._on_build_failed,
            )

    def _lay_out(self) -> None:
        speech = self._tools.speech
        speech.placeholder(self.tree.field, "familyform.find")
        speech.name(self.tree.field, "familyform.find")
        speech.name(self.tree.list, "familyform.families")
        self._scroll.setWidgetResizable(True)
        self._scroll.setObjectName("family-fields")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._title, self._note):
            column.addWidget(part)
        column.addWidget(self._scroll, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        row = QHBoxLayout(self)
        row.addWidget(splitter)
        self.setFixedHeight(HEIGHT)

    def _fill(self) -> None:
        phrases = self._tools.speech.phrases
        groups: dict[PlatformId, list[Entry]] = {}
        for family in filter(_is_link, links.families().values()):
            entry = Entry(family.id, phrases.words.local(family.name), " ".join(family.name.values()))
            groups.setdefault(family.platform, []).append(entry)
        names = links.catalogue().platforms
        self.tree.show_groups(
            Group(phrases.platform(each), entries, " ".join((each, *names[each].name.values())))
            for each, entries in groups.items()
        )

    def _on_start_known(self, start: _Start) -> None:
        self.fields = FamilyFields(self._tools, start.family, start.beginning, start.examples)
        self.fields.edited.connect(self._pause.start)
        self._pause.stop()
        self._scroll.setWidget(self.fields)
        self.fields.setAutoFillBackground(False)
        self._say()
        self.build_now()

    def _on_built(self, link: Any) -> None:
        if self.fields is not None:
            self.fields.show_problems(())
        self.built.emit(link.text)

    def _on_build_failed(self, error: LinktesterError) -> None:
        if self.fields is not None and isinstance(error, InputErrors):
            self.fields.show_problems(error.problems)

    def _on_speech_changed(self) -> None:
        shown = self.fields
        self._fill()
        if shown is not None:
            kept = _Start(shown.family, shown.values, examples(shown.family))
            self._on_start_known(kept)

    def _say(self) -> None:
        if self.fields is None:
            return
        family = self.fields.family
        self._title.setText(self._tools.speech.phrases.words.local(family.name))
        known = bool(family.fields)
        self._note.setText(self._tools.speech.t("familyform.note") if known else "")
        self._note.setVisible(known)


def _is_link(family: Family) -> bool:
    """Tell whether a form of fields makes it: texts of payment codes are made on the page of codes."""
    return not any(field.where is Where.CODE for field in family.fields)


def _start(family: Family) -> _Start:
    return _Start(family, beginning(family), examples(family))
