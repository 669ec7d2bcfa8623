from dataclasses import replace

from linktester.model.message import message
from linktester.model.phone import OS
from linktester.oslinks.answers.answer import Receiver, Rules, deciding, first_fault, unknown
from linktester.oslinks.answers.linkfiles import Spot
from linktester.oslinks.appfiles.files import FileKind
from linktester.oslinks.trace import Condition, Trace, Tried
from tests.fakes import linkfiles as fakes

HIT = Tried("[0]", (Condition("/", "*", "/", held=True),), message("iosrules.opens"))
MISS = Tried("[1]", (Condition("/", "x", "/", held=False),), message("iosrules.opens"))


def test_a_file_given_for_the_host_comes_before_others():
    any_, own = fakes.aasa(), replace(fakes.aasa(name="own-aasa.json"), host=fakes.HOST)
    asked = fakes.asked(own, any_)
    assert asked.served(FileKind.AASA, fakes.HOST) is own
    assert asked.served(FileKind.AASA, "else.example") is any_
    assert asked.served(FileKind.ASSETLINKS, fakes.HOST) is None


def test_what_decided_comes_before_what_came_near():
    site = fakes.assetlinks("a.b", "c.d")
    near, hit = Rules("x", Trace((MISS,), 1, None, MISS), site), Rules("y", Trace((HIT,), 1, HIT), site)
    assert deciding((near, hit))[0].path == "[0]"
    assert (deciding((near,))[0].path, deciding((near,))[1]) == ("[1]", True)
    assert deciding(()) == (None, False)


def test_the_first_fault_of_a_file_or_the_file():
    broken = fakes.file("assetlinks.json", "[")
    assert first_fault(broken).line == 1
    assert first_fault(fakes.assetlinks()) == Spot("assetlinks.json")
    assert first_fault(None) is None


def test_unknown_says_why():
    found = unknown(OS.IOS, message("linkanswers.no-ios"))
    assert (found.receiver, found.decided.code) == (Receiver.UNKNOWN, "linkanswers.no-ios")


def test_of_all_misses_the_nearest_is_named_and_the_rule_that_decided():
    far = Tried("[2]", (*MISS.conditions, *MISS.conditions), message("iosrules.opens"))
    near = Tried("[3]", (*HIT.conditions, *MISS.conditions), message("iosrules.opens"))
    rules = tuple(Rules(each.where, Trace((each,), 1, None, each)) for each in (far, near))
    found = replace(unknown(OS.IOS, message("linkanswers.no-ios")), rules=rules)
    assert found.nearest == (rules[1], near)
    assert found.rule is None
    hit = Rules("x", Trace((HIT,), 1, HIT))
    assert replace(found, rules=(*rules, hit)).rule == (hit, HIT)
