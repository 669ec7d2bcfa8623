from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import Board, Head, View
from linktester.gui.models.matrix import MatrixModel
from linktester.gui.tools import Tools
from linktester.gui.widgets.patches import CHANGED_ROLE, FOUND_ROLE, PATCHES_ROLE, Badge, Change
from linktester.model.verdict import Outcome
from tests.fakes import boards as fakes
from tests.fakes.rows import NASTY

TIP, SPOKEN = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def row(model: MatrixModel, number: int, most: int = 3) -> list[str]:
    return [str(model.index(number, column).data()) for column in range(most)]


def test_rows_read_as_text(qtmodeltester: ModelTester, tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.PLACES, fakes.BEFORE))
    qtmodeltester.check(model)
    assert model.headerData(0, DOWN) == "WeChat · 1:1 chat"
    assert row(model, 0) == ["blocked", "honored", "blocked"]


def test_a_split_cell_has_a_patch_for_each_part(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.HOSTS))
    patches = model.index(0, 0).data(PATCHES_ROLE)
    assert len(patches) == len(model.index(0, 0).data().split(" / ")) > 1
    spoken = model.index(0, 0).data(SPOKEN)
    assert spoken.startswith("WeChat: Taobao, Tmall\n")
    assert "blocked: Moments" in spoken


def test_dates_change_answers_in_place(qtbot: QtBot, tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.PLACES, fakes.BEFORE))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_board(fakes.board(View.PLACES, fakes.AFTER))
    assert row(model, 0, 1) == ["honored"]


def test_no_question_is_said_rather_than_shown_as_a_gap(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    picture = fakes.board(View.PAYMENTS)
    model.show_board(picture)
    scanner = fakes.spot(picture, "wechat scan", "WXCODE")[0]
    index = model.index(scanner, fakes.spot(picture, "taobao checkout", "WXPAY")[1])
    assert (index.data(PATCHES_ROLE), index.data()) == ((), None)
    assert "Not a question here" in index.data(SPOKEN)


def test_differences_are_drawn_and_spoken(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.PLACES, sent=(fakes.sent(Outcome.BLOCKED),)))
    assert model.index(0, 0).data(PATCHES_ROLE)[0].badges == (Badge.DIFFERS,)
    assert "Rules and result differ" in model.index(0, 0).data(SPOKEN)
    model.show_board(fakes.board(View.PLACES, sent=(fakes.sent(),)))
    assert model.index(0, 0).data(PATCHES_ROLE)[0].badges == (Badge.SENT,)


def test_changes_are_outlined(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.PLACES), frozenset({(0, 0), (0, 1)}), frozenset({(0, 0)}))
    found = [model.index(0, column).data(CHANGED_ROLE) for column in range(3)]
    assert found == [Change.TURNED, Change.LOOKS, Change.NONE]


def test_heads_are_found_whatever_their_case(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.HOSTS))
    found = model.search("weibo")
    assert [model.headerData(spot[0] or spot[1], DOWN if spot[0] else ACROSS) for spot in found] == [
        "Weibo"
    ] * 2
    assert model.headerData(found[0][0], DOWN, FOUND_ROLE)
    assert model.search("") == []


def test_everything_is_said_anew_in_the_other_language(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.PLACES, fakes.BEFORE))
    assert model.index(0, 0).data(PATCHES_ROLE)[0].word == "blocked"
    tools.speech.switch("zh_CN")
    assert model.index(0, 0).data(PATCHES_ROLE)[0].word == "拦截"
    assert row(model, 0, 1) == ["拦截"]


def test_hostile_names_are_plain(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(Board((Head(case=NASTY * 50),), (Head(case=NASTY),), {}))
    assert len(model.headerData(0, DOWN)) < 120
    tip = model.headerData(0, DOWN, TIP)
    assert "<b>" not in tip
    assert "&lt;b&gt;" in tip
    assert "\u202e" not in model.index(0, 0).data(TIP)
