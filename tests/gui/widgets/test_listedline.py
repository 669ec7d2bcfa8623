from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from linktester.gui.widgets.listedline import ListedLine


def test_it_is_a_button_that_is_called_what_it_says(qtbot):
    line = ListedLine(QPixmap(16, 16), "wrong " * 60)
    qtbot.addWidget(line)
    assert line.accessibleName() == line.sentence
    assert line.heightForWidth(200) > line.heightForWidth(2000)
    with qtbot.waitSignal(line.clicked):
        qtbot.keyClick(line, Qt.Key.Key_Space)


def test_one_that_leads_nowhere_takes_no_focus(qtbot):
    line = ListedLine(QPixmap(16, 16), "so it is")
    qtbot.addWidget(line)
    line.keep_still()
    assert line.focusPolicy() is Qt.FocusPolicy.NoFocus
