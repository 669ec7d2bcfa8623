"""Patterns held against scripts."""

import pytest

from linktester.send.idioms import Pattern, patterns
from linktester.send.matching import Match, Matcher
from linktester.send.names import Names
from linktester.send.script import Script


def pattern(text: str) -> Pattern:
    wanted = text.split()
    return next(each for each in patterns() if [part.value for part in each.parts] == wanted)


def matched(wanted: str, text: str) -> Match | None:
    script = Script(text)
    return Matcher(Names([script])).match(pattern(wanted), script, 0, len(script.tokens))


def test_a_text_or_a_sum_of_texts() -> None:
    move = "location . href = TEXT"
    found = matched(move, "location.href = 'a' + `b` ; var c = 'd'")
    assert found is not None
    assert found.texts == ["ab"]
    assert matched(move, "location.href = c") is None
    assert matched(move, "location.href = 'a' +") is None
    assert matched(move, "location.href") is None


@pytest.mark.parametrize("delay", ["5", "5n", "0x5", "'5'", "1e99"])
def test_numbers(delay: str) -> None:
    found = matched("setTimeout ( FUNCTION , NUMBER )", f"setTimeout(function () {{ }}, {delay})")
    assert (found is not None) is (delay in {"5", "5n"})


@pytest.mark.parametrize(
    "text", ["a.onclick = () => b", "a.b(1)[2].onclick = function () { b }", "a().onclick = x => { b }"]
)
def test_handlers_hang_on_anything(text: str) -> None:
    found = matched("ELEMENT . onclick = FUNCTION", text)
    assert found is not None
    assert len(found.bodies) == 1


def test_bodies_that_run_and_that_do_not() -> None:
    found = matched("try { BODY } catch ARGS { IGNORED }", "try { a } catch (e) { b }")
    assert found is not None
    (body,) = found.bodies
    assert body.script.value(body.start) == "a"


def test_code_is_a_script_of_its_own() -> None:
    found = matched("setTimeout ( CODE , NUMBER )", "setTimeout('go()', 5)")
    assert found is not None
    assert found.bodies[0].script.value(0) == "go"
    assert found.number == 5


def test_windows_are_passed_over() -> None:
    matcher = Matcher(Names([]))
    assert matcher.past_window(Script("window.top.location"), 0) == 4
    assert matcher.past_window(Script("a.location"), 0) == 0
