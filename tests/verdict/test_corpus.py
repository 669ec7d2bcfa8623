"""The judge against hand-typed evidence, written without a look at it."""

import pytest

from linktester.model.verdict import Outcome, Verdict
from linktester.verdict import classify
from tests.fakes.corpus import CorpusCase, load

CASES = load()


def judged(case: CorpusCase) -> Verdict:
    return classify(case.link, case.evidence, case.control)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_the_judge_agrees(case: CorpusCase) -> None:
    verdict = judged(case)
    assert (verdict.outcome, verdict.cause) == (case.outcome, case.cause), verdict.reasons
    if case.modifiers is not None:
        assert verdict.modifiers == case.modifiers
    if case.compare_by:
        assert verdict.by == case.by
    if case.assumed is not None:
        assert verdict.assumed is case.assumed


def test_ids_are_unique() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


def test_the_corpus_holds_every_outcome() -> None:
    assert {case.outcome for case in CASES} == set(Outcome)
