from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.panels.facets import Facets, outcome_icon
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.model.verdict import Outcome


def test_a_button_is_down_while_its_question_is_asked(qtbot: QtBot, tools: Tools) -> None:
    facets = Facets(tools)
    qtbot.addWidget(facets)

    def down() -> list[str]:
        return [each.objectName() for each in facets.findChildren(QToolButton) if each.isChecked()]

    for text, found in (
        ("", []),
        ("verdict:blocked host:wechat", ["only-blocked"]),
        ("verdict:blocked,honored", []),
        ("-verdict:blocked", []),
        ("status:none match:differs", ["only-differs", "only-none"]),
    ):
        facets.follow(text)
        assert down() == found


def test_shapes_differ_in_both_themes(qapp: object) -> None:
    for scheme in ("light", "dark"):
        drawn = [outcome_icon(each, Theme(scheme)).pixmap(16).toImage() for each in (*Outcome, None)]
        assert all(a != b for number, a in enumerate(drawn) for b in drawn[:number])


def test_icons_follow_the_theme(qtbot: QtBot, tools: Tools) -> None:
    facets = Facets(tools)
    qtbot.addWidget(facets)
    button = facets.findChild(QToolButton, "only-blocked")
    before = button.icon().pixmap(16).toImage()
    tools.theme.choose("dark")
    assert button.icon().pixmap(16).toImage() != before
