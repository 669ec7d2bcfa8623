from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import links
from linktester.model.case import Case, Expectation, Matrix, Selector, Stand, Suite
from linktester.model.errors import InputErrors, Place
from linktester.model.link import Content, Intent, PlatformId
from linktester.model.order import ReturnLeg
from linktester.model.phone import OS, Entry
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.model.world import Route, Site
from linktester.suite import NOW, moment, read_text, write
from linktester.suite.axes import SURFACES
from tests.fakes.probes import a_link

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
SOME = {"max_size": 3, "unique": True}
DATES = st.sampled_from(["2018-05-01", "2021-09-17T20:00:00+08:00", "2024-09-27T00:00:00Z"]).map(moment)
STANDS = st.builds(
    Stand, st.sampled_from(["wechat", "qq", "browser"]), st.sampled_from(SURFACES), st.sampled_from(Entry)
)
CLIENTS = st.sampled_from([None, "8.0.13", "7"])
LINKS = st.one_of(
    st.sampled_from(
        [
            "https://item.taobao.com/item.htm?id=1",
            "weixin://dl/business/?t=abc",
            "alipays://platformapi/startapp?saId=10000007",
            "https://own.example/${x}$$",
        ]
    ),
    WORDS.map("https://own.example/?q={}".format),
)
ROUTES = (Route(PlatformId("wechat"), '{"paySign":"x"}'), Route(PlatformId("qq"), "https://a.example/?a=1"))
SITE = Site(host="own.example", title="Shop", icp_filed=False, routes=ROUTES)


@st.composite
def cases(draw, number):
    intent = draw(st.none() | st.sampled_from(Intent))
    content = draw(st.none() | st.sampled_from(Content))
    text = draw(LINKS)
    parsed = links.parse(text, intent=intent, content=content, sites=(SITE,))
    if not parsed.valid:
        parsed = links.parse("https://own.example/", intent=intent, content=content, sites=(SITE,))
    expect = draw(
        st.lists(
            st.tuples(st.sampled_from(Outcome), st.sampled_from([None, (), (Modifier.WRAP,)])), max_size=1
        )
    )
    return Case(
        id=f"case {number}",
        title=draw(WORDS),
        link=parsed.link,
        stands=tuple(draw(st.lists(STANDS, **SOME))),
        os=tuple(draw(st.lists(st.sampled_from(OS), **SOME))),
        clients=tuple(draw(st.lists(CLIENTS, **SOME))),
        dates=tuple(draw(st.lists(DATES | st.just(NOW), **SOME))),
        referer=draw(st.none() | WORDS),
        intent=intent,
        expect=tuple(
            Expectation(
                where=draw(
                    st.builds(
                        Selector, host=st.none() | st.just("wechat"), client=CLIENTS, from_=st.none() | DATES
                    )
                ),
                verdict=verdict,
                modifiers=modifiers,
                by=draw(st.none() | st.sampled_from(By)),
                cause=draw(st.none() | st.sampled_from(Cause)) if verdict is Outcome.INCONCLUSIVE else None,
                order_state=draw(st.none() | WORDS),
                return_leg=draw(st.none() | st.sampled_from(ReturnLeg)),
            )
            for verdict, modifiers in expect
        ),
    )


@st.composite
def suites(draw):
    count = draw(st.integers(1, 3))
    matrix = Matrix(
        stands=tuple(draw(st.lists(STANDS, min_size=1, max_size=3, unique=True))),
        os=tuple(draw(st.lists(st.sampled_from(OS), min_size=1, max_size=3, unique=True))),
        dates=tuple(draw(st.lists(DATES, **SOME))),
    )
    return Suite(
        name=draw(WORDS),
        title=draw(WORDS),
        matrix=matrix,
        sites=(SITE,),
        cases=tuple(draw(cases(number)) for number in range(count)),
        file="s.toml",
    )


def without_places(suite):
    return replace(
        suite,
        cases=tuple(
            replace(case, place=Place(), expect=tuple(replace(one, place=Place()) for one in case.expect))
            for case in suite.cases
        ),
    )


@settings(max_examples=60, deadline=None)
@given(suites())
def test_a_written_suite_reads_as_the_same_suite(suite):
    assert without_places(read_text(write(suite), "s.toml")) == suite


def test_a_written_suite_is_readable():
    suite = Suite(
        name="s",
        matrix=Matrix(stands=(Stand("wechat", "chat"),)),
        cases=(
            Case(id="a", link=a_link(), expect=(Expectation(where=Selector(), verdict=Outcome.BLOCKED),)),
        ),
    )
    assert write(suite) == (
        'schema = 1\nname = "s"\n\n'
        '[matrix]\nat = [\n  { host = "wechat", surface = "chat", entry = "tap" },\n]\nos = ["android"]\n'
        'clients = ["newest"]\n\n'
        '[[case]]\nid = "a"\nlink = "https://item.taobao.com/item.htm?id=1"\n\n'
        '[[case.expect]]\nverdict = "BLOCKED"\n'
    )


def test_text_that_no_file_can_hold_is_told():
    suite = Suite(name="s", cases=(Case(id="a", link=replace(a_link(), text="x\ud800")),))
    with pytest.raises(InputErrors) as caught:
        write(suite)
    assert [(p.message.code, p.place.path) for p in caught.value.problems] == [
        ("suite.not-writable", "case[0].link")
    ]
