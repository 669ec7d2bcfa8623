import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from linktester.gui.theme import Theme, tables

INKS = ("honored", "rewritten", "blocked", "inconclusive", "warning")
GROUNDS = ("window", "base", "raised", "alternate")


def brightness(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((brightness(QColor(first)), brightness(QColor(second))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_ink_can_be_read_on_every_ground(scheme: str) -> None:
    colors = tables()[scheme]
    pairs = [(ink, f"{ink}-soft") for ink in INKS]
    pairs += [
        *product((*INKS, "text", "muted", "accent"), GROUNDS),
        ("on-accent", "accent"),
        ("text", "selection"),
    ]
    pairs += [("muted", "muted-soft"), ("accent", "accent-soft")]
    weak = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_both_schemes_know_the_same_roles() -> None:
    assert tables()["light"].keys() == tables()["dark"].keys()


def test_a_choice_is_put_on_the_application(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme("light")
    theme.apply()
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor("#ffffff")
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.color("base")
    assert "@" not in qapp.styleSheet()
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("dark")
    theme.choose("light")


def test_the_system_is_followed_where_nothing_was_chosen(qapp: QApplication) -> None:
    assert Theme("system").scheme in tables()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_sign_of_the_style_is_there(qapp: QApplication, scheme: str) -> None:
    theme = Theme(scheme)
    theme.apply()
    files = re.findall(r'url\("([^"]+)"\)', qapp.styleSheet())
    assert len(files) >= 3
    assert all(not QPixmap(file).isNull() for file in files)
    Theme("light").apply()
