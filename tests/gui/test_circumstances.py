from datetime import datetime

from pytestqt.qtbot import QtBot

from linktester.gui.circumstances import Circumstances
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.phone import OS
from linktester.model.zone import CHINA

DAY = datetime(2021, 9, 17, 12, tzinfo=CHINA)


def test_a_run_is_asked_with_what_was_chosen(qtbot: QtBot) -> None:
    chosen = Circumstances()
    assert chosen.options().as_of == ()
    assert chosen.options().accept == DEFAULT_ACCEPTED
    with qtbot.waitSignals([chosen.changed, chosen.changed, chosen.changed]):
        chosen.set_as_of(DAY)
        chosen.set_inferred(True)
        chosen.set_system(OS.IOS)
    assert chosen.options().as_of == (DAY,)
    assert chosen.options().accept == frozenset(Confidence)
    assert chosen.system is OS.IOS


def test_the_same_again_tells_nobody(qtbot: QtBot) -> None:
    chosen = Circumstances()
    with qtbot.assertNotEmitted(chosen.changed):
        chosen.set_as_of(None)
        chosen.set_inferred(False)
        chosen.set_system(OS.ANDROID)
