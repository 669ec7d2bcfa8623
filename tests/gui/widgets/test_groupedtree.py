import pytest
from PySide6.QtCore import Qt

from linktester.gui.widgets.groupedtree import Entry, Group, GroupedTree
from tests.fakes.readers import visible_entries

GROUPS = (
    Group("WeChat", (Entry("w1", "Article"), Entry("w2", "Launch", "start")), "weixin"),
    Group("Taobao", (Entry("t1", "Item"), Entry("t2", "<b>Shop</b>\u202e"))),
)


@pytest.fixture
def tree(qtbot) -> GroupedTree:
    made = GroupedTree("x")
    qtbot.addWidget(made)
    made.show_groups(GROUPS)
    return made


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("", ["Article", "Launch", "Item", "<b>Shop</b>\\u202e"]),
        ("weixin", ["Article", "Launch"]),
        ("TAOBAO it", ["Item"]),
        ("start", ["Launch"]),
        ("nothing like it", []),
    ],
)
def test_typing_narrows_the_list(tree: GroupedTree, typed: str, seen: list[str]):
    tree.field.setText(typed)
    assert visible_entries(tree) == seen
    heads = [tree.list.topLevelItem(index) for index in range(tree.list.topLevelItemCount())]
    shown = [any(not head.child(number).isHidden() for number in range(2)) for head in heads]
    assert [not head.isHidden() for head in heads] == shown


def test_the_arrow_keys_of_the_field_move_in_the_list(tree: GroupedTree, qtbot):
    chosen: list[str] = []
    tree.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(tree.field, key)
    assert chosen == ["w1", "w2", "t1", "w2"]


def test_an_entry_is_gone_to_by_its_key(tree: GroupedTree, qtbot):
    with qtbot.waitSignal(tree.chosen) as told:
        tree.choose("t1")
    assert told.args == ["t1"]


def test_ticks_are_told(tree: GroupedTree, qtbot):
    tree.show_groups([Group("A", [Entry("a", "one", ticked=True), Entry("b", "two", ticked=False)])])
    item = tree.list.topLevelItem(0).child(1)
    assert item.checkState(0) is Qt.CheckState.Unchecked
    with qtbot.waitSignal(tree.ticked) as told:
        item.setCheckState(0, Qt.CheckState.Checked)
    assert told.args == ["b", True]


def test_it_asks_for_room(tree: GroupedTree):
    assert tree.sizeHint().width() > 100
