import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.filter import EVERYTHING, LONGEST, MOST_TERMS, Chip, parse
from linktester.listing.grammar import written
from linktester.listing.row import row_of
from linktester.listing.words import RowWords
from linktester.model.order import ReturnLeg
from tests.fakes import orders
from tests.fakes.rows import ENGLISH, NASTY, ROWS, row

WORDS = RowWords(ENGLISH)
TYPED = st.text(alphabet='verdict:blockhs,-!"“” 拦截2021.<=*\ud800', max_size=40) | st.text(max_size=80)

NAIVE = {
    "verdict": lambda each: each.outcome.lower(),
    "host": lambda each: each.host,
    "os": lambda each: each.os,
    "match": lambda each: each.match,
    "status": lambda each: each.status or "none",
    "case": lambda each: each.case.lower() or "none",
}
VALUES = {
    "verdict": ["honored", "rewritten", "blocked", "inconclusive"],
    "host": ["wechat", "qq", "alipay"],
    "os": ["ios", "android", "harmony"],
    "match": ["met", "differs", "none"],
    "status": ["passed", "failed", "not-executable", "skipped", "none"],
    "case": ["link-2", "link-1", "shop", "none"],
}
TERMS = st.sampled_from(sorted(NAIVE)).flatmap(
    lambda key: st.tuples(
        st.just(key), st.lists(st.sampled_from(VALUES[key]), min_size=1, max_size=3), st.booleans()
    )
)


def passes(text: str, each) -> bool:
    return parse(text).matches(each, WORDS.searchable(each))


def test_all_terms_have_to_hold():
    assert passes("verdict:blocked host:wechat taobao", row())
    assert not passes("verdict:blocked host:qq taobao", row())


def test_a_wrong_term_is_left_out_and_told():
    found = parse("verdict:blokced host:wechat")
    assert [each.message.code for each in found.problems] == ["listing.unknown-value-near"]
    assert [chip.wrong for chip in found.chips] == [True, False]
    assert passes("verdict:blokced host:wechat", row())
    assert not passes("verdict:blokced host:qq", row())


def test_nothing_typed_lets_everything_through():
    assert parse("").is_empty
    assert parse(" \n").is_empty
    assert parse("verdict:").is_empty
    assert not parse("x").is_empty
    assert parse("") == EVERYTHING


def test_chips_name_the_key_by_its_id_and_keep_what_was_typed():
    assert parse("-结论：拦截，改写 “a b” foo:x").chips == (
        Chip(0, 9, "verdict", "拦截，改写", negated=True, wrong=False),
        Chip(10, 15, "", "“a b”", negated=False, wrong=False),
        Chip(16, 21, "foo", "x", negated=False, wrong=True),
    )


def test_too_much_is_left_out_and_told():
    assert [each.message.code for each in parse("a " * (MOST_TERMS + 1)).problems] == [
        "listing.too-many-terms"
    ]
    assert [each.message.code for each in parse("a" * (LONGEST + 1)).problems] == ["listing.too-long"]
    assert len(parse("a " * 1_000_000).chips) == MOST_TERMS


@settings(deadline=None, max_examples=300)
@given(TYPED | st.just(NASTY))
def test_any_text_is_a_filter_with_words_for_its_mistakes(text):
    found = parse(text)
    assert found.text == text
    for problem in found.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert ENGLISH.say(problem.message)
    assert bool(found.problems) is any(chip.wrong for chip in found.chips)
    found.matches(row(note=NASTY), WORDS.searchable(row(note=NASTY)))


@settings(deadline=None, max_examples=200)
@given(TYPED)
def test_a_chip_alone_means_what_it_means_among_others(text):
    for chip in parse(text).chips:
        (alone,) = parse(text[chip.start : chip.end]).chips
        assert (alone.key, alone.value, alone.negated, alone.wrong) == (
            chip.key,
            chip.value,
            chip.negated,
            chip.wrong,
        )


@settings(deadline=None, max_examples=150)
@given(ROWS, st.lists(TERMS, max_size=3))
def test_a_filter_lets_through_what_a_naive_reading_does(rows, terms):
    text = " ".join(written(key, *values, negated=negated) for key, values, negated in terms)
    found = parse(text)
    assert found.problems == ()
    for each in rows:
        naive = all((NAIVE[key](each) in values) is not negated for key, values, negated in terms)
        assert found.matches(each, WORDS.searchable(each)) is naive


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("order:paid", {"paid", "app"}),
        ("订单:已支付", {"paid", "app"}),
        ("order:notpay", {"given-up", "refused"}),
        ("order:unpaid", {"given-up", "refused", "walled-off"}),
        ("order:no-trade", {"walled-off"}),
        ("-order:none", {"paid", "app", "given-up", "refused", "walled-off"}),
        ("order:none", {"plain"}),
        ("leg:app", {"app"}),
        ("leg:none", {"paid"}),
        ("返回:回到原应用", {"app"}),
    ],
)
def test_orders_and_ways_back_are_filtered_by_id_and_by_word(asked, found):
    made = {
        "paid": orders.paid(leg=ReturnLeg.NONE),
        "app": orders.paid(leg=ReturnLeg.APP),
        "given-up": orders.given_up(),
        "refused": orders.refused(),
        "walled-off": orders.walled_off(),
    }
    rows = {**{name: row_of(0, each) for name, each in made.items()}, "plain": row()}
    wanted = parse(asked)
    assert wanted.problems == ()
    assert {name for name, each in rows.items() if wanted.matches(each, WORDS.searchable(each))} == found


def test_no_way_back_at_all_is_asked_for_with_empty_quotes():
    wanted = parse('leg:""')
    assert wanted.matches(row(), "")
    assert not wanted.matches(row_of(0, orders.paid(leg=ReturnLeg.NONE)), "")
