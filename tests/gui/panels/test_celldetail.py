from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import Slot, View
from linktester.gui.models.runboards import board_of
from linktester.gui.panels.celldetail import CellDetail, slot_lines
from linktester.gui.speech import Speech
from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import plain
from linktester.gui.widgets.sheet import Sheet
from linktester.model.verdict import Outcome
from tests.fakes import boards as fakes
from tests.fakes.rows import NASTY


def told(slot: Slot, language: str = "en") -> str:
    return plain(slot_lines(slot, Speech(language)))


def test_the_sentence_comes_first_then_rule_dates_confidence_and_sources() -> None:
    said = told(fakes.slot(fakes.board(View.PLACES, fakes.BEFORE), "wechat moments", "TB"))
    lines = said.split("\n")
    assert lines[0] == "blocked"
    assert lines[1] == "By the rules, the link is refused: block page. Decided by the host app."
    assert "Last evidence: " in said
    assert "wechat.TB-DYv.2021-09" in said
    assert "P press" in said
    assert "2021-09-17" in said


def test_a_split_cell_names_what_stands_behind_each_part() -> None:
    said = told(fakes.slot(fakes.board(View.HOSTS), "wechat", "TB")).split("\n")
    assert said[said.index("honored") + 1] == "1:1 chat, group chat"
    assert said[said.index("blocked") + 1] == "Moments"


def test_gaps_say_what_is_missing() -> None:
    picture = fakes.board(View.PLACES)
    conflict = told(fakes.slot(picture, "qq chat", "TB"))
    assert "The sources contradict each other here, so nobody may say." in conflict
    assert "These contradict each other:" in conflict
    assert "No source says what happens here" in told(fakes.slot(picture, "wechat article", "TB"))
    assert "没有来源说明" in told(fakes.slot(picture, "wechat article", "TB"), "zh_CN")


def test_what_only_sending_can_tell_is_said_so() -> None:
    picture = fakes.board(View.PLACES)
    said = told(fakes.slot(picture, "csdn feed", "AP"))
    assert said.startswith("send to know, ")
    assert "Run it to see" in said
    link = fakes.item("AP").link
    tried = fakes.sent(Outcome.REWRITTEN, link=link.text, host="csdn", surface="feed")
    said = told(fakes.slot(fakes.board(View.PLACES, sent=(tried,)), "csdn feed", "AP"))
    assert "Sent, it came to: rewritten.  Show why" in said


def test_a_group_has_its_own_method_without_a_rule() -> None:
    said = told(fakes.slot(fakes.board(View.PAYMENTS), "taobao checkout", "ALIPAY"))
    assert "belongs to the same group" in said or "offered" in said


def test_a_result_that_differs_is_told(qtbot: QtBot, tools: Tools) -> None:
    detail = CellDetail(tools)
    qtbot.addWidget(detail)
    wrong = fakes.sent(Outcome.BLOCKED)
    detail.show_slot("head", fakes.slot(fakes.board(View.PLACES, sent=(wrong,)), "wechat chat", "TB"))
    assert "Sent, it came to something else: blocked." in plain(detail.lines)
    with qtbot.waitSignal(detail.why_requested) as asked:
        detail.findChild(Sheet).anchorClicked.emit(QUrl(f"why:{wrong.key}"))
    assert asked.args == [wrong.key]
    detail.show_slot("head", fakes.slot(fakes.board(View.PLACES, sent=(fakes.sent(),)), "wechat chat", "TB"))
    assert "Sent, it came to the same." in plain(detail.lines)


def test_the_button_sends(qtbot: QtBot, tools: Tools) -> None:
    detail = CellDetail(tools)
    qtbot.addWidget(detail)
    detail.show_slot("head", fakes.slot(fakes.board(View.PLACES), "wechat chat", "TB"))
    detail.show()
    with qtbot.waitSignal(detail.send_requested):
        qtbot.mouseClick(detail.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_results_are_not_sent_from_here(qtbot: QtBot, tools: Tools) -> None:
    detail = CellDetail(tools)
    qtbot.addWidget(detail)
    detail.show()
    detail.show_slot("head", board_of(View.PLACES, [fakes.sent(case=NASTY)]).slots[0, 0])
    assert not detail.findChild(QPushButton).isVisible()
    assert "\u202e" not in plain(detail.lines)
    assert "Show why" in plain(detail.lines)


def test_an_empty_place_is_explained(qtbot: QtBot, tools: Tools) -> None:
    detail = CellDetail(tools)
    qtbot.addWidget(detail)
    detail.show_slot("", None)
    assert plain(detail.lines) == ""
    detail.show_slot("WeChat: QuickPass", None)
    assert plain(detail.lines).startswith("Not a question here")
