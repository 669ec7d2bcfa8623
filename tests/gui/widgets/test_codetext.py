from linktester.gui.widgets.codetext import CodeText
from tests.fakes.clips import mime


def test_a_paste_into_nothing_is_told_whole(qtbot):
    field = CodeText()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.text_given) as told:
        field.insertFromMimeData(mime("SPC\r\n0200"))
    assert told.args == ["SPC\r\n0200"]
    assert field.text == ""


def test_a_paste_into_a_text_becomes_part_of_it(qtbot):
    field = CodeText()
    qtbot.addWidget(field)
    field.replace("000201")
    with qtbot.assertNotEmitted(field.text_given):
        field.insertFromMimeData(mime("x"))
    assert field.text == "x000201"
    field.selectAll()
    with qtbot.waitSignal(field.text_given):
        field.insertFromMimeData(mime("y"))
