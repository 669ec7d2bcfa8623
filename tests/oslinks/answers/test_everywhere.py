import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.phone import OS
from linktester.oslinks.answers.answer import Receiver
from linktester.oslinks.answers.everywhere import SYSTEMS, resolved
from linktester.oslinks.answers.linkfiles import EXAMPLE_LINK, example
from tests.fakes import linkfiles as fakes


def test_without_files_nothing_is_known():
    found = resolved(fakes.asked())
    assert [each.system for each in found.answers] == list(SYSTEMS)
    assert {each.receiver for each in found.answers} == {Receiver.UNKNOWN}


def test_the_example_opens_an_app_on_every_system():
    found = resolved(fakes.asked(*example(), url=EXAMPLE_LINK))
    assert {each.receiver for each in found.answers} == {Receiver.APP}
    assert all(each.spot is not None and each.spot.line is not None for each in found.answers)
    assert found.of(OS.ANDROID).apps == ("example.shop",)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_turned_switch_gives_the_answer_that_was_promised(system: OS):
    first = resolved(fakes.asked(*example(), url=EXAMPLE_LINK))
    answer = first.of(system)
    assert answer.turns
    for turn in answer.turns:
        then = resolved(fakes.asked(*example(), url=EXAMPLE_LINK, what=turn.then)).of(system)
        assert (then.receiver, then.apps) == (turn.receiver, turn.apps), turn.said


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.sampled_from(["", "https://shop.example/", "intent://", "shop:"]))
def test_any_text_is_answered(text: str, start: str):
    found = resolved(fakes.asked(*example(), fakes.manifest(), url=start + text))
    assert all(answer.steps for answer in found.answers)
