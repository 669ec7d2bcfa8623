import tomllib

from hypothesis import given
from hypothesis import strategies as st

from linktester.project.layout import Layout
from linktester.project.pairs import applied, changed, changed_items, with_last_comma

TEXT = b"# of x\nx = 1 # one\n\n[t]\na = 'A' # first\nb = [\n  1,\n] # second\n"


def root(old, new, text=TEXT):
    layout = Layout.of(text)
    return changed(layout, layout.root, old, new, b"\n").decode()


def table(old, new):
    layout = Layout.of(TEXT)
    return changed(layout, layout.table("t"), old, new, b"\n").decode()


def test_a_value_is_replaced_where_it_stands():
    assert root({"x": "1"}, {"x": "2"}) == TEXT.decode().replace("x = 1", "x = 2")
    assert table({"b": "[1]"}, {"b": "[2]"}) == TEXT.decode().replace("[\n  1,\n]", "[2]")


def test_a_value_that_stays_keeps_its_spelling():
    assert table({"a": '"A"'}, {"a": '"A"'}) == TEXT.decode()


def test_a_new_pair_comes_below_the_one_before_it():
    assert table({"a": "1"}, {"a": "1", "c": "3"}) == TEXT.decode().replace("# first\n", "# first\nc = 3\n")
    assert table({}, {"c": "3"}) == TEXT.decode().replace("[t]\n", "[t]\nc = 3\n")
    assert root({}, {"y": "2"}) == "y = 2\n" + TEXT.decode()
    assert root({}, {"y": "2"}, b"# head\n\n# of t\n[t]\n") == "# head\n\ny = 2\n# of t\n[t]\n"
    assert root({}, {"y": "2"}, b"") == "y = 2\n"


def test_a_pair_that_goes_leaves_the_comment_beside_it():
    assert table({"a": "1"}, {}) == TEXT.decode().replace("a = 'A' ", " ")
    assert root({"x": "1"}, {}, b"x = 1\ny = 2\n") == "y = 2\n"


def items(text, wanted):
    layout = Layout.of(text)
    layout = Layout.of(with_last_comma(layout, layout.root.pair("x")))
    return changed_items(layout, layout.root.pair("x"), wanted, b"\n").decode()


def test_entries_on_lines_of_their_own_keep_their_comments():
    text = b"x = [\n  1, # one\n  # before two\n  2 # two\n] # end\n"
    assert items(text, [(0, None), (1, "3"), (None, "4")]) == (
        "x = [\n  1, # one\n  # before two\n  3, # two\n  4,\n] # end\n"
    )


def test_entries_on_one_line_are_laid_out_anew():
    assert items(b"x = [1, 2] # end\n", [(1, None), (None, "3")]) == "x = [\n  2,\n  3,\n] # end\n"
    assert items(b"x = []\n", [(None, "3")]) == "x = [\n  3,\n]\n"


@given(st.lists(st.sampled_from([(0, None), (1, None), (2, "9"), (None, "7")]), unique=True))
def test_the_wanted_entries_are_read_back(wanted):
    known = {(0, None): 1, (1, None): 2, (2, "9"): 9, (None, "7"): 7}
    for text in (b"x = [1, 2, 3]\n", b"x = [\n\t1\n\t,\n\t2,\n\t3\n]\n", b"x = [\n  1,\n\n  2,\n  3,\n]\n"):
        assert tomllib.loads(items(text, wanted))["x"] == [known[one] for one in wanted]


def test_edits_are_made_in_the_order_of_their_places():
    assert applied(b"abcd", [(3, 4, b"D"), (1, 1, b"+"), (1, 2, b"")]) == b"a+cD"
