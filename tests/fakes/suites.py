"""Suite files as people write them by hand, and edits as people make them."""

from dataclasses import replace

from hypothesis import strategies as st

from linktester import links
from linktester.model.case import Case, Expectation, Matrix, Selector, Stand, Suite
from linktester.model.phone import OS
from linktester.model.verdict import By, Modifier, Outcome
from linktester.model.world import Site
from linktester.project import edit
from linktester.suite import moment

HEADS = (
    """schema = 1
name = "hand"

[matrix]
at = [{host = "wechat", surface = "chat"}] # the usual place

""",
    """# What this is for,
# in two lines.

name = 'hand' # not the file's

[variables]
shop = "own.example"

[matrix]
os = ["android", "ios"]
at = [
  # friends first
  {host = "wechat", surface = "chat"},
  {host = "qq", surface = "group"}
]

# our own
[[site]]
host = "own.example"
content = "article"

# ----------- cases

""",
)
BODIES = (
    '''[[case]]
id = "ID"
link = "https://item.taobao.com/item.htm?id=NUMBER"''',
    '''# why ID is here
[[case]]
id = "ID" # short
title = 'ID 淘宝'
link="https://own.example/${x}/NUMBER"
expect = [
  {verdict = 'BLOCKED', by = "host"}, # nobody else

  # later
  {from = 2021-11-29, verdict = "HONORED"}
]
[case.variables]
x = "${"''',
    """[[case]]
link = "weixin://dl/business/?t=abcNUMBER"
id = "ID"
dates = ["2021-09-01", "now"]
# so far

[[case.expect]]
verdict = "HONORED" # they say

# but
[[case.expect]]
host = "qq"
verdict = "BLOCKED"
# and that is all""",
    '''[[case]]
id = "ID"
family = "taobao-item"
fields = {id = "NUMBER"}
at = {host = "wechat", surface = ["chat", "group"]}
[[case.expect]]
verdict = "HONORED"''',
)
GAPS = ("\n\n", "\n", "\n\n\n", "\n\n# ----- a part\n\n")
TAILS = ("\n", "", "\n\n# the end\n")
STANDS = st.builds(Stand, st.sampled_from(["wechat", "qq"]), st.sampled_from(["chat", "group"]))
EXPECTATIONS = st.builds(
    Expectation,
    where=st.builds(
        Selector,
        host=st.sampled_from([None, "wechat", "qq"]),
        from_=st.sampled_from([None, moment("2021-11-29")]),
    ),
    verdict=st.sampled_from([Outcome.HONORED, Outcome.BLOCKED]),
    modifiers=st.sampled_from([None, (), (Modifier.WRAP,)]),
    by=st.none() | st.sampled_from(By),
)
WORDS = st.text(st.characters(codec="utf-8"), max_size=12)


@st.composite
def texts(draw):
    """Return a suite file of one to five cases, some in CRLF, some with a byte order mark."""
    count = draw(st.integers(1, 5))
    bodies = [
        draw(st.sampled_from(BODIES)).replace("ID", f"case-{number}").replace("NUMBER", str(number))
        for number in range(count)
    ]
    text = draw(st.sampled_from(HEADS)) + bodies[0]
    for body in bodies[1:]:
        text += draw(st.sampled_from(GAPS)) + body
    text += draw(st.sampled_from(TAILS))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


@st.composite
def edited(draw, suite: Suite):
    """Return the suite after a few edits."""
    for _ in range(draw(st.integers(1, 4))):
        suite = draw(st.sampled_from(_EDITS))(draw, suite)
    return suite


def a_case(draw) -> Case:
    """Return a case that nobody has written yet."""
    number = draw(st.integers(100, 999))
    return Case(
        id=f"new-{number}",
        title=draw(WORDS),
        link=links.parse(f"https://www.douyin.com/video/{number}").link,
        stands=(Stand("wechat", "chat"),),
        expect=draw(st.just(()) | EXPECTATIONS.map(lambda one: (one,))),
    )


def _insert(draw, suite):
    case = a_case(draw)
    case = replace(case, id=edit.free_id(case.id, edit.ids_of(suite)))
    return edit.inserted(suite, draw(st.integers(0, len(suite.cases))), case)


def _remove(draw, suite):
    return edit.removed(suite, draw(_at(suite))) if suite.cases else suite


def _move(draw, suite):
    return edit.moved(suite, draw(_at(suite)), draw(_at(suite))) if suite.cases else suite


def _copy(draw, suite):
    return edit.duplicated(suite, draw(_at(suite))) if suite.cases else suite


def _change(draw, suite):
    if not suite.cases:
        return suite
    at = draw(_at(suite))
    fields = {
        "title": WORDS,
        "referer": st.none() | WORDS,
        "os": st.lists(st.sampled_from(OS), unique=True, max_size=2).map(tuple),
        "stands": st.lists(STANDS, unique=True, max_size=2).map(tuple),
        "expect": st.lists(EXPECTATIONS, max_size=3, unique_by=_where).map(tuple),
        "id": st.integers(0, 99).map("renamed {}".format),
    }
    name = draw(st.sampled_from(sorted(fields)))
    value = draw(fields[name])
    if name == "id":
        value = edit.free_id(value, edit.ids_of(suite))
    return edit.with_case(suite, at, replace(suite.cases[at], **{name: value}))


def _add_expectation(draw, suite):
    if not suite.cases:
        return suite
    at, one = draw(_at(suite)), draw(EXPECTATIONS)
    case = suite.cases[at]
    expect = [known for known in case.expect if known.where != one.where]
    expect.insert(draw(st.integers(0, len(expect))), one)
    return edit.with_case(suite, at, replace(case, expect=tuple(expect)))


def _name(draw, suite):
    return edit.renamed(suite, draw(WORDS), draw(WORDS))


def _matrix(draw, suite):
    matrix = Matrix(stands=(draw(STANDS),), os=(draw(st.sampled_from(OS)),))
    return edit.with_matrix(suite, matrix)


def _site(draw, suite):
    host = draw(st.sampled_from(["own.example", "other.example"]))
    if draw(st.booleans()):
        return edit.without_site(suite, host)
    return edit.with_site(suite, Site(host=host, title=draw(WORDS), icp_filed=draw(st.booleans())))


def _at(suite):
    return st.integers(0, len(suite.cases) - 1)


def _where(expectation):
    return expectation.where


_EDITS = (_insert, _remove, _move, _copy, _change, _change, _add_expectation, _name, _matrix, _site)
