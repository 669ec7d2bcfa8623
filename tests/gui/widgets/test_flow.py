from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from linktester.gui.widgets.flow import Flow


def filled(qtbot, count: int) -> tuple[QWidget, Flow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = Flow(parent)
    for number in range(count):
        button = QPushButton(str(number))
        button.setFixedSize(50, 20)
        flow.addWidget(button)
    return parent, flow


def lines(flow: Flow) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for index in range(flow.count()):
        button = flow.itemAt(index).widget()
        rows.setdefault(button.y(), []).append(button.text())
    return [rows[y] for y in sorted(rows)]


def test_a_new_line_begins_where_the_width_ends(qtbot):
    _, flow = filled(qtbot, 5)
    flow.setGeometry(QRect(0, 0, 170, 100))
    assert lines(flow) == [["0", "1", "2"], ["3", "4"]]
    assert flow.heightForWidth(170) == 20 + flow.spacing() + 20
    assert flow.heightForWidth(1000) == 20
    assert flow.hasHeightForWidth()


def test_hidden_ones_take_no_room(qtbot):
    _, flow = filled(qtbot, 3)
    flow.itemAt(0).widget().hide()
    assert flow.heightForWidth(110) == 20


def test_one_may_be_put_between(qtbot):
    _, flow = filled(qtbot, 2)
    flow.insert_widget(1, QPushButton("new"))
    assert [flow.itemAt(index).widget().text() for index in range(flow.count())] == ["0", "new", "1"]


def test_beyond_the_end_there_is_nothing(qtbot):
    _, flow = filled(qtbot, 1)
    assert flow.itemAt(1) is None
    assert flow.takeAt(-1) is None
    assert flow.takeAt(0).widget().text() == "0"
    assert flow.count() == 0
