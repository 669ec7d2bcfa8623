import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.actions import entries
from linktester.gui.typedkeys import BY_LETTER, BY_SPACE, without_typed

ALL = {"export": print, "note": print, "next-unseen": print}


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        (QTableView, {"export", "note", "next-unseen"}),
        (QLineEdit, {"export", "note", "next-unseen"}),
        (QPushButton, {"export", "note"}),
        (QComboBox, {"export"}),
        (QSpinBox, {"export"}),
    ],
)
def test_keys_belong_to_who_has_the_focus(qtbot: QtBot, kind: type[QWidget], left: set[str]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    assert set(without_typed(ALL)) == left


def test_every_action_by_a_bare_key_is_named() -> None:
    bare = {each.id for each in entries() if any(len(key) == 1 for key in each.keys)}
    assert bare == set(BY_LETTER)
    assert {each.id for each in entries() if "Space" in each.keys} == set(BY_SPACE)
