from linktester.gui.models.codereading import Change
from linktester.gui.panels.changewords import change_words


def test_a_change_is_told_with_its_place(tools):
    assert change_words(tools.speech, Change(70, "E6E1", "E6E0")) == "At byte 70: “E6E1” becomes “E6E0”."
