from linktester.oslinks.answers.answer import Answer, Receiver
from linktester.oslinks.answers.harmonyanswer import harmony_answer
from linktester.oslinks.answers.switches import HarmonyIf, WhatIf
from tests.fakes import linkfiles as fakes


def answer(*files, url: str = fakes.URL, **switches: object) -> Answer:
    return harmony_answer(fakes.asked(*files, url=url, what=WhatIf(harmony=HarmonyIf(**switches))))


def steps(found: Answer) -> list[tuple[bool, str]]:
    return [(each.held, each.said.code) for each in found.steps]


def test_site_and_module_together_open_the_app():
    found = answer(fakes.applinking("100"), fakes.module())
    assert (found.receiver, found.apps) == (Receiver.APP, ("shop",))
    assert steps(found) == [(True, "linkanswers.harmony-site"), (True, "harmonyrules.app-linking")]
    assert (found.spot.file, found.spot.line) == ("module.json5", 4)
    assert [each.code for each in found.assumed] == ["linkanswers.assumed-identifier"]


def test_a_module_alone_is_reached_by_deep_linking():
    found = answer(fakes.module())
    assert steps(found) == [(False, "linkanswers.harmony-no-site"), (True, "harmonyrules.deep-linking")]
    assert answer(fakes.module(), only=True).receiver is Receiver.NOBODY


def test_a_site_alone_is_believed_and_told_as_assumed():
    found = answer(fakes.applinking("100", "200"))
    assert (found.receiver, found.apps) == (Receiver.CHOOSER, ("100", "200"))
    assert [each.code for each in found.assumed] == ["linkanswers.assumed-skill"]
    assert answer(fakes.applinking("100", "200"), gone=frozenset({"200"})).apps == ("100",)


def test_a_site_that_names_nobody_says_so():
    assert steps(answer(fakes.applinking()))[0] == (False, "linkanswers.harmony-site-empty")


def test_modules_of_one_name_stay_apart():
    found = answer(fakes.module("entry"), fakes.module("entry"))
    assert found.known.apps == ("entry", "entry (2)")
    assert found.receiver is Receiver.CHOOSER


def test_the_nearest_miss_is_shown():
    found = answer(fakes.applinking("100"), fakes.module(), url="https://shop.example/cart")
    assert (found.receiver, found.is_near, found.spot.file) == (Receiver.BROWSER, True, "module.json5")
    assert answer(url=fakes.URL).decided.code == "linkanswers.no-harmony"
