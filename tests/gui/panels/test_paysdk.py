from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from linktester.gui.panels.paysdk import APIS, CHOSEN, PaySdk
from linktester.gui.widgets.commandrow import CommandRow
from linktester.listing.sdks import sdks
from tests.fakes.paydesks import PayDesk


def shown(qtbot: Any, desk: PayDesk) -> PaySdk:
    made = PaySdk(desk.tools, desk.payments)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    desk.seen(qtbot)
    return made


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_sdk_is_listed_and_tells_its_program(qtbot: Any, paydesk: PayDesk, language: str) -> None:
    paydesk.tools.speech.switch(language)
    made = shown(qtbot, paydesk)
    assert {each.platform for each in sdks()} <= set(APIS)
    for each in sdks():
        made.tree.choose(each.id)
        text = made.program.toPlainText()
        assert "/c/credentials.json" in text
        assert made.findChild(CommandRow, "payments-sdk-install").line == each.package
        assert "PRIVATE KEY" not in text


def test_the_program_is_copied(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    with qtbot.waitSignal(made.told) as told:
        made.copy.click()
    assert told.args[0].args == {"sdk": sdks()[0].name}
    assert paydesk.port.ready.base_url in QGuiApplication.clipboard().text()
    assert made.findChild(QPlainTextEdit).isReadOnly()


def test_what_was_chosen_is_chosen_the_next_time(qtbot: Any, paydesk: PayDesk) -> None:
    made = shown(qtbot, paydesk)
    made.tree.choose(sdks()[3].id)
    made.leave()
    assert paydesk.tools.settings.text(CHOSEN) == sdks()[3].id
    again = shown(qtbot, paydesk)
    assert again.program.toPlainText() == made.program.toPlainText()


def test_without_an_emulator_there_is_nothing_to_copy(qtbot: Any, paydesk: PayDesk) -> None:
    made = PaySdk(paydesk.tools, paydesk.payments)
    qtbot.addWidget(made)
    assert not made.copy.isEnabled()
    assert made.program.toPlainText() == ""
