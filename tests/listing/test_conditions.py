import pytest

from linktester.model.annotation import Status
from linktester.model.phone import OS
from linktester.model.run import Match
from linktester.model.verdict import By, Cause, Modifier, Outcome
from tests.fakes.results import day
from tests.fakes.rows import matches, row

ROW = row(
    as_of=day("2021-09-17"),
    modifiers=(Modifier.CARRIED, Modifier.CONFIRM),
    client="8.0.15",
    os=OS.IOS,
    match=Match.DIFFERS,
    status=Status.NOT_EXECUTABLE,
    note="Seen twice, on Friday",
    reason="no phone",
    tester="Wang",
    screenshot="ab" * 32,
    attempt=2,
    case="shop-12",
    key="a0b1" + "0" * 28,
)
BARE = row()


@pytest.mark.parametrize(
    "text",
    [
        "verdict:blocked",
        "verdict:honored,拦截",
        "-verdict:honored",
        "host:wechat",
        "surface:group",
        "target:taobao",
        "family:taobao-item",
        "os:ios",
        "by:host",
        "reach:evidenced",
        "basis:simulated",
        "entry:tap",
        "match:differs",
        "status:阻塞",
        "modifier:carried",
        "modifier:prompt,confirm",
        "-modifier:none",
        "cause:none",
        "client:8",
        "client:8.0",
        "client:8.0.15",
        "date:2021-09",
        "date:2020,2021",
        "date:2021-09-17..2021-09-17",
        "date:<=2021-09-17",
        "evidence:2021",
        "evidence:>=2021-09-17",
        "is:screenshot",
        "is:repeated,anecdotal",
        "-is:none",
        "case:shop-12",
        "case:SHOP-*",
        "case:*-1*",
        "key:A0B1",
        "note:TWICE",
        'note:"twice, on"',
        "note:phone",
        "-note:none",
        "tester:wang",
        "link:taobao.com",
        "text:nothing,taobao",
        "taobao refusal",
        '"a refusal was"',
        "-nothing",
    ],
)
def test_terms_that_hold(text):
    assert matches(text, ROW)
    assert not matches(f"!{text}" if text[0] not in '-"' and " " not in text else "status:passed", ROW)


@pytest.mark.parametrize(
    "text",
    [
        "client:8.0.1",
        "client:none",
        "case:shop-1",
        'case:"shop-*"',
        "case:none",
        "date:<2021-09-17",
        "date:2021-09-18",
        "evidence:none",
        "is:disagreement",
        "note:none",
        'note:"none"',
        "modifier:none",
        "key:b1",
        "verdict:blocked host:qq",
    ],
)
def test_terms_that_do_not_hold(text):
    assert not matches(text, ROW)


@pytest.mark.parametrize(
    "text", ["status:none", "note:none", 'note:""', "modifier:none", "client:无", "tester:none", "is:none"]
)
def test_what_is_not_there_can_be_asked_for(text):
    assert matches(text, BARE)
    assert not matches(text, ROW)


def test_none_is_a_value_where_there_is_one_of_that_name():
    assert matches("match:none", row(match=Match.NONE))
    assert not matches("match:none", row(match=Match.MET))
    assert matches("by:none,host", row(by=None))
    assert matches("by:none,host", row(by=By.HOST))


def test_in_quotes_none_is_a_word():
    assert matches('note:"none"', row(note="None of it"))
    assert not matches('note:"none"', BARE)


def test_rows_without_evidence_lie_in_no_span():
    gap = row(outcome=Outcome.INCONCLUSIVE, cause=Cause.NO_POLICY, last_evidence="")
    assert not matches("evidence:<2030", gap)
    assert matches("evidence:none", gap)


def test_days_begin_at_midnight_in_beijing():
    late = row(as_of=day("2021-09-30").replace(hour=23, minute=59))
    assert matches("date:2021-09", late)
    assert not matches("date:2021-10", late)


def test_stars_in_plenty_take_no_time():
    assert not matches("case:" + "*a" * 60 + "b", row(case="a" * 200))
