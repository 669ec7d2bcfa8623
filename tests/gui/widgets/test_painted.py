from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.widgets.painted import Painted


def test_what_waits_for_the_first_drawing_is_done_after_it_and_once(qtbot: QtBot) -> None:
    widget, done = QWidget(), []
    qtbot.addWidget(widget)
    Painted(widget, lambda: done.append(widget.isVisible()))
    qtbot.wait(1)
    assert done == []
    widget.show()
    qtbot.waitUntil(lambda: done == [True])
    with qtbot.waitExposed(widget):
        widget.repaint()
    qtbot.wait(1)
    assert done == [True]
