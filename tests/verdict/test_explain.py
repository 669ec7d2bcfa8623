from dataclasses import replace

from linktester.model.link import ParamDiff
from linktester.model.message import message
from linktester.model.verdict import Cause, Outcome, Reason, Verdict
from linktester.verdict import classify, explain
from linktester.wording import LANGUAGES, Words
from tests.fakes.seen import BLOCK_URL, OTHER_URL, itself, launched, link, page, saw


def test_the_first_reason_is_the_answer() -> None:
    first, second = message("verdict.no-end"), message("verdict.text-readable")
    verdict = Verdict(
        outcome=Outcome.INCONCLUSIVE, cause=Cause.FAULT, reasons=(Reason(first), Reason(second))
    )
    assert explain(verdict) == first


def test_a_verdict_without_reasons_is_explained_by_its_outcome() -> None:
    for outcome in Outcome:
        for language in LANGUAGES:
            assert Words(language).say(explain(Verdict(outcome=outcome)))


def test_sentences_are_said_in_both_languages() -> None:
    for seen in (itself(), page(BLOCK_URL), itself(OTHER_URL), page(), launched("taobao://x", None)):
        verdict = classify(link(), saw(seen), None)
        english, chinese = (Words(language).say(explain(verdict)) for language in LANGUAGES)
        assert english != chinese
        assert "{" not in english + chinese


def test_a_changed_parameter_is_named() -> None:
    verdict = classify(link(), saw(itself(OTHER_URL)), None)
    assert explain(verdict).args == {"names": "id"}
    assert [type(line) for line in verdict.diff] == [ParamDiff]
    assert replace(verdict, reasons=()).outcome is Outcome.REWRITTEN
