from linktester.gui.panels.codetrial import CodeTrial, scanners
from tests.fakes.paycodes import GOOD, reading


def test_a_code_is_tried_at_every_scanner(qtbot, tools, run):
    trial = CodeTrial(tools, run)
    qtbot.addWidget(trial)
    trial.show_reading(reading())
    assert trial.places.stands == scanners()
    assert {"wechat", "alipay", "unionpay", "douyin", "camera"} <= {stand.host for stand in scanners()}
    assert not trial.places.isHidden()
    assert trial.note.text().startswith("The picture of the code is put before each scanner.")
    with qtbot.waitSignal(trial.picture_requested) as told:
        trial.places.picture_requested.emit()
    assert told.args == [GOOD.decode()]


def test_what_cannot_be_tried_says_why(qtbot, tools, run):
    trial = CodeTrial(tools, run)
    qtbot.addWidget(trial)
    for found, words in (
        (None, "Paste or make a code first."),
        (reading(b"000201\xff"), "This code holds bytes that are no text"),
        (reading(b"hello"), "Scanners are only tried"),
    ):
        trial.show_reading(found)
        assert trial.note.text().startswith(words)
        assert trial.places.isHidden()
