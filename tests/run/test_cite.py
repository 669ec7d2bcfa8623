from dataclasses import replace

import pytest

from linktester.model.citation import Confidence, GapKind, Gate
from linktester.model.evidence import Evidence
from linktester.model.link import Intent
from linktester.model.run import Reach
from linktester.model.verdict import Basis, By, Cause, Modifier, Outcome
from linktester.policy import mapping
from linktester.run import cite
from linktester.run.cite import request_ids
from tests.fakes.probes import REAL, a_citation, a_probe, a_verdict, an_entry, an_evidence

HONORED = a_verdict(Outcome.HONORED)
BLOCKED = a_verdict(Outcome.BLOCKED, By.HOST)
GAP = a_verdict(Outcome.INCONCLUSIVE, cause=Cause.NO_POLICY)


def cited(verdict, *entries, intent=Intent.PAGE):
    return cite(intent, verdict, entries, mapping())


def test_request_ids_come_in_order_without_those_of_live_hosts():
    evidence = an_evidence(a_probe())
    assert request_ids(evidence) == ("r-1",)
    assert request_ids(Evidence(probe_key="", basis=Basis.SIMULATED, started_at=REAL)) == ()


def test_one_weak_rule_on_the_way_makes_the_whole_answer_weak():
    fresh, old = a_citation(), a_citation(carried=True, last_confirmed="2018-05-30")
    found = cited(HONORED, an_entry(fresh), an_entry(old, role="host"))
    assert found.verdict.modifiers == (Modifier.CARRIED,)
    assert (found.reach, found.last_evidence) == (Reach.CARRIED, "2018-05-30")


def test_an_inferred_rule_outweighs_a_carried_one():
    found = cited(HONORED, an_entry(a_citation(carried=True), a_citation(inferred=True)))
    assert found.reach is Reach.INFERRED


def test_a_rule_for_some_users_is_partial_and_keeps_other_modifiers():
    verdict = replace(HONORED, modifiers=(Modifier.WRAP,))
    found = cited(verdict, an_entry(a_citation(partial=True)))
    assert found.verdict.modifiers == (Modifier.PARTIAL, Modifier.WRAP)


def test_an_anecdote_is_marked():
    assert cited(HONORED, an_entry(a_citation(confidence=Confidence.ANECDOTAL))).anecdotal
    assert not cited(HONORED, an_entry(a_citation())).anecdotal


def test_what_no_rule_had_a_say_in_is_known_unless_an_association_file_was_made_up():
    plain = an_entry(role="host")
    assert cited(HONORED, plain).reach is Reach.EVIDENCED
    assert cited(replace(HONORED, assumed=True), plain).reach is Reach.INFERRED


def test_where_no_answer_has_an_entry_no_rule_stands_between():
    found = cite(Intent.PAYMENT, HONORED, (), mapping(), journaled=False)
    assert found.reach is Reach.EVIDENCED


def test_a_lost_journal_leaves_the_reach_unknown():
    assert cited(HONORED).reach is Reach.UNKNOWN


def test_real_hosts_need_no_rule():
    live = replace(HONORED, basis=Basis.STAGING, assumed=True)
    assert cited(live, an_entry(a_citation(carried=True))).reach is Reach.EVIDENCED
    assert cited(HONORED, an_entry(a_citation())).reach is Reach.EVIDENCED


def test_nobody_may_say_stays_bare():
    found = cited(GAP, replace(an_entry(a_citation(carried=True)), gap=GapKind.NO_POLICY))
    assert (found.verdict, found.reach, found.disagreement) == (GAP, Reach.UNKNOWN, None)


def test_agreement_is_silent():
    target = a_citation("install-page", gate=Gate.TARGET)
    for verdict, entries in (
        (HONORED, [an_entry(a_citation("open"))]),
        (HONORED, [an_entry(a_citation("confirm"))]),
        (BLOCKED, [an_entry(a_citation("block-page"))]),
        (
            a_verdict(Outcome.REWRITTEN, By.TARGET),
            [an_entry(a_citation("open")), an_entry(target, role="host")],
        ),
    ):
        assert cited(verdict, *entries).disagreement is None


@pytest.mark.parametrize(
    ("verdict", "effects", "said"),
    [
        (HONORED, ["block-page"], "meant block-page = BLOCKED by host; judged HONORED"),
        (BLOCKED, ["open"], "meant open = HONORED; judged BLOCKED by host"),
        (
            a_verdict(Outcome.BLOCKED, By.TARGET),
            ["swallow"],
            "meant swallow = BLOCKED by host; judged BLOCKED by target",
        ),
        (HONORED, ["open", "install-page"], "meant install-page = REWRITTEN by target; judged HONORED"),
        (GAP, ["open"], "meant an answer; judged INCONCLUSIVE (no-policy)"),
    ],
)
def test_what_was_meant_and_judged_otherwise_is_told(verdict, effects, said):
    entries = [an_entry(a_citation(effect)) for effect in effects]
    assert cited(verdict, *entries).disagreement == said


def test_a_gap_judged_as_an_answer_is_told():
    entry = replace(an_entry(), gap=GapKind.CONFLICT)
    assert cited(HONORED, entry).disagreement == "meant conflict; judged HONORED"
    assert cited(GAP, entry).disagreement == "meant conflict; judged INCONCLUSIVE (no-policy)"


def test_a_link_that_fails_by_itself_is_no_disagreement():
    dead = a_verdict(Outcome.BLOCKED, By.LINK)
    assert cited(dead, an_entry(a_citation("open"))).disagreement is None


def test_faults_of_ours_are_no_disagreement():
    fault = a_verdict(Outcome.INCONCLUSIVE, By.OURS, Cause.FAULT)
    assert cited(fault, an_entry(a_citation("open"))).disagreement is None


def test_a_target_no_rule_speaks_of_may_still_show_a_landing_page():
    landing = a_verdict(Outcome.REWRITTEN, By.TARGET)
    host = replace(an_entry(a_citation()), effects=("open",))
    ruled = replace(an_entry(a_citation(gate=Gate.TARGET), role="host"), effects=("open",))
    assert cited(landing, host).disagreement is None
    assert cited(landing, host, ruled).disagreement is not None


def test_where_the_emulator_was_not_asked_it_meant_nothing():
    assert cited(GAP).disagreement is None
