import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from linktester.gui.panels.matrixaxes import Axes, AxesEditor, Inherited
from linktester.gui.tools import Tools
from linktester.project import StandForm

AXES = Axes(stands=(StandForm("wechat", "chat"),), os=("ios",), clients=("8.0.13", "newest"), dates=("now",))


@pytest.fixture
def editor(qtbot: QtBot, tools: Tools) -> AxesEditor:
    made = AxesEditor(tools, "case")
    qtbot.addWidget(made)
    made.show_axes(AXES, Inherited(os="As the suite: Android", dates="As the suite: now"))
    return made


def test_what_is_shown_is_what_is_typed(editor: AxesEditor) -> None:
    assert editor.axes == AXES
    assert (editor.clients.text(), editor.dates.text()) == ("8.0.13, newest", "now")
    assert editor.dates.placeholderText() == "As the suite: now"


def test_lists_take_any_separator_and_keep_what_is_typed(qtbot: QtBot, editor: AxesEditor) -> None:
    editor.dates.clear()
    with qtbot.waitSignal(editor.edited) as edited:
        qtbot.keyClicks(editor.dates, "2021-09-01; now ,2021-1")
    assert edited.args == ["dates"]
    assert editor.axes.dates == ("2021-09-01", "now", "2021-1")
    editor.show_axes(editor.axes, Inherited())
    assert editor.dates.text() == "2021-09-01; now ,2021-1"


def test_systems_are_ticked(qtbot: QtBot, editor: AxesEditor) -> None:
    with qtbot.waitSignal(editor.edited) as edited:
        editor.findChild(QCheckBox, "case-os-android").click()
    assert edited.args == ["os"]
    assert set(editor.axes.os) == {"ios", "android"}


def test_a_system_it_does_not_know_stays(editor: AxesEditor) -> None:
    editor.show_axes(Axes(os=("symbian", "ios")), Inherited())
    assert set(editor.axes.os) == {"symbian", "ios"}


def test_mistakes_stand_under_their_fields(editor: AxesEditor) -> None:
    editor.show_wrong({"dates": "No date.", "id": "elsewhere"})
    assert {name: field.wrong for name, field in editor.fields.items() if field.wrong} == {
        "dates": "No date."
    }
