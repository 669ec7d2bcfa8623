from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.fleet import Fleet
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.settings import SettingsPage
from linktester.gui.tools import Tools
from linktester.gui.widgets.pathrow import PathRow
from linktester.model.message import message


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject) -> Iterator[SettingsPage]:
    made = SettingsPage(tools, run, project)
    qtbot.addWidget(made)
    made.show()
    made.entered()
    yield made
    tools.theme.choose("light")


def choose(page: SettingsPage, name: str, value: str) -> QComboBox:
    box = page.findChild(QComboBox, f"settings-{name}")
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    return box


def test_the_language_holds_at_once(page: SettingsPage, tools: Tools) -> None:
    box = choose(page, "language", "zh_CN")
    assert tools.speech.language == "zh_CN"
    assert tools.settings.language == "zh_CN"
    assert box.itemText(0) == "跟随系统"
    assert box.currentData() == "zh_CN"
    assert "外观" in [label.text() for label in page.findChildren(QLabel)]


def test_the_theme_holds_at_once(page: SettingsPage, tools: Tools) -> None:
    choose(page, "theme", "dark")
    assert tools.theme.scheme == "dark"
    assert tools.settings.theme == "dark"


def test_what_a_key_has_changed_is_shown(page: SettingsPage, tools: Tools) -> None:
    tools.settings.put("theme", "dark")
    tools.settings.put("tester", "Wang")
    page.entered()
    assert page.findChild(QComboBox, "settings-theme").currentData() == "dark"
    assert page.findChild(QLineEdit, "settings-tester").text() == "Wang"


def test_what_is_typed_is_remembered(qtbot: QtBot, page: SettingsPage, tools: Tools) -> None:
    for name in ("tester", "build", "device"):
        qtbot.keyClicks(page.findChild(QLineEdit, f"settings-{name}"), f"my {name}")
    assert [tools.settings.text(name) for name in ("tester", "build", "device")] == [
        "my tester",
        "my build",
        "my device",
    ]


def test_folders_and_terms_are_told(page: SettingsPage, tools: Tools) -> None:
    places = tools.workspace.places
    shown = [page.findChild(PathRow, f"settings-{name}").path for name in ("data", "packs", "state")]
    assert shown == [places.data, places.packs, places.state]
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert "for 180 days is dropped" in said


def test_the_layout_is_put_back(qtbot: QtBot, page: SettingsPage, tools: Tools) -> None:
    tools.settings.put("geometry", page.saveGeometry())
    with qtbot.waitSignal(page.told) as told:
        page.findChild(QPushButton, "settings-layout").click()
    assert told.args[0].code == "settings.layout-done"
    assert tools.settings.octets("geometry").isEmpty()


def test_nobody_is_asked_for_newer_versions_at_first(qtbot: QtBot, page: SettingsPage, tools: Tools) -> None:
    assert page.findChild(QComboBox, "settings-updates").currentData() == "off"
    page.show_fleet(Fleet(file=Path("/none")))
    with qtbot.waitSignal(page.told) as told:
        page.findChild(QPushButton, "settings-ask-updates").click()
    assert told.args[0].code == "updates.off"
    choose(page, "updates", "on")
    with qtbot.waitSignal(page.told) as told:
        page.findChild(QPushButton, "settings-ask-updates").click()
    assert told.args[0].code == "updates.no-address"
    assert tools.settings.text("updates") == "on"
    assert tools.speech.language == "en"


def test_what_is_laid_down_is_shown_and_cannot_be_changed(page: SettingsPage, tools: Tools) -> None:
    tools.settings.put("updates", "on")
    tools.settings.put("address", "https://mine.example/v")
    page.entered()
    file = Path("/etc/linktester/policy.toml")
    page.show_fleet(Fleet(file=file, check=False, address="https://theirs.example/v"))
    box, field = page.findChild(QComboBox, "settings-updates"), page.findChild(QLineEdit, "settings-address")
    for _ in range(2):
        assert (box.currentData(), box.isEnabled()) == ("off", False)
        assert (field.text(), field.isEnabled()) == ("https://theirs.example/v", False)
        page.entered()
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert said.count(str(file)) == 2
    assert tools.settings.text("updates") == "on"
    assert tools.settings.text("address") == "https://mine.example/v"


def test_what_is_laid_down_in_part_leaves_the_rest_free(page: SettingsPage) -> None:
    page.show_fleet(Fleet(file=Path("/x"), check=True))
    assert not page.findChild(QComboBox, "settings-updates").isEnabled()
    assert page.findChild(QLineEdit, "settings-address").isEnabled()


def test_a_file_nobody_understands_is_told_in_both_languages(page: SettingsPage, tools: Tools) -> None:
    broken = message("fleet.broken", file="/x/policy.toml", reason="line 3")
    page.show_fleet(Fleet(file=Path("/x/policy.toml"), check=False, problem=broken))
    for _ in range(2):
        said = "\n".join(label.text() for label in page.findChildren(QLabel))
        assert tools.speech.say(broken) in said
        tools.speech.switch("zh_CN")
