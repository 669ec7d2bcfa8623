import pytest

from linktester.gui.panels.resolveandroid import AndroidSwitches
from linktester.model.phone import OS
from linktester.oslinks.answers.everywhere import resolved
from linktester.oslinks.answers.switches import AndroidIf, WhatIf
from tests.fakes import linkfiles as fakes

PAIR = (fakes.PACKAGE, fakes.HOST)


@pytest.fixture
def panel(qtbot, tools) -> AndroidSwitches:
    made = AndroidSwitches(tools)
    qtbot.addWidget(made)
    made.show()
    show(made, WhatIf())
    return made


def show(panel: AndroidSwitches, what: WhatIf) -> None:
    site = fakes.assetlinks(dynamic=[{"/": "/item/*"}])
    panel.show_switches(what, resolved(fakes.asked(site, what=what)).of(OS.ANDROID))


def choose(choice, value: str) -> None:
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def test_verification_is_switched_for_each_host(panel, qtbot):
    (state,) = panel.states
    assert state.currentText() == "as the files say: verified"
    with qtbot.waitSignal(panel.turned) as told:
        choose(state, "denied")
    assert told.args[0].android.states == {PAIR: "denied"}
    show(panel, told.args[0])
    assert panel.states[0].value == "denied"
    with qtbot.waitSignal(panel.turned) as told:
        choose(panel.states[0], "")
    assert told.args[0].android.states == {}


def test_versions_fit_the_range_they_are_in(panel, qtbot):
    show(panel, WhatIf(android=AndroidIf(version=12)))
    assert panel.version.currentText() == "6 to 11"
    show(panel, WhatIf(android=AndroidIf(version=14)))
    assert panel.version.currentText() == "12 to 14"
    with qtbot.waitSignal(panel.turned) as told:
        choose(panel.version, "11")
    assert told.args[0].android.version == 11


def test_what_the_user_settled_for_each_app(panel, qtbot):
    for ticks, name in ((panel.selected, "selected"), (panel.opens, "off"), (panel.dynamic, "static")):
        with qtbot.waitSignal(panel.turned) as told:
            ticks.boxes[0].click()
        assert getattr(told.args[0].android, name) == {fakes.PACKAGE}
    with qtbot.waitSignal(panel.turned) as told:
        choose(panel.default, fakes.PACKAGE)
    assert told.args[0].android.default == fakes.PACKAGE
    with qtbot.waitSignal(panel.turned) as told:
        panel.google.click()
    assert not told.args[0].android.google


def test_without_apps_only_the_phone_is_left(panel):
    panel.show_switches(WhatIf(), None)
    assert panel.states == []
    assert not panel.apps.isVisible()
    assert not panel.google.isVisible()
    assert panel.version.isVisible()
