from linktester.model.message import message
from linktester.oslinks.appfiles import Receiver, Step, System, SystemAnswer
from linktester.oslinks.trace import Condition, Tried, trace


def tried(where: str, *held: bool) -> Tried:
    conditions = tuple(Condition(str(at), "", "", each) for at, each in enumerate(held))
    return Tried(where, conditions, message("iosrules.opens"))


def answer(*rules: Tried) -> SystemAnswer:
    traces = {each.where: trace([each]) for each in rules}
    steps = (Step(True, message("iostaps.web")), Step(False, message("iostaps.not-web")))
    return SystemAnswer(System.IOS, Receiver.NOBODY, (), steps, traces)


def test_the_last_step_decides() -> None:
    assert answer().decided.said.code == "iostaps.not-web"


def test_the_rule_that_decides_is_found_in_its_trace() -> None:
    found = answer(tried("a", False), tried("b", True)).rule
    assert found is not None
    assert found[0] == "b"


def test_of_all_misses_the_nearest_is_named() -> None:
    near = answer(tried("a", False, False), tried("b", True, False), tried("c", False)).nearest
    assert near is not None
    assert near[0] == "b"
    assert answer().nearest is None
