from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.edit import toggled, with_term, without
from linktester.listing.filter import parse
from linktester.listing.grammar import scan

TYPED = st.text(alphabet='note:,-"“” ab拦', max_size=40)


def test_a_term_is_added_replaced_and_removed():
    assert with_term("", "verdict", "blocked") == "verdict:blocked"
    assert with_term("taobao ", "verdict", "blocked") == "taobao verdict:blocked"
    assert with_term("a 结论:拦截 b", "verdict", "honored", "rewritten") == "a verdict:honored,rewritten b"
    assert with_term("a verdict:x b -verdict:y c", "verdict", "z") == "a verdict:z b c"
    assert with_term("a  verdict:x  b", "verdict") == "a b"
    assert with_term("a", "host") == "a"
    assert with_term("a", "host", "qq", negated=True) == "a -host:qq"


def test_words_are_added_to_the_words_there_are():
    assert with_term("a", "", "b c") == 'a "b c"'


def test_values_are_meant_literally():
    text = with_term("", "case", 'a "b", *')
    (term,) = scan(text)
    assert [(value.text, value.quoted) for value in term.values] == [('a "b", *', True)]


def test_a_chip_is_removed():
    text = "a  -host:qq b"
    assert without(text, parse(text).chips[1]) == "a b"


def test_a_value_is_switched_on_and_off():
    assert toggled("a", "host", "qq") == "a host:qq"
    assert toggled("a host:qq", "host", "qq") == "a"
    assert toggled("a host:wechat", "host", "qq") == "a host:qq"


def test_what_is_added_is_not_swallowed_by_an_open_quote():
    assert with_term('"a b', "host", "qq") == '"a b" host:qq'
    assert with_term("note:“a b", "host", "qq") == "note:“a b” host:qq"
    assert with_term('verdict:"x"b', "verdict", "y") == "verdict:y b"


@settings(deadline=None, max_examples=200)
@given(TYPED, st.text(max_size=8))
def test_a_key_asks_for_exactly_what_was_put_in(text, value):
    edited = with_term(text, "note", value)
    found = [term for term in scan(edited) if term.key == "note"]
    assert [[each.text for each in term.values] for term in found] == [[value]]
