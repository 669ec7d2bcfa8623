import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.filter import parse
from linktester.listing.seen import Seen
from linktester.listing.suggest import MOST, suggest
from tests.fakes.rows import CHINESE, ENGLISH, row


def offered(text: str, phrases=ENGLISH, seen: Seen | None = None) -> list[str]:
    return [each.applied(text)[0] for each in suggest(text, len(text), phrases, seen)]


def test_an_empty_input_offers_the_keys():
    found = suggest("", 0, ENGLISH)
    assert [each.insert for each in found][:2] == ["verdict:", "cause:"]
    assert found[0].label.startswith("Verdict")
    assert suggest("", 0, CHINESE)[0].label.startswith("结论")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("verd", "verdict:"),
        ("a -结", "a -verdict:"),
        ("verdict:b", "verdict:blocked"),
        ("verdict:honored,re", "verdict:honored,rewritten"),
        ("结论：拦", "结论：拦截"),
        ("host:wec", "host:wechat"),
        ("host:微", "host:wechat"),
        ("status:n", "status:not-executable"),
        ("-is:scr", "-is:screenshot"),
    ],
)
def test_what_is_begun_is_completed(text, first):
    phrases = CHINESE if "论" in text else ENGLISH
    assert offered(text, phrases)[0].replace("WeChat", "wechat") == first


def test_who_types_chinese_goes_on_reading_chinese():
    assert offered("宿主:微", CHINESE) == ["宿主:微信", "宿主:微博"]
    assert offered("宿主:we", CHINESE)[:2] == ["宿主:wechat", "宿主:wecom"]


def test_values_that_were_seen_are_offered_first():
    seen = Seen()
    seen.add(row(case="two words", tester="Wang", host="qq"))
    assert offered("case:", seen=seen) == ['case:"two words"']
    assert offered("tester:w", seen=seen) == ["tester:Wang"]
    assert offered("host:", seen=seen)[0] == "host:qq"


def test_the_rest_of_the_text_stays():
    (found,) = suggest("a verd b", 6, ENGLISH)
    assert found.applied("a verd b") == ("a verdict: b", 10)


def test_nothing_is_offered_inside_quotes_or_for_a_key_nobody_knows():
    assert suggest('"a b', 3, ENGLISH) == ()
    assert suggest('note:"a b', 8, ENGLISH) == ()
    assert suggest("foo:b", 5, ENGLISH) == ()


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet='verdicthos:,-"“” 拦微2', max_size=25), st.integers(0, 25), st.booleans())
def test_any_place_in_any_text_can_be_asked_about(text, cursor, chinese):
    at = min(cursor, len(text))
    found = suggest(text, at, CHINESE if chinese else ENGLISH)
    assert len(found) <= MOST
    for each in found:
        assert 0 <= each.start <= each.end <= len(text)
        new, where = each.applied(text)
        assert new[each.start : where] == each.insert
        parse(new)
