from PySide6.QtWidgets import QWidget

from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled


def test_it_scrolls_only_when_there_is_more_than_fits(qtbot):
    area = Scrolled("x")
    qtbot.addWidget(area)
    for _ in range(10):
        area.column.addWidget(
            PlainLabel("many words that would need many lines if they had to stand in a narrow column")
        )
    area.column.addStretch(1)
    area.resize(900, 400)
    area.show()
    assert area.verticalScrollBar().maximum() == 0
    tall = QWidget()
    tall.setFixedHeight(900)
    area.column.addWidget(tall)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 300)
    area.verticalScrollBar().setValue(300)
    area.to_top()
    assert area.verticalScrollBar().value() == 0
    area.show_from(tall, tall)
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() == tall.y())
