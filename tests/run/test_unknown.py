from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from linktester.model.checklist import Why
from linktester.model.citation import GapKind, Source
from linktester.model.phone import OS, Entry, Phone
from linktester.model.run import Reach
from linktester.model.verdict import Basis, Cause, Modifier, Outcome
from linktester.run import checklist
from linktester.run.unknown import MAX_OTHERS
from tests.fakes.probes import REAL, a_gap, a_probe, a_result, a_verdict, an_entry

TODAY = date(2026, 11, 22)
SOURCES = (Source("EV-1", "2021-09-17", "opens"), Source("OB-2", "2021-11", "refuses"))


def probe(number=1, **changes):
    return replace(a_probe(number, as_of=REAL), **changes)


def unknown(of, kind=GapKind.NO_POLICY, sources=()):
    entry = replace(an_entry(), gap=kind, gap_sources=sources)
    verdict = a_verdict(Outcome.INCONCLUSIVE, cause=Cause(kind.value))
    return replace(a_result(), probe=of, evidence=a_gap(of, kind), verdict=verdict, journal=(entry,))


def carried(of, last: str):
    verdict = replace(a_verdict(), modifiers=(Modifier.CARRIED,))
    return replace(a_result(), probe=of, verdict=verdict, reach=Reach.CARRIED, last_evidence=last)


def test_a_gap_becomes_a_check_that_tells_what_where_and_nothing_expected():
    (check,) = checklist([unknown(probe())], TODAY).checks
    assert check.link == probe().link.text
    assert (check.host, check.surface, check.entry, check.os, check.client) == (
        "wechat",
        "chat",
        Entry.TAP,
        OS.ANDROID,
        None,
    )
    assert check.why == (Why.NO_POLICY,)
    assert check.keys == (probe().key,)
    assert not [name for name in check.__slots__ if "expect" in name or "verdict" in name]


def test_one_check_answers_all_probes_of_one_cell():
    results = [unknown(probe(number)) for number in (1, 2, 1)]
    made = checklist(results, TODAY)
    (check,) = made.checks
    assert check.keys == (probe(1).key, probe(2).key)
    assert check.others == (probe(2).link.text,)
    assert made.answers == 2


@pytest.mark.parametrize(
    "other",
    [
        {"host": "qq"},
        {"surface": "group"},
        {"entry": Entry.SCAN_LIVE},
        {"phone": Phone(os=OS.IOS)},
        {"client": "8.0.11"},
        {"link": replace(a_probe().link, family="tmall-item")},
        {"link": replace(a_probe().link, content="campaign")},
    ],
)
def test_another_place_or_kind_of_link_is_another_check(other):
    made = checklist([unknown(probe()), unknown(probe(2, **other)), unknown(probe(3))], TODAY)
    assert [len(check.keys) for check in made.checks] == [2, 1]


def test_a_conflict_names_who_contradicts_whom():
    results = [unknown(probe(1), GapKind.CONFLICT, SOURCES), unknown(probe(2), GapKind.CONFLICT, SOURCES[:1])]
    (check,) = checklist(results, TODAY).checks
    assert check.sources == SOURCES
    assert check.why == (Why.CONFLICT,)


@pytest.mark.parametrize(
    ("last", "asked"), [("2026-05-26", False), ("2026-05-25", True), ("2021-11-29", True)]
)
def test_what_is_carried_for_too_long_is_asked_again(last, asked):
    made = checklist([carried(probe(), last)], TODAY, older_than_days=180)
    assert [check.why for check in made.checks] == ([(Why.OLD,)] if asked else [])
    assert [check.last_evidence for check in made.checks] == ([last] if asked else [])


def test_the_oldest_evidence_of_a_check_is_told():
    (check,) = checklist([carried(probe(1), "2022-01-01"), carried(probe(2), "2021-11-29")], TODAY).checks
    assert check.last_evidence == "2021-11-29"


def test_what_is_known_broken_or_seen_for_real_is_not_asked():
    fault = replace(a_result(), verdict=a_verdict(Outcome.INCONCLUSIVE, cause=Cause.FAULT))
    real = replace(unknown(probe()), verdict=replace(unknown(probe()).verdict, basis=Basis.DEVICE))
    known = replace(a_result(), probe=probe(), reach=Reach.EVIDENCED, last_evidence="2013-08-01")
    assert checklist([fault, real, known, a_result()], TODAY).checks == ()


def test_a_past_that_no_phone_shows_is_only_counted():
    made = checklist([unknown(a_probe(1)), unknown(a_probe(1)), unknown(a_probe(2))], TODAY)
    assert (made.checks, made.past) == ((), 2)


@pytest.mark.parametrize(
    "as_of", [REAL - timedelta(hours=20), REAL, datetime(2030, 1, 1, tzinfo=REAL.tzinfo)]
)
def test_the_runs_own_now_and_what_comes_after_are_asked(as_of):
    assert checklist([unknown(probe(as_of=as_of))], TODAY).past == 0


def test_many_links_of_a_cell_are_named_up_to_a_limit_and_all_are_answered():
    (check,) = checklist((unknown(probe(number)) for number in range(60)), TODAY).checks
    assert (len(check.others), len(check.keys)) == (MAX_OTHERS, 60)
