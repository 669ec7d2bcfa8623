from pytestqt.qtbot import QtBot

from linktester.gui.widgets.oneline import OneLine


def test_what_does_not_fit_is_in_the_tool_tip(qtbot: QtBot) -> None:
    label = OneLine("heading")
    qtbot.addWidget(label)
    label.show()
    label.resize(80, 20)
    label.setText("a title that goes on and on, further than any label")
    assert label.text().endswith("…")
    assert label.accessibleName() == label.whole
    assert "further" in label.toolTip()
    label.resize(2_000, 20)
    assert (label.text(), label.toolTip()) == (label.whole, "")


def test_it_is_one_line_of_text(qtbot: QtBot) -> None:
    label = OneLine()
    qtbot.addWidget(label)
    label.resize(2_000, 20)
    label.setText("<b>a</b>\nb\u202ec")
    assert label.text() == "<b>a</b> b\\u202ec"
