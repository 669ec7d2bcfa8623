from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import View
from linktester.gui.models.picturemaker import Origin, Wish
from linktester.gui.panels.picturebar import PictureBar
from linktester.gui.tools import Tools
from tests.fakes.rows import NASTY


def shown(qtbot: QtBot, tools: Tools) -> PictureBar:
    bar = PictureBar(tools)
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_choices_are_said_in_both_languages(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    views = bar.findChild(QComboBox, "matrix-view")
    assert [views.itemText(number) for number in range(views.count())] == [
        "Hosts × targets",
        "Hosts and surfaces × targets",
        "Checkouts × payments",
        "One link: hosts × surfaces",
    ]
    tools.speech.switch("zh_CN")
    assert views.itemText(0) == "宿主 × 目标"
    assert bar.wish == Wish(Origin.RULES, View.HOSTS)


def test_links_are_offered_where_one_is_shown(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    links, typed = bar.findChild(QComboBox, "matrix-link"), bar.findChild(QLineEdit, "matrix-own-link")
    assert not links.isVisible()
    bar.offer_links([("TB", "Taobao"), ("DYv", NASTY)])
    with qtbot.waitSignal(bar.changed):
        bar.choose(Origin.RULES, View.LINK)
    assert (links.isVisible(), typed.isVisible()) == (True, True)
    links.setCurrentIndex(1)
    assert bar.wish == Wish(Origin.RULES, View.LINK, "DYv")
    bar.offer_links([("DYv", "Douyin")])
    assert bar.link == "DYv"
    bar.choose(Origin.RUN)
    assert not typed.isVisible()


def test_a_typed_link_is_told_once_typing_pauses(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    bar.offer_links([("TB", "Taobao"), ("DYv", "Douyin")])
    with qtbot.waitSignal(bar.link_typed):
        bar.type_link("https://item.taobao.com/item.htm?id=1")
    assert bar.view is View.LINK
    assert bar.typed == "https://item.taobao.com/item.htm?id=1"
    assert bar.link == ""
    bar.findChild(QComboBox, "matrix-link").setCurrentIndex(1)
    assert bar.typed == ""


def test_finding_is_told_letter_by_letter(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    bar.focus_find()
    with qtbot.waitSignal(bar.searched) as searched:
        bar.findChild(QLineEdit, "matrix-find").setText("wei")
    assert searched.args == ["wei"]
