from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from linktester.gui import sighter
from linktester.gui.panels.sighting import SightingForm
from linktester.gui.tools import Tools
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from tests.fakes import results as fakes
from tests.fakes.tabled import picture

DAY = date(2026, 11, 22)
CHAT = fakes.blocked(fakes.probe(fakes.ITEM, "wechat", "chat", "2026-11-22"), fakes.BEFORE)


@pytest.fixture
def form(qtbot: QtBot, tools: Tools) -> SightingForm:
    tools.settings.put("tester", "Wang")
    blank = sighter.blank(CHAT, DAY)
    made = SightingForm(tools, blank)
    qtbot.addWidget(made)
    made.show()
    made.offer(sighter.choices(tools.workspace, blank))
    return made


def choices(form: SightingForm) -> dict[str, QRadioButton]:
    return {each.objectName(): each for each in form.findChildren(QRadioButton)}


def test_what_may_have_happened_is_offered_in_words(form: SightingForm) -> None:
    texts = [each.text() for each in choices(form).values()]
    assert texts[0] == "opens  (honored)"
    assert texts[-1] == "tap does nothing  (blocked)"
    assert len(texts) == 9


def test_it_is_complete_once_it_is_said_what_happened(qtbot: QtBot, form: SightingForm) -> None:
    assert form.seen() is None
    with qtbot.waitSignal(form.completed) as completed:
        choices(form)["effect-confirm"].setChecked(True)
    assert completed.args == [True]
    form.findChild(QLineEdit, "sighting-client").setText(" 8.0.50 ")
    seen = form.seen()
    assert (seen.outcome, seen.modifiers, seen.by, seen.effect) == (
        "HONORED",
        ("confirm",),
        "host",
        "confirm",
    )
    assert (seen.host, seen.surface, seen.family, seen.target) == ("wechat", "chat", "taobao-item", "taobao")
    assert (seen.client, seen.newest, seen.day, seen.tester) == ("8.0.50", True, DAY, "Wang")


def test_a_screenshot_comes_from_the_clipboard(form: SightingForm) -> None:
    QGuiApplication.clipboard().setText("no picture")
    form.paste()
    assert form.picture() is None
    assert form._picture_told.text() == "there is no picture on the clipboard"
    QGuiApplication.clipboard().setImage(picture())
    form.paste()
    assert form.picture()().startswith(b"\x89PNG")


def test_mistakes_stand_at_their_fields(form: SightingForm) -> None:
    wrong = [
        Problem(Place(path="tester"), message("observe.too-long", limit=200)),
        Problem(Place(path="by"), message("observe.who-decided", outcome="BLOCKED", near="swallow")),
        Problem(Place(file="wechat.toml", line=3), message("observe.no-folder")),
    ]
    loose = form.show_problems(InputErrors(wrong))
    assert [line.startswith("wechat.toml:3: ") for line in loose] == [True]
    assert form._wrong["tester"].isVisible()
    assert form._wrong["what"].isVisible()
    assert not form._wrong["note"].isVisible()


def test_where_nothing_can_happen_it_says_so(qtbot: QtBot, tools: Tools) -> None:
    form = SightingForm(tools, sighter.blank(CHAT, DAY))
    qtbot.addWidget(form)
    form.offer(())
    assert form.seen() is None
    assert not choices(form)
