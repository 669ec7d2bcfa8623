import pytest
from PySide6.QtCore import Qt

from linktester import payments
from linktester.gui.panels.brokenlist import BrokenList
from tests.fakes.paycodes import WRONG, reading


@pytest.fixture
def broken(qtbot, tools) -> BrokenList:
    made = BrokenList(tools)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    with qtbot.waitSignal(made.counted):
        made.show_reading(reading())
    yield made
    made.leave()


def row(broken: BrokenList, name: str) -> int:
    return [each.mutation.name for each in broken.codes].index(name)


def test_each_line_says_what_is_wrong_and_what_a_reader_has_to_do(broken: BrokenList):
    item = broken.list.topLevelItem(row(broken, "checksum-wrong"))
    assert [item.text(column) for column in range(3)] == ["Wrong checksum", "63", "has to refuse it"]


def test_those_that_are_ticked_become_cases(broken: BrokenList, qtbot):
    assert not broken.buttons["add"].isEnabled()
    broken.list.topLevelItem(1).setCheckState(0, Qt.CheckState.Checked)
    assert broken.ticked == (broken.codes[1].mutation,)
    for name, signal in (("add", broken.add_requested), ("save", broken.save_requested)):
        with qtbot.waitSignal(signal):
            broken.buttons[name].click()
    broken.buttons["all"].click()
    assert len(broken.ticked) == len(broken.codes)
    broken.buttons["all"].click()
    assert broken.ticked == ()


def test_the_current_one_is_explained_and_can_be_looked_at(broken: BrokenList, qtbot):
    place = row(broken, "checksum-wrong")
    broken.list.setCurrentItem(broken.list.topLevelItem(place))
    assert "Expected: The checksum is" in broken.preview.plain
    with qtbot.waitSignal(broken.opened) as told:
        broken.buttons["open"].click()
    assert not payments.read(told.args[0]).valid


def test_ticks_stay_in_another_language(broken: BrokenList, tools):
    broken.list.topLevelItem(2).setCheckState(0, Qt.CheckState.Checked)
    before = broken.ticked
    tools.speech.switch("zh_CN")
    assert broken.ticked == before
    assert broken.list.topLevelItem(row(broken, "checksum-wrong")).text(0) == "校验值错误"


def test_what_cannot_be_broken_says_why(broken: BrokenList):
    broken.show_reading(reading(WRONG))
    assert broken.note.text().startswith("This code is not valid itself.")
    broken.show_reading(reading(b"hello"))
    assert broken.note.text().startswith("No standard speaks")
    broken.show_reading(None)
    assert broken.note.text().startswith("Paste or make a valid code")
    assert broken.ticked == ()
