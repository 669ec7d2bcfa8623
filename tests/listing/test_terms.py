import pytest

from linktester.listing.grammar import scan
from linktester.listing.terms import SHOWN, TOLD, read
from tests.fakes.rows import CHINESE, ENGLISH


def told(text: str) -> list[tuple[str, str]]:
    """What is wrong with the one term of `text`: the letters meant, and the code."""
    (term,) = scan(text)
    reading = read(term)
    assert (reading.test is None) is bool(reading.problems)
    return [(text[each.start : each.end], each.message.code) for each in reading.problems]


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("verdct:blocked", "verdct", "listing.unknown-key-near"),
        ("-foo:bar", "foo", "listing.unknown-key"),
        ("verdict:blokced", "blokced", "listing.unknown-value-near"),
        ("verdict:blocked,x", "x", "listing.unknown-value"),
        ("host:xyzzy", "xyzzy", "listing.unknown-value"),
        ("date:yesterday", "yesterday", "listing.bad-date"),
        ("date:2021-13", "2021-13", "listing.bad-date"),
        ("verdict:", "verdict:", "listing.no-value"),
        ("-", "-", "listing.nothing-to-search"),
        ('""', '""', "listing.nothing-to-search"),
        ('text:""', 'text:""', "listing.no-value"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, where, code):
    assert told(text) == [(where, code)]


@pytest.mark.parametrize("text", ["taobao", "note:x", "case:*", "client:8", "status:none", "by:无", "key:0"])
def test_what_is_right(text):
    assert told(text) == []


def test_the_remedy_names_what_was_meant_or_what_there_is():
    problem = read(scan("host:wechta")[0]).problems[0]
    assert "“wechat”" in ENGLISH.say(problem.message)
    assert "“wechat”" in CHINESE.say(problem.message)
    assert "blocked" in ENGLISH.say(read(scan("verdict:x")[0]).problems[0].message)
    assert "…" in ENGLISH.say(read(scan("host:xyzzy")[0]).problems[0].message)


def test_many_and_long_mistakes_are_cut():
    reading = read(scan("host:" + ",".join(["x" * 10_000] * 100))[0])
    assert len(reading.problems) == TOLD
    assert reading.problems[0].message.args["value"] == "x" * SHOWN
