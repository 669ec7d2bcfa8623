from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from linktester import qr
from linktester.gui.dialogs.largecode import LargeCode
from tests.fakes.clips import octets_of


def test_it_fills_the_window_in_white_and_can_be_scanned(qtbot, tools):
    tools.theme.choose("dark")
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(900, 700)
    code = qr.make("https://item.taobao.com/item.htm?id=1")
    dialog = LargeCode(tools.speech, code.modules, "<b>" + "x" * 5000, parent)
    dialog.open()
    assert dialog.size() == parent.size()
    assert dialog.grab().toImage().pixelColor(3, 3) == QColor("white")
    assert [found.data for found in qr.read(octets_of(dialog))] == [code.payload]
    assert dialog.view.scale >= 15
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_strip_below_can_be_scanned_too(qtbot, tools):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(900, 700)
    digits = b"130000000000000042"
    dialog = LargeCode(tools.speech, qr.make(digits).modules, "", parent, bars=qr.strip(digits).bars)
    dialog.open()
    found = qr.read(octets_of(dialog))
    assert {each.format for each in found} == {"QRCode", "Code128"}
    assert {each.data for each in found} == {digits}
    dialog.close()
