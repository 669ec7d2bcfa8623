from linktester.gui.models.boards import Board, Piece, Sent, View, gathered
from linktester.gui.models.faces import Face, Kind
from linktester.model.phone import OS
from linktester.model.verdict import Outcome
from tests.fakes import boards as fakes
from tests.fakes.forecasts import at
from tests.fakes.rows import CHINESE, ENGLISH


def kinds(picture: Board, row: str, column: str) -> list[Kind]:
    return [part.face.kind for part in fakes.slot(picture, row, column).parts]


def test_surfaces_that_differ_split_a_host_and_are_never_averaged() -> None:
    slot = fakes.slot(fakes.board(View.HOSTS), "wechat", "TB")
    found = {part.face.kind: {piece.stand.surface for piece in part.pieces} for part in slot.parts}
    assert found[Kind.HONORED] == {"chat", "group"}
    assert found[Kind.BLOCKED] == {"moments"}
    assert "article" in found[Kind.NO_EVIDENCE]
    assert sum(len(part.pieces) for part in slot.parts) == len(slot.pieces)


def test_walls_fall_between_two_dates() -> None:
    before, after = fakes.board(View.PLACES, fakes.BEFORE), fakes.board(View.PLACES, fakes.AFTER)
    assert kinds(before, "wechat chat", "TB") == [Kind.BLOCKED]
    assert kinds(after, "wechat chat", "TB") == [Kind.HONORED]
    assert fakes.spot(after, "wechat chat", "TB") in before.changed(after)
    assert before.changed(before) == frozenset()


def test_each_place_is_a_row_with_one_answer() -> None:
    picture = fakes.board(View.PLACES)
    assert all(len(slot.pieces) == 1 for slot in picture.slots.values())
    assert picture.rows[0].words(ENGLISH) == "WeChat · 1:1 chat"
    assert picture.rows[0].words(CHINESE) == "微信 · 单聊"
    assert picture.columns[0].words(ENGLISH) == "Taobao, Tmall"
    assert picture.columns[0].title(ENGLISH) == "Item pages of Taobao and Tmall by https"


def test_payments_stand_apart() -> None:
    picture = fakes.board(View.PAYMENTS)
    assert {head.surface for head in picture.rows} >= {"checkout", "scan", "mini-program-checkout"}
    assert [head.case for head in picture.columns][:2] == ["WXPAY", "ALIPAY"]
    assert kinds(picture, "taobao checkout", "ALIPAY") == [Kind.HONORED]
    scanner = fakes.spot(picture, "wechat scan", "WXCODE")[0]
    method = fakes.spot(picture, "taobao checkout", "WXPAY")[1]
    assert (scanner, method) not in picture.slots


def test_a_result_beside_a_forecast_tells_whether_both_agree() -> None:
    agreeing = fakes.slot(fakes.board(View.PLACES, sent=(fakes.sent(),)), "wechat chat", "TB").pieces[0]
    assert (agreeing.row is not None, agreeing.differs) == (True, False)
    other = fakes.board(View.PLACES, sent=(fakes.sent(Outcome.BLOCKED),))
    assert fakes.slot(other, "wechat chat", "TB").parts[0].differs


def test_a_result_of_other_rules_is_not_put_beside() -> None:
    old = fakes.sent(Outcome.BLOCKED, fakes.BEFORE)
    piece = fakes.slot(fakes.board(View.PLACES, sent=(old,)), "wechat chat", "TB").pieces[0]
    assert (piece.row, piece.differs) == (None, False)
    elsewhere = fakes.sent(Outcome.BLOCKED, os=OS.IOS)
    assert fakes.slot(fakes.board(View.PLACES, sent=(elsewhere,)), "wechat chat", "TB").pieces[0].row is None
    assert not Sent().any


def test_alike_answers_are_one_part() -> None:
    opens, shut = Face(Kind.HONORED), Face(Kind.BLOCKED)
    pieces = [Piece(at("wechat", name), OS.IOS, face) for name, face in (("chat", opens), ("group", shut))]
    slot = gathered([*pieces, Piece(at("wechat", "moments"), OS.IOS, opens)])
    assert [(part.face, len(part.pieces)) for part in slot.parts] == [(opens, 2), (shut, 1)]
