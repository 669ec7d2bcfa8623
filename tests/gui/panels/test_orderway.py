from pytestqt.qtbot import QtBot

from linktester.gui.panels.orderway import SENTENCE, OrderWay
from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import plain
from linktester.report.orders import told
from tests.fakes import orders
from tests.fakes import results as fakes


def made(qtbot: QtBot, tools: Tools, result: fakes.CaseResult) -> OrderWay:
    way = OrderWay(tools, "order")
    qtbot.addWidget(way)
    way.show_order(told(result, tools.speech.phrases), tools.speech.phrases)
    return way


def dots(way: OrderWay) -> list[bool]:
    return [line.dot.filled for line in way.stages.lines if line.dot is not None]


def test_the_way_is_a_line_with_a_stop_for_each_stage(qtbot: QtBot, tools: Tools) -> None:
    way = made(qtbot, tools, orders.paid(landed="https://shop.example/done"))
    assert plain(way.stages.lines).splitlines() == [
        "Order LT1 made: WeChat Pay, mobile browser (H5)  step 1",
        "WeChat shows the order  step 3",
        "The payer pays  step 4",
        "Back in the same tab: https://shop.example/done  step 5",
        "The merchant asks: paid (SUCCESS)  step 6",
    ]
    assert dots(way) == [True] * 5
    assert "State\tpaid (SUCCESS)" in plain(way.facts.lines)


def test_what_it_did_not_come_to_is_hollow(qtbot: QtBot, tools: Tools) -> None:
    assert dots(made(qtbot, tools, orders.walled_off())) == [True, False, False, True]
    assert dots(made(qtbot, tools, orders.given_up())) == [True, True, False, True]


def test_a_stop_leads_to_the_step_that_tells_of_it(qtbot: QtBot, tools: Tools) -> None:
    way = made(qtbot, tools, orders.paid())
    with qtbot.waitSignal(way.followed) as heard:
        way.stages.followed.emit("step:3")
    assert heard.args == ["step:3"]


def test_nothing_is_shown_of_what_ordered_nothing(qtbot: QtBot, tools: Tools) -> None:
    way = made(qtbot, tools, orders.paid())
    way.show_order(None, tools.speech.phrases)
    assert (way.stages.lines, way.facts.lines) == ((), ())


def test_hostile_words_are_one_bounded_line(qtbot: QtBot, tools: Tools) -> None:
    way = made(qtbot, tools, orders.paid(landed=fakes.HOSTILE_TEXT * 500))
    shown = plain(way.stages.lines).splitlines()
    assert len(shown) == 5
    assert max(map(len, shown)) < 10 * SENTENCE
    assert "\u202e" not in "".join(shown)
