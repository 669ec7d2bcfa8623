"""What a person reads on parts of the window."""

from PySide6.QtWidgets import QLabel

from linktester.gui.panels.startresults import StartResults
from linktester.gui.widgets.groupedtree import GroupedTree


def visible_entries(tree: GroupedTree) -> list[str]:
    """Return the texts of the entries that are not narrowed away, in order."""
    heads = (tree.list.topLevelItem(number) for number in range(tree.list.topLevelItemCount()))
    items = (head.child(number) for head in heads for number in range(head.childCount()))
    return [item.text(0) for item in items if not item.isHidden()]


def stale_words(results: StartResults) -> str:
    """Return why what is shown does not count for what is chosen; empty when it does."""
    label = results.notice.findChild(QLabel)
    return "" if results.notice.isHidden() or label is None else label.text()
