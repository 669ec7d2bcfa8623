import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from linktester.gui.models.faces import LOOKS, Face, Kind, patch
from linktester.gui.tools import Tools
from linktester.gui.widgets.patches import Badge, Ground, Patch
from linktester.gui.widgets.splitcell import draw_cell
from linktester.model.run import Reach
from linktester.model.verdict import Modifier
from tests.fakes.rows import ENGLISH

SIZE = QSize(106, 30)


def drawn(tools: Tools, *patches: Patch, size: QSize = SIZE) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(tools.theme.color("base"))
    painter = QPainter(image)
    draw_cell(painter, QRectF(0, 0, size.width(), size.height()), patches, tools.theme)
    painter.end()
    return image


def columns_with(image: QImage, color: QColor) -> set[int]:
    found = set()
    for x in range(image.width()):
        if any(image.pixelColor(x, y) == color for y in range(image.height())):
            found.add(x)
    return found


def test_every_kind_looks_different(tools: Tools) -> None:
    pictures = [drawn(tools, patch(Face(kind), ENGLISH)) for kind in Kind]
    for number, one in enumerate(pictures):
        assert all(one != other for other in pictures[number + 1 :])


def test_the_parts_of_a_split_cell_stand_side_by_side(tools: Tools) -> None:
    image = drawn(tools, patch(Face(Kind.HONORED), ENGLISH), patch(Face(Kind.BLOCKED), ENGLISH))
    left = columns_with(image, tools.theme.color("honored-soft"))
    right = columns_with(image, tools.theme.color("blocked-soft"))
    assert max(left) < min(right)
    assert abs(len(left) - len(right)) <= 2


@pytest.mark.parametrize("badge", list(Badge))
def test_every_sign_is_seen(tools: Tools, badge: Badge) -> None:
    plain = Patch(LOOKS[Kind.HONORED], "honored")
    assert drawn(tools, plain) != drawn(tools, Patch(LOOKS[Kind.HONORED], "honored", badges=(badge,)))


def test_what_is_old_is_paler(tools: Tools) -> None:
    aged = patch(Face(Kind.HONORED, (Modifier.CARRIED,), Reach.CARRIED), ENGLISH)
    assert not columns_with(drawn(tools, aged), tools.theme.color("honored-soft"))


def test_words_go_where_there_is_no_room_for_them(tools: Tools) -> None:
    narrow = QSize(24, 30)
    short = Patch(LOOKS[Kind.NO_EVIDENCE], "", Ground.HATCHED)
    long = Patch(LOOKS[Kind.NO_EVIDENCE], "no evidence", Ground.HATCHED)
    assert drawn(tools, short, size=narrow) == drawn(tools, long, size=narrow)
    assert drawn(tools, short) != drawn(tools, long)


def test_many_parts_are_all_drawn(tools: Tools) -> None:
    image = drawn(tools, *[patch(Face(Kind.HONORED), ENGLISH), patch(Face(Kind.BLOCKED), ENGLISH)] * 5)
    assert columns_with(image, tools.theme.color("blocked-soft"))
    assert drawn(tools) != image
