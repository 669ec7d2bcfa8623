"""The bundled payment cases: orders made, tried, paid and asked for at a real emulator."""

import asyncio
import json
from collections.abc import Sequence

import pytest

from linktester import policy
from linktester.codec import from_json, to_json
from linktester.model.events import CaseFinished
from linktester.model.order import OrderProduct, ReturnLeg
from linktester.model.run import CaseResult, Match
from linktester.model.verdict import Outcome
from linktester.run import EmulatedRun, Engine, rejudge
from linktester.run.stream import line
from linktester.send import EmulatorProcess
from linktester.suite import Options, bundled, expand
from tests.fakes.archive import MemoryStore
from tests.fakes.journeys import ignore
from tests.fakes.probes import a_head

pytestmark = [pytest.mark.journey]


@pytest.fixture(scope="module")
def results(emulator: EmulatorProcess) -> tuple[CaseResult, ...]:
    """All results of the suite, in its order."""
    plan, store = expand(bundled("payments"), Options()), MemoryStore()
    engine = Engine(EmulatedRun(emulator), store, policy.mapping())
    asyncio.run(engine.run(plan, a_head(total=len(plan.probes)), ignore))
    return tuple(store.results[index] for index in range(len(plan.probes)))


def told(results: Sequence[CaseResult]) -> list[str]:
    """What of each result is worth reading when it is not as expected."""
    return [
        f"{each.probe.case_id} {each.probe.host}: {each.verdict.outcome} {each.verdict.by} {each.payment}"
        for each in results
    ]


def test_every_case_ends_as_expected(results: tuple[CaseResult, ...]) -> None:
    assert told([each for each in results if each.match is not Match.MET]) == []
    assert [each.disagreement for each in results if each.disagreement] == []


def test_every_order_was_made_and_asked_for(results: tuple[CaseResult, ...]) -> None:
    ends = [each.payment for each in results]
    assert None not in ends
    assert len({end.number for end in ends if end}) == len(results)
    for each in results:
        roles = [exchange.role for exchange in each.evidence.exchanges]
        assert roles[-1] == "merchant"


def test_the_suite_tries_every_product_and_most_ways_back(results: tuple[CaseResult, ...]) -> None:
    products = {json.loads(to_json(each.evidence))["observations"][0]["product"] for each in results}
    assert products == set(OrderProduct)
    legs = {each.payment.leg for each in results if each.payment}
    assert legs >= {None, ReturnLeg.NONE, ReturnLeg.SAME_TAB, ReturnLeg.APP, ReturnLeg.LOST}


def test_only_who_is_shown_an_order_pays(results: tuple[CaseResult, ...]) -> None:
    for each in results:
        assert each.payment is not None
        assert not each.payment.paid or each.verdict.outcome is Outcome.HONORED


def test_results_are_judged_the_same_from_what_is_kept(results: tuple[CaseResult, ...]) -> None:
    for each in results:
        kept = from_json(to_json(each), CaseResult)
        assert kept == each
        assert rejudge(kept, policy.mapping()) == each
        assert json.loads(line(CaseFinished("r", 0, each)))["result"]["payment"]["number"]
