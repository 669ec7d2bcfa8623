"""Builds a link: a kind of link out of a list that can be searched, then its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linktester import links
from linktester.gui.panels.familyfields import FamilyFields
from linktester.gui.panels.maker import Maker
from linktester.gui.tools import Tools
from linktester.gui.widgets.groupedtree import Entry, Group, GroupedTree
from linktester.links import Family, Where
from linktester.model.link import FamilyId, Link, PlatformId
from linktester.project.example import beginning, examples

HEIGHT = 300
FIRST = "taobao-item"
"""Shown when the form opens."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What a form begins with."""

    family: Family
    beginning: Mapping[str, str]
    examples: Mapping[str, str]


class FamilyForm(Maker[FamilyFields]):
    """The families at the left, the fields of one at the right.

    Signals: `built(str)` with the link after each change that gives one.
    """

    built = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, GroupedTree("family"), "family-fields", parent)
        self.setObjectName("card")
        speech = tools.speech
        speech.placeholder(self.tree.field, "familyform.find")
        speech.name(self.tree.field, "familyform.find")
        speech.name(self.tree.list, "familyform.families")
        self.setFixedHeight(HEIGHT)
        self.tree.chosen.connect(self.choose)
        self.fill()

    def choose(self, family: str) -> None:
        """Show the form of a family, filled so far that it makes a link."""
        self.start(_start, links.families()[FamilyId(family)], self._on_start_known)

    def open(self) -> None:
        """Begin with a family that most know, and the cursor where one searches."""
        if self.fields is None:
            self.tree.choose(FIRST)
        self.tree.field.setFocus()

    def build_now(self) -> None:
        """Make the link of what is filled in."""
        if self.fields is not None:
            self.build(links.build, self.fields.family.id, self.fields.values)

    def fill(self) -> None:
        """Put the families into the list, by platform."""
        phrases = self.tools.speech.phrases
        groups: dict[PlatformId, list[Entry]] = {}
        for family in filter(_is_link, links.families().values()):
            entry = Entry(family.id, phrases.words.local(family.name), " ".join(family.name.values()))
            groups.setdefault(family.platform, []).append(entry)
        names = links.catalogue().platforms
        self.tree.show_groups(
            Group(phrases.platform(each), entries, " ".join((each, *names[each].name.values())))
            for each, entries in groups.items()
        )

    def on_built(self, made: Link) -> None:
        """Tell the link's text."""
        self.built.emit(made.text)

    def renew(self) -> None:
        """Show the form again, its words in another language."""
        if self.fields is not None:
            family = self.fields.family
            self._on_start_known(_Start(family, self.fields.values, examples(family)))

    def _on_start_known(self, start: _Start) -> None:
        self.show_fields(FamilyFields(self.tools, start.family, start.beginning, start.examples))
        self.title.setText(self.tools.speech.phrases.words.local(start.family.name))
        known = bool(start.family.fields)
        self.note.setText(self.tools.speech.t("familyform.note") if known else "")
        self.note.setVisible(known)
        self.build_now()


def _is_link(family: Family) -> bool:
    """Tell whether a form of fields makes it: texts of payment codes are made on the page of codes."""
    return not any(field.where is Where.CODE for field in family.fields)


def _start(family: Family) -> _Start:
    return _Start(family, beginning(family), examples(family))
