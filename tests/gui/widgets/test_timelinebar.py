from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.timelinebar import TimelineBar
from linktester.gui.widgets.timescale import Band, Tick
from linktester.model.zone import CHINA

FIRST, LAST = datetime(2020, 1, 1, tzinfo=CHINA), datetime(2025, 1, 1, tzinfo=CHINA)
TURN = datetime(2022, 1, 1, tzinfo=CHINA)
EARLY, LATE = datetime(2021, 6, 1, tzinfo=CHINA), datetime(2023, 6, 1, tzinfo=CHINA)
TICKS = (Tick(LATE, "2023-06-01  <b>late</b>"), Tick(EARLY, "2021-06-01  early", strong=False))
BANDS = (Band("shut", None, TURN), Band("open", TURN, None))


def shown(qtbot: QtBot, tools: Tools, *moments: datetime) -> TimelineBar:
    bar = TimelineBar(tools.theme, "line")
    qtbot.addWidget(bar)
    bar.resize(800, bar.sizeHint().height())
    bar.show_line(FIRST, LAST, BANDS, TICKS, [FIRST, TURN])
    bar.set_handles(list(moments) or [TURN])
    bar.show()
    return bar


def at(bar: TimelineBar, moment: datetime) -> QPoint:
    return QPoint(round(bar.x_of(moment)), 40)


def test_keys_go_from_event_to_event(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    keys = Qt.Key
    steps = [
        (keys.Key_Right, LATE),
        (keys.Key_Left, EARLY),
        (keys.Key_Left, FIRST),
        (keys.Key_PageDown, TURN),
        (keys.Key_End, LAST),
        (keys.Key_PageUp, TURN),
        (keys.Key_Home, FIRST),
    ]
    for key, expected in steps:
        with qtbot.waitSignal(bar.settled) as settled:
            qtbot.keyClick(bar, key)
        assert settled.args == [expected]


def test_dragging_tells_each_step_and_where_it_ended(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(bar, left, pos=at(bar, TURN))
    middle = TURN + timedelta(days=200)
    with qtbot.waitSignal(bar.moved) as moved:
        qtbot.mouseMove(bar, at(bar, middle))
    assert abs(moved.args[0] - middle) < timedelta(days=10)
    with qtbot.waitSignal(bar.settled) as settled:
        qtbot.mouseRelease(bar, left, pos=at(bar, middle))
    assert settled.args == moved.args
    assert settled.args[0].utcoffset() == timedelta(hours=8)


def test_a_click_jumps_to_the_event_under_it(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    with qtbot.waitSignal(bar.settled) as settled:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at(bar, LATE) + QPoint(2, 0))
    assert settled.args == [LATE]


def test_the_nearer_of_two_handles_is_taken(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools, EARLY, LATE)
    with qtbot.waitSignal(bar.activated) as activated:
        qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=at(bar, LATE))
    assert activated.args == [1]
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at(bar, LATE))
    qtbot.keyClick(bar, Qt.Key.Key_End)
    assert bar.handles == (EARLY, LAST)


def test_tool_tips_are_plain(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    for spot, words in ((at(bar, LATE), "&lt;b&gt;late"), (QPoint(round(bar.x_of(LATE)), 8), "open")):
        QApplication.sendEvent(bar, QHelpEvent(QEvent.Type.ToolTip, spot, bar.mapToGlobal(spot)))
        assert words in QToolTip.text()
    QToolTip.hideText()


def test_it_is_drawn_with_handles_and_bands(qtbot: QtBot, tools: Tools) -> None:
    bar = shown(qtbot, tools)
    before = bar.grab().toImage()
    bar.set_handles([LATE])
    after = bar.grab().toImage()
    assert before != after
    bar.show_line(FIRST, LAST, (Band("short", EARLY, TURN, minor=True),), (), [])
    assert bar.grab().toImage() != after
    assert bar.neighbour(TURN, 1) == LAST


def test_without_a_line_nothing_breaks(qtbot: QtBot, tools: Tools) -> None:
    bar = TimelineBar(tools.theme, "line")
    qtbot.addWidget(bar)
    bar.show()
    with qtbot.assertNotEmitted(bar.settled):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
        qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert bar.handles == ()
