import pytest

from linktester.gui.panels.resolveios import IosSwitches
from linktester.model.phone import OS
from linktester.oslinks.answers.everywhere import resolved
from linktester.oslinks.answers.switches import IosIf, WhatIf
from linktester.oslinks.ios import Origin
from tests.fakes import linkfiles as fakes


@pytest.fixture
def panel(qtbot, tools) -> IosSwitches:
    made = IosSwitches(tools)
    qtbot.addWidget(made)
    made.show()
    made.show_switches(WhatIf(), resolved(fakes.asked(fakes.aasa())).of(OS.IOS))
    return made


def choose(choice, value: str) -> None:
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def test_every_switch_tells_all_of_them(panel, qtbot):
    with qtbot.waitSignal(panel.turned) as told:
        panel.apps.boxes[0].click()
    assert told.args[0].ios == IosIf(gone=frozenset({fakes.IOS_APP}))
    with qtbot.waitSignal(panel.turned) as told:
        choose(panel.origin, "typed")
    assert told.args[0].ios.origin is Origin.TYPED
    with qtbot.waitSignal(panel.turned) as told:
        panel.developer.click()
    assert told.args[0].ios.developer


def test_some_switches_are_there_only_where_they_matter(panel, qtbot):
    assert not panel.page.isVisible()
    assert not panel.intercepts.isVisible()
    panel.show_switches(WhatIf(ios=IosIf(origin=Origin.SAFARI_TAP)), None)
    assert panel.page.isVisible()
    panel.page.setText(" Shop.Example ")
    with qtbot.waitSignal(panel.turned) as told:
        panel.page.editingFinished.emit()
    assert told.args[0].ios.page_host == "shop.example"
    panel.show_switches(WhatIf(ios=IosIf(origin=Origin.WEB_VIEW_TAP)), None)
    assert panel.intercepts.isVisible()


def test_every_origin_has_words(panel, tools):
    for _ in range(2):
        words = [panel.origin.itemText(row) for row in range(panel.origin.count())]
        assert len(set(words)) == len(Origin)
        tools.speech.switch("zh_CN")
        panel.show_switches(WhatIf(), None)
