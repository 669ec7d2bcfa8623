from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from linktester.gui.panels.moreplaces import MorePlaces
from linktester.project.trial import places, stand
from tests.fakes.readers import visible_entries


def test_every_place_is_listed_and_ticks_count_at_once(qtbot, tools):
    parent = QWidget()
    qtbot.addWidget(parent)
    known = places()
    dialog = MorePlaces(tools.speech, known, [stand("wechat", "chat")], parent)
    assert len(visible_entries(dialog.tree)) == sum(len(stands) for stands in known.values())
    wechat = dialog.tree.list.topLevelItem(0)
    assert wechat.text(0) == "WeChat"
    states = {wechat.child(n).text(0): wechat.child(n).checkState(0) for n in range(wechat.childCount())}
    assert states["1:1 chat"] is Qt.CheckState.Checked
    assert states["group chat"] is Qt.CheckState.Unchecked
    item = next(
        wechat.child(n) for n in range(wechat.childCount()) if wechat.child(n).text(0) == "group chat"
    )
    with qtbot.waitSignal(dialog.ticked) as told:
        item.setCheckState(0, Qt.CheckState.Checked)
    assert told.args == [stand("wechat", "group"), True]
