from hypothesis import given, settings

from linktester.project.layout import Layout
from tests.fakes import suites

TEXT = b"""# head
x = 1

# of the first
[[case]]
id = "a"
text = '''
# no comment
[[case]]
'''
[case.variables]
"y" = 2 # beside
# below, its own

# apart

# of the second
[[case]]
# inside
[[case.expect]]
verdict = "HONORED"
# of the site
[[site]]
"""


def test_blocks_take_the_comments_that_touch_them():
    blocks = Layout.of(TEXT).blocks("case")
    assert [body.splitlines()[0] for body in blocks.bodies] == [b"# of the first", b"# of the second"]
    assert [body.splitlines()[-1] for body in blocks.bodies] == [b"# below, its own", b'verdict = "HONORED"']
    assert blocks.gaps == (b"# head\nx = 1\n\n", b"\n\n# apart\n\n", b"\n# of the site\n[[site]]\n")


def test_a_table_knows_its_lines_and_pairs():
    layout = Layout.of(TEXT)
    table = layout.table("case", "variables")
    assert table.rows == (10, 11)
    pair = table.pair("y")
    assert TEXT[pair.start : pair.end] == b'"y" = 2'
    assert layout.root.pair("x") is not None
    assert layout.root.pair("y") is None


def test_lines_end_before_their_ends():
    layout = Layout.of(b"a = 1\r\nb = 2")
    assert [layout.data[layout.start_of(row) : layout.end_of(row)] for row in (0, 1)] == [b"a = 1", b"b = 2"]


def test_what_is_written_in_another_way_has_no_blocks():
    assert Layout.of(b'case = [{id = "a"}]').blocks("case") is None
    assert Layout.of(b'[[case]]\n[[site]]\n[[case.expect]]\nverdict = "x"\n').blocks("case") is None
    assert Layout.of(b"[case]\n").blocks("case") is None
    assert Layout.of(b"[[case]]\nexpect = []\n").blocks("case", "expect") is None
    assert Layout.of(b"[[case]\n") is None


@settings(max_examples=60, deadline=None)
@given(suites.texts())
def test_gaps_and_bodies_make_the_text(text):
    data = text.removeprefix("\ufeff").encode()
    blocks = Layout.of(data).blocks("case")
    parts = [part for pair in zip(blocks.gaps, (*blocks.bodies, b""), strict=True) for part in pair]
    assert b"".join(parts) == data
