import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from linktester import resources
from linktester.gui.icons import icon
from linktester.gui.theme import Theme

NAMES = [name.rsplit("/", 1)[1].removesuffix(".svg") for name in resources.names("window/icons", ".svg")]


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something_inside_its_box(qtbot: QtBot, name: str) -> None:
    picture = icon(name, Theme("light")).pixmap(QSize(32, 32)).toImage()
    drawn = [(x, y) for x in range(32) for y in range(32) if picture.pixelColor(x, y).alpha() > 100]
    assert len(drawn) > 20
    assert all(0 < x < 31 and 0 < y < 31 for x, y in drawn)


def test_the_colour_is_the_themes(qtbot: QtBot) -> None:
    def inks(scheme: str, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
        picture = icon("stop", Theme(scheme)).pixmap(QSize(48, 48), mode).toImage()
        colors = (picture.pixelColor(x, y) for x in range(48) for y in range(48))
        return {color.name() for color in colors if color.alpha() == 255}

    assert Theme("light").color("text").name() in inks("light")
    assert Theme("dark").color("text").name() in inks("dark")
    assert Theme("dark").color("border").name() in inks("dark", QIcon.Mode.Disabled)
