from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.palettecells import PaletteCells, pieces
from linktester.gui.models.palette import Choice, PaletteModel
from linktester.gui.tools import Tools


def test_a_text_is_cut_where_marking_changes() -> None:
    assert list(pieces("New case", (0, 4, 5))) == [("N", True), ("ew ", False), ("ca", True), ("se", False)]
    assert list(pieces("", ())) == []


@settings(deadline=None, max_examples=80)
@given(some.text(max_size=40), some.sets(some.integers(0, 39)))
def test_pieces_make_the_text(text: str, places: set[int]) -> None:
    found = list(pieces(text, tuple(sorted(places))))
    assert "".join(piece for piece, _ in found) == text
    assert all(one[1] != other[1] for one, other in pairwise(found))


def test_found_letters_stand_out(qtbot: QtBot, tools: Tools) -> None:
    choice = Choice("about", "Mmmmm", "模模", "File", "Ctrl+M", True)
    model = PaletteModel([choice], ())
    listed = QListView()
    qtbot.addWidget(listed)
    listed.setModel(model)
    listed.setItemDelegate(PaletteCells(tools, listed))
    listed.resize(500, 100)

    def accents() -> int:
        image = listed.viewport().grab(listed.visualRect(model.index(0))).toImage()
        ink = tools.theme.color("accent")
        spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(image.pixelColor(*spot) == ink for spot in spots)

    plain = accents()
    model.seek("mmm")
    assert accents() > plain
    model.setParent(listed)
