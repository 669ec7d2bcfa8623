from linktester.model.citation import Confidence
from linktester.model.run import Reach
from linktester.model.verdict import Modifier
from linktester.policy.weight import is_anecdotal, last_evidence, modifiers_of, reach_of
from tests.fakes.probes import a_citation

FRESH = a_citation(last_confirmed="2022-01-27")


def test_an_answer_reaches_as_far_as_its_weakest_rule() -> None:
    carried, inferred = a_citation(carried=True), a_citation(inferred=True)
    assert reach_of([FRESH]) is Reach.EVIDENCED
    assert reach_of([FRESH, carried]) is Reach.CARRIED
    assert reach_of([carried, inferred]) is Reach.INFERRED


def test_the_oldest_evidence_counts() -> None:
    assert last_evidence([FRESH, a_citation(last_confirmed="2018-06-30")]) == "2018-06-30"
    assert last_evidence([]) is None


def test_one_anecdote_marks_the_answer() -> None:
    assert is_anecdotal([FRESH, a_citation(confidence=Confidence.ANECDOTAL)])
    assert not is_anecdotal([FRESH])


def test_modifiers_of_all_rules_come_together() -> None:
    assert modifiers_of([FRESH]) == frozenset()
    both = [a_citation(carried=True), a_citation(partial=True)]
    assert modifiers_of(both) == {Modifier.CARRIED, Modifier.PARTIAL}
