from PySide6.QtWidgets import QWidget

from linktester.gui.dialogs.standard import StandardDialog


def test_a_standard_is_searched_and_chosen(qtbot, tools):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = StandardDialog(tools.speech, "PromptPay transfer (Thailand)", "", window)
    dialog.show()
    qtbot.keyClicks(dialog.tree.field, "brazil")
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.tree.field.went.emit(1)
    assert told.args == ["pix"]
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.tree.choose("found")
    assert told.args == [""]
