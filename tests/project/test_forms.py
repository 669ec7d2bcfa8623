from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import links
from linktester.model.case import Suite
from linktester.model.errors import InputErrors
from linktester.project.forms import CaseForm, ExpectForm, StandForm, case_of, form_of, link_problems, listed
from linktester.project.suitefile import placeless_case, read
from linktester.suite import bundled, bundled_names

EMPTY = Suite(name="s")
GOOD = CaseForm(id="a", link="https://u.example/${x}", stands=(StandForm("wechat", "chat"),))


def paths(form, suite=EMPTY, at=None):
    with pytest.raises(InputErrors) as caught:
        case_of(form, suite, at)
    return [(problem.place.path, problem.message.code) for problem in caught.value.problems]


@pytest.mark.parametrize("name", bundled_names())
def test_every_case_becomes_a_form_and_the_same_case_again(name):
    suite = bundled(name)
    for index, case in enumerate(suite.cases):
        again = placeless_case(case_of(form_of(case, suite), suite, index))
        assert again == placeless_case(replace(case, stands=again.stands))
        assert again.stands == case.stands


def test_a_link_is_taken_as_it_is_typed():
    assert case_of(GOOD, EMPTY).link.text == "https://u.example/${x}"


def test_every_mistake_is_told_at_its_field():
    form = CaseForm(
        id=" ",
        link="nothing",
        intent="nonsense",
        stands=(StandForm("wechta", "chat"), StandForm("wechat")),
        os=("ios", "windows"),
        clients=("8.x",),
        dates=("now", "soon"),
        expect=(
            ExpectForm(),
            ExpectForm(verdict="BLOCKED", from_="2022-01-01", until="2021-01-01", cause="conflict"),
        ),
    )
    assert {path for path, _ in paths(form)} == {
        *("id", "link", "intent", "at[0].host", "at[1]", "os[1]", "clients[0]", "dates[1]"),
        *("expect[0].verdict", "expect[1].until", "expect[1].cause"),
    }


def test_a_case_without_a_place_or_a_name_of_its_own_is_told():
    assert paths(replace(GOOD, stands=())) == [("at", "suite.no-stand")]
    assert paths(CaseForm()) == [
        ("id", "suite.bad-id"),
        ("link", "suite.empty-link"),
        ("at", "suite.no-stand"),
    ]
    suite = Suite(name="s", cases=(case_of(GOOD, EMPTY),))
    assert paths(GOOD, suite) == [("id", "suite.same-id")]
    assert case_of(GOOD, suite, 0) == suite.cases[0]


def test_no_modifier_expected_is_not_the_same_as_none_compared():
    form = replace(
        GOOD, expect=(ExpectForm(verdict="HONORED"), ExpectForm(verdict="HONORED", os="ios", modifiers=()))
    )
    case = case_of(form, EMPTY)
    assert [one.modifiers for one in case.expect] == [None, ()]
    assert form_of(case, EMPTY).expect == form.expect


def test_an_own_content_class_stands_in_the_form_and_a_given_one_does_not():
    suite = read(
        '[[site]]\nhost = "own.example"\ncontent = "video"\n[matrix]\nat = {host = "qq", surface = "chat"}\n'
        '[[case]]\nid = "a"\nlink = "https://own.example/"\n'
        '[[case]]\nid = "b"\nlink = "https://own.example/"\ncontent = "campaign"\n',
        "s",
    )
    assert [form_of(case, suite).content for case in suite.cases] == ["", "campaign"]


def test_a_list_may_be_typed_as_one_likes():
    assert listed(" a, b；c、d\n e | ") == ("a", "b", "c", "d", "e")
    assert listed(" ") == ()


def test_only_errors_of_a_link_are_problems():
    assert link_problems(links.parse("weixin://dl/business/?t=a")) == []
    assert [p.place.path for p in link_problems(links.parse(""))] == ["link", "link"]


TEXTS = st.text(max_size=20) | st.sampled_from(
    ["wechat", "chat", "2021-09-17", "HONORED", "ios", "https://u.example/"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.builds(
        CaseForm,
        id=TEXTS,
        title=TEXTS,
        link=TEXTS,
        intent=TEXTS,
        referer=TEXTS,
        stands=st.lists(st.builds(StandForm, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
        os=st.lists(TEXTS, max_size=2).map(tuple),
        dates=st.lists(TEXTS, max_size=2).map(tuple),
        expect=st.lists(st.builds(ExpectForm, verdict=TEXTS, host=TEXTS, from_=TEXTS), max_size=2).map(tuple),
    )
)
def test_any_form_is_a_case_or_told_field_by_field(form):
    try:
        case = case_of(form, EMPTY)
    except InputErrors as errors:
        assert all(problem.place.path for problem in errors.problems)
    else:
        assert case.id == form.id.strip()
