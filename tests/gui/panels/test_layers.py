import pytest

from linktester import links
from linktester.gui.panels.layers import MOST_FIELDS, MOST_LINES, LayerTree
from linktester.model.link import FamilyId, Layer

NESTED = "tbopen://m.taobao.com/tbopen/index.html?action=ali.open.nav&module=h5&h5Url=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D1"


@pytest.fixture
def tree(qtbot, tools) -> LayerTree:
    made = LayerTree(tools)
    qtbot.addWidget(made)
    return made


def test_inner_links_stand_below_those_that_hold_them(tree: LayerTree):
    tree.show_layers(links.parse(NESTED).layers)
    assert tree.lines == [
        f"The text itself · Taobao wake-up link (tbopen): {NESTED}",
        "  h5_url: https://item.taobao.com/item.htm?id=1",
        "  action: ali.open.nav",
        "  module: h5",
        "  Inside parameter h5Url (percent-encoded) · Taobao item: https://item.taobao.com/item.htm?id=1",
        "    id: 1",
    ]
    tree.show_layers(())
    assert tree.lines == []


def test_hostile_text_is_shown_as_text(tree: LayerTree):
    nasty = "<b>x</b>\u202e\x1b[31m\ud800\n" + "e" + "\u0301" * 10_000
    fields = {f"p{number}": nasty for number in range(500)}
    tree.show_layers([Layer(0, "", nasty, FamilyId("web-page"), fields)])
    assert len(tree.lines) == 2 + MOST_FIELDS
    assert tree.lines[0].startswith("The text itself · Web page: <b>x</b>\\u202e\\x1b[31m\\ud800\\n")
    assert len(tree.lines[0]) < 1_000
    assert "&lt;b&gt;" in tree.topLevelItem(0).toolTip(1)


def test_it_is_as_high_as_its_lines_and_then_scrolls(tree: LayerTree):
    heights = []
    for count in (1, 3, MOST_LINES + 5, MOST_LINES + 9):
        fields = {f"p{number}": "v" for number in range(count)}
        tree.show_layers([Layer(0, "", "https://a.example/", FamilyId("web-page"), fields)])
        heights.append(tree.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_the_texts_keep_half_of_the_width(tree: LayerTree):
    tree.show_layers([Layer(0, "query " + "n" * 300 + " (percent)", "t", FamilyId("web-page"), {})])
    tree.resize(400, 100)
    tree.show()
    assert tree.columnWidth(0) <= 200
