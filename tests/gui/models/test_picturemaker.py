from linktester.gui.models.boards import NOTHING, View
from linktester.gui.models.faces import Kind
from linktester.gui.models.picturemaker import Origin, PictureMaker, Wish
from linktester.model.verdict import Outcome
from tests.fakes import boards as fakes
from tests.fakes.rows import ENGLISH

RULES, RUN = Wish(Origin.RULES, View.PLACES), Wish(Origin.RUN, View.PLACES)


def made() -> PictureMaker:
    maker = PictureMaker()
    maker.take_answers(fakes.answers())
    return maker


def test_without_rules_there_is_no_picture() -> None:
    assert PictureMaker().board(RULES, fakes.AFTER) == NOTHING
    assert made().board(Wish(Origin.RULES, View.LINK), fakes.AFTER) == NOTHING


def test_a_run_is_shown_at_the_date_it_tried() -> None:
    maker = made()
    maker.take_rows([fakes.sent(index=1), fakes.sent(Outcome.BLOCKED, fakes.BEFORE, index=0)])
    assert maker.tried == (fakes.BEFORE, fakes.AFTER)
    assert maker.shown_date(RUN, fakes.book().moments[0].at) == fakes.BEFORE
    assert fakes.slot(maker.board(RUN, fakes.BEFORE), "wechat chat", "TB").faces
    kinds = [maker.board(RUN, moment).slots[0, 0].parts[0].face.kind for moment in maker.tried]
    assert kinds == [Kind.BLOCKED, Kind.HONORED]


def test_a_result_that_differs_from_the_rules_says_so_in_both_pictures() -> None:
    maker = made()
    wrong = fakes.sent(Outcome.BLOCKED)
    maker.take_rows([wrong])
    assert maker.differs(wrong)
    assert maker.board(RUN, fakes.AFTER).slots[0, 0].parts[0].differs
    assert fakes.slot(maker.board(RULES, fakes.AFTER), "wechat chat", "TB").parts[0].differs


def test_two_dates_of_the_rules_are_compared_with_their_causes() -> None:
    both = made().compare(RULES, (fakes.AFTER, fakes.BEFORE), fakes.book().moments, ENGLISH)
    assert both.titles == ("2021-09-01", "2021-12-15")
    assert fakes.spot(both.first, "wechat chat", "TB") in both.turned
    assert max(each.cells for each in both.happened) > 0


def test_links_are_named_by_whose_picture_it_is() -> None:
    maker = made()
    maker.take_rows([fakes.sent(case="mine")])
    assert maker.names(Origin.RULES, ENGLISH)[0] == ("TB", "Taobao, Tmall")
    assert maker.names(Origin.RUN, ENGLISH) == [("mine", "mine")]


def test_two_dates_of_a_run_are_compared() -> None:
    maker = made()
    maker.take_rows([fakes.sent(index=1), fakes.sent(Outcome.BLOCKED, fakes.BEFORE, index=0)])
    both = maker.compare(RUN, (fakes.BEFORE, fakes.AFTER), (), ENGLISH)
    assert (both.changed, both.turned) == (frozenset({(0, 0)}), frozenset({(0, 0)}))


def test_one_link_is_shown_by_host_and_surface() -> None:
    maker = made()
    item = fakes.item("TB")
    found = fakes.answers()
    index = [each.id for each in found.items].index("TB")
    maker.take_one(fakes.only(index))
    picture = maker.board(Wish(Origin.RULES, View.LINK, item.id), fakes.AFTER)
    assert picture.rows[0].words(ENGLISH) == "WeChat"
    assert {"1:1 chat", "group chat"} <= {head.words(ENGLISH) for head in picture.columns}
