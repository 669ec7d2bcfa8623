from linktester.gui.panels.resolvelooks import LOOKS, apps, outcome, place, where
from linktester.model.message import message
from linktester.model.phone import OS
from linktester.oslinks.answers.answer import Answer, Receiver, StepLine
from linktester.oslinks.answers.linkfiles import Spot


def test_every_end_has_a_look_and_a_word(tools):
    assert set(LOOKS) == set(Receiver)
    words = [outcome(tools.speech, each, ()) for each in Receiver]
    assert len(set(words)) == len(words)


def test_many_apps_are_counted(tools):
    assert apps(tools.speech, ("a", "b", "c", "d", "e")) == "a, b, c, and 2 more"
    assert outcome(tools.speech, Receiver.APP, ("a",)) == "App: a"


def test_places_are_told_as_far_as_they_are_known(tools):
    speech = tools.speech
    assert place(speech, Spot("f")) == "f"
    assert place(speech, Spot("f", "a.b")) == "f: a.b"
    assert place(speech, Spot("f", "a.b", 3, 7)) == "f, line 3, column 7: a.b"


def test_a_near_miss_is_called_one(tools):
    said = (StepLine(False, message("iostaps.web")),)
    found = Answer(
        system=OS.IOS, receiver=Receiver.BROWSER, steps=said, spot=Spot("f", "p", 3, 7), is_near=True
    )
    assert where(tools.speech, found) == "Nearest miss: f, line 3, column 7: p"
    assert where(tools.speech, found, brief=True) == "Nearest miss: f, line 3, column 7"
    assert where(tools.speech, Answer(system=OS.IOS, receiver=Receiver.BROWSER, steps=said)) == ""
