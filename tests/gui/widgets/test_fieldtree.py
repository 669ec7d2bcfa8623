import pytest
from PySide6.QtGui import QColor

from linktester.gui.widgets.fieldtree import MOST_LINES, FieldTree, TreeLine, shares

LINES = (
    TreeLine(("26", "<b>x</b>", "00\n01"), None, "muted"),
    TreeLine(("26/00", "id", "y" * 9_000), 0),
    TreeLine(("53", "", "\u202e986")),
)
COLOURS = {"muted": QColor("grey")}


@pytest.fixture
def tree(qtbot) -> FieldTree:
    made = FieldTree(3, 2)
    qtbot.addWidget(made)
    made.show_lines(LINES, COLOURS)
    return made


def test_lines_stand_under_each_other_as_plain_text(tree: FieldTree):
    assert tree.topLevelItemCount() == 2
    assert tree.texts[0] == ("26", "<b>x</b>", "00⏎01")
    assert len(tree.texts[1][2]) < 400
    assert "\u202e" not in tree.texts[2][2]


def test_going_to_a_line_tells_it_and_another_tree_has_none(tree: FieldTree, qtbot):
    with qtbot.waitSignal(tree.line_chosen) as told:
        tree.go_to(1)
    assert told.args == [1]
    assert tree.current == 1
    tree.go_to(None)
    assert tree.current is None
    tree.go_to(99)
    assert tree.current is None


def test_no_more_lines_than_are_quickly_shown(tree: FieldTree):
    tree.show_lines([TreeLine(("1", "", ""))] * (MOST_LINES + 5), COLOURS)
    assert len(tree.texts) == MOST_LINES


def test_the_value_keeps_its_room_beside_long_paths(tree: FieldTree):
    tree.resize(500, 300)
    tree.show_lines(
        [TreeLine(("payment/1/beneficiary/street" * 3, "Beneficiary's street" * 3, "9" * 40))], COLOURS
    )
    assert tree.columnWidth(2) >= 0.35 * tree.viewport().width()
    assert min(tree.columnWidth(column) for column in range(3)) > 50


def test_a_short_value_leaves_its_room_to_the_others(tree: FieldTree):
    tree.resize(500, 300)
    tree.show_lines([TreeLine(("payment/1/beneficiary/street" * 3, "Street", "1"))], COLOURS)
    assert tree.columnWidth(0) > 0.5 * tree.viewport().width()


def test_who_needs_little_gets_it_and_the_rest_share():
    assert shares({0: 300, 1: 50, 3: 90}, 400) == {1: 50, 3: 90, 0: 260}
    assert shares({0: 300, 1: 300, 3: 60}, 260) == {3: 60, 0: 100, 1: 100}
    assert shares({}, 10) == {}
    assert shares({0: 5}, 0) == {0: 0}
