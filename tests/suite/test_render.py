import tomllib

from linktester.model.case import Expectation, Matrix, Selector, Stand, Suite
from linktester.model.link import PlatformId
from linktester.model.order import ReturnLeg
from linktester.model.verdict import Modifier, Outcome
from linktester.model.world import Route, Site
from linktester.suite import bundled, moment
from linktester.suite.render import (
    case_values,
    expectation_values,
    head_values,
    inline,
    lines,
    matrix_values,
    own_content,
    site_values,
)


def test_values_can_stand_on_lines_and_in_a_line():
    values = {"a": "1", "b": '"x"'}
    assert lines(values) == 'a = 1\nb = "x"\n'
    assert tomllib.loads(f"t = {inline(values)}") == {"t": {"a": 1, "b": "x"}}


def test_what_has_its_default_is_left_out():
    assert head_values(Suite(name="s")) == {"name": '"s"'}
    assert "title" not in site_values(Site(host="own.example"))
    assert expectation_values(Expectation(where=Selector(), verdict=Outcome.HONORED)) == {
        "verdict": '"HONORED"'
    }


def test_no_modifier_expected_is_written():
    given = (None, (), (Modifier.WRAP, Modifier.CONFIRM))
    written = [
        expectation_values(Expectation(where=Selector(), verdict=Outcome.HONORED, modifiers=one)).get(
            "modifiers"
        )
        for one in given
    ]
    assert written == [None, "[]", '["wrap", "confirm"]']


def test_a_matrix_is_written_in_the_order_of_its_keys():
    matrix = Matrix(stands=(Stand("wechat", "chat"),), clients=(None, "8"), dates=(moment("2021-09-17"),))
    assert matrix_values(matrix) == {
        "at": '[\n  { host = "wechat", surface = "chat", entry = "tap" },\n]',
        "os": '["android"]',
        "clients": '["newest", "8"]',
        "dates": '["2021-09-17"]',
    }


def test_a_content_class_is_written_where_the_link_does_not_say_it():
    suite = bundled("walled-garden")
    own = {case.id for case in suite.cases if own_content(case, suite.sites)}
    without = {case.id for case in suite.cases if own_content(case, ())}
    assert own <= {"reward-link-in-wechat"}
    assert "reward-link-in-wechat" in without
    assert all("content" not in case_values(case, suite.sites) for case in suite.cases if case.id not in own)


def test_how_an_order_is_to_end_is_written():
    told = Expectation(
        where=Selector(), verdict=Outcome.HONORED, order_state="", return_leg=ReturnLeg.SAME_TAB
    )
    assert tomllib.loads(lines(expectation_values(told))) == {
        "verdict": "HONORED",
        "order_state": "",
        "return_leg": "same-tab",
    }


def test_routes_of_a_site_are_written():
    call = '{"paySign":"a\\nb"}'
    routes = (Route(PlatformId("wechat"), call), Route(PlatformId("alipay"), "https://a.example/"))
    told = tomllib.loads(lines(site_values(Site(host="own.example", routes=routes))))
    assert told["routes"] == [{"app": each.app, "to": each.to} for each in routes]
