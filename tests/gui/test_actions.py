from collections import Counter

import pytest
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from linktester import resources
from linktester.gui.actions import CHECKABLE, Actions, entries
from linktester.gui.pages import PAGES
from linktester.gui.tools import Tools
from linktester.wording import LANGUAGES, table


def test_every_action_has_words_a_menu_and_an_icon_that_exists() -> None:
    icons = {name.rsplit("/", 1)[1].removesuffix(".svg") for name in resources.names("window/icons", ".svg")}
    for entry in entries():
        assert entry.icon == "" or entry.icon in icons
        for language in LANGUAGES:
            assert f"action.{entry.id}" in table(language)
            assert f"action.menu-{entry.menu}" in table(language)


def test_no_two_actions_share_keys() -> None:
    keys = Counter(QKeySequence(key).toString() for entry in entries() for key in entry.keys)
    assert [key for key, times in keys.items() if times > 1 or not key] == []


def test_words_belong_to_actions() -> None:
    ids = {f"action.{entry.id}" for entry in entries()} | {f"action.menu-{entry.menu}" for entry in entries()}
    assert {code for code in table("en") if code.startswith("action.")} == ids
    assert {f"page-{page}" for page in PAGES} <= {entry.id for entry in entries()}
    assert {entry.id for entry in entries()} >= CHECKABLE


def test_only_what_is_possible_can_be_triggered(qtbot: QtBot, tools: Tools) -> None:
    tools.actions.allow(frozenset({"run"}))
    with qtbot.waitSignal(tools.actions.requested) as requested:
        tools.actions["run"].trigger()
    assert requested.args == ["run"]
    with qtbot.assertNotEmitted(tools.actions.requested):
        tools.actions["stop"].trigger()


def test_all_actions_stand_in_menus_in_the_users_language(qtbot: QtBot, tools: Tools) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    tools.actions.fill(bar)
    menus = [action.menu() for action in bar.actions()]
    assert sum(len(menu.actions()) for menu in menus) == len(entries())
    tools.speech.switch("zh_CN")
    assert bar.actions()[0].text() == "文件"
    assert tools.actions["run"].text() == "运行"


def _drawn(icon: QIcon) -> bool:
    picture = icon.pixmap(24, 24).toImage()
    return any(
        picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height())
    )


def test_icons_are_blank_until_they_may_be_drawn(qtbot: QtBot, tools: Tools) -> None:
    actions = Actions(tools.speech, tools.theme)
    asked, later = actions["run"], "stop"
    assert not asked.icon().isNull()
    assert not _drawn(asked.icon())
    actions.show_icons()
    assert _drawn(asked.icon())
    assert _drawn(actions[later].icon())


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_icons_follow_the_theme(tools: Tools, scheme: str) -> None:
    tools.theme.choose(scheme)
    assert not tools.actions["run"].icon().isNull()
    tools.theme.choose("light")
