import pytest
from PySide6.QtCore import Qt

from linktester.gui.openresolution import OpenResolution
from linktester.gui.panels.resolvefiles import ResolveFiles
from tests.fakes import linkfiles as fakes


@pytest.fixture
def opened(tools) -> OpenResolution:
    made = OpenResolution(tools)
    yield made
    made.leave()


@pytest.fixture
def panel(qtbot, tools, opened) -> ResolveFiles:
    made = ResolveFiles(tools, opened)
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_file_says_what_it_is_and_how_much_is_wrong(panel, opened, tools):
    opened.add((fakes.assetlinks(), fakes.file("apple-app-site-association", "{")))
    assert panel.lines == [
        "assetlinks.json\nAndroid site file · fine",
        "apple-app-site-association\niOS site file · errors: 1",
    ]
    tools.speech.switch("zh_CN")
    assert "Android 网站文件" in panel.lines[0]


def test_a_file_is_taken_away_by_key_and_by_button(panel, opened, qtbot):
    opened.add((fakes.assetlinks(), fakes.aasa(), fakes.module()))
    panel.list.setCurrentRow(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [each.name for each in opened.files] == ["assetlinks.json", "module.json5"]
    panel.list.setCurrentRow(0)
    panel.remove.click()
    assert [each.name for each in opened.files] == ["module.json5"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert opened.files == ()
    assert not panel.remove.isVisible()


def test_files_of_sites_are_given_a_host(panel, opened, qtbot):
    opened.add((fakes.aasa(), fakes.module()))
    panel.list.setCurrentRow(0)
    assert panel.host.isVisible()
    panel.host.setText("www.shop.example")
    panel.host.editingFinished.emit()
    assert opened.files[0].host == "www.shop.example"
    with qtbot.waitSignal(panel.chosen) as told:
        panel.list.setCurrentRow(1)
    assert told.args == ["module.json5"]
    assert not panel.host.isVisible()


def test_strange_names_are_shown_as_they_are(panel, opened):
    opened.add((fakes.file("<b>x</b>\u202e\n.json", "[]"),))
    assert panel.lines[0].startswith("<b>x</b>")
    assert "\u202e" not in panel.lines[0]
    assert panel.lines[0].count("\n") == 1
