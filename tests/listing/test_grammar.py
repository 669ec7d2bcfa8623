from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.grammar import scan, written

TYPED = st.text(alphabet='ab:：,，、-!"“” \n*/é拦\ud800', max_size=30) | st.text(max_size=60)
KEYS = st.sampled_from(["", "verdict", "last-evidence", "结论"])


def seen(text: str) -> list:
    return [(term.negated, term.key, [value.text for value in term.values]) for term in scan(text)]


def test_terms_are_parted_by_blanks_and_values_by_commas():
    assert seen("verdict:blocked,rewritten  -host:wechat\ttaobao !x") == [
        (False, "verdict", ["blocked", "rewritten"]),
        (True, "host", ["wechat"]),
        (False, "", ["taobao"]),
        (True, "", ["x"]),
    ]


def test_the_signs_of_a_chinese_keyboard_count():
    assert seen("结论：拦截，改写、放行　！宿主：微信 “两个 词”") == [
        (False, "结论", ["拦截", "改写", "放行"]),
        (True, "宿主", ["微信"]),
        (False, "", ["两个 词"]),
    ]


def test_quotes_keep_blanks_commas_and_quotes():
    assert seen('note:"a, b",c "say ""x"" now"d') == [
        (False, "note", ["a, b", "c"]),
        (False, "", ['say "x" now']),
        (False, "", ["d"]),
    ]


def test_a_quote_that_is_not_closed_goes_to_the_end():
    assert seen('x note:"a b -c') == [(False, "", ["x"]), (False, "note", ["a b -c"])]
    assert seen("“a b") == [(False, "", ["a b"])]


def test_a_pasted_link_is_words_to_search():
    link = "https://a.example/b?c=1,2"
    assert seen(link) == [(False, "", [link])]
    assert seen("tbopen://x 12:30 localhost:80") == [
        (False, "", ["tbopen://x"]),
        (False, "", ["12:30"]),
        (False, "localhost", ["80"]),
    ]


def test_what_is_unfinished_is_a_term_too():
    assert seen("verdict: - host:a,,b, status:,") == [
        (False, "verdict", []),
        (True, "", []),
        (False, "host", ["a", "b"]),
        (False, "status", []),
    ]


@settings(deadline=None, max_examples=300)
@given(TYPED)
def test_any_text_is_a_filter_and_nothing_is_left_between_terms(text):
    end = 0
    for term in scan(text):
        assert text[end : term.start].strip() == ""
        assert end <= term.start < term.end
        assert all(term.start <= value.start <= value.end <= term.end for value in term.values)
        assert [(each.negated, each.key) for each in scan(text[term.start : term.end])] == [
            (term.negated, term.key)
        ]
        end = term.end
    assert text[end:].strip() == ""


def test_a_value_that_would_make_a_link_of_its_key_is_quoted():
    assert written("note", "//x") == 'note:"//x"'


@settings(deadline=None, max_examples=200)
@given(KEYS, st.lists(TYPED, min_size=1, max_size=3), st.booleans())
def test_what_is_written_is_read_back(key, values, negated):
    given_values = values if key else values[:1]
    (term,) = scan(written(key, *given_values, negated=negated))
    assert (term.negated, term.key, [value.text for value in term.values]) == (negated, key, given_values)
