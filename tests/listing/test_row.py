from dataclasses import fields, replace

from linktester.listing.row import LINK, NAME, NOTE, Row, annotated, row_of
from linktester.model.annotation import Status
from linktester.model.verdict import Cause, Modifier, Outcome
from tests.fakes import orders
from tests.fakes import results as fakes
from tests.fakes.rows import NASTY, row, said

PROBE = fakes.probe(fakes.ITEM, "wechat", "group", "2021-09-17")


def test_a_row_tells_what_a_result_tells():
    result = fakes.blocked(PROBE, fakes.BEFORE, Modifier.CARRIED)
    made = row_of(3, result, run="20261122-104501-3f9a")
    assert (made.index, made.key, made.run) == (3, PROBE.key, "20261122-104501-3f9a")
    assert (made.host, made.surface, made.os, made.client) == ("wechat", "group", "android", "")
    assert (made.outcome, made.modifiers, made.last_evidence) == (
        Outcome.BLOCKED,
        (Modifier.CARRIED,),
        "2021-09-17",
    )
    assert made.answer == result.verdict.reasons[0].message
    assert (made.status, made.note, made.has_screenshot) == (None, "", False)


def test_a_gap_has_a_cause_and_no_evidence():
    made = row_of(0, fakes.gap(PROBE))
    assert (made.outcome, made.cause, made.last_evidence) == (Outcome.INCONCLUSIVE, Cause.NO_POLICY, "")


def test_what_a_person_says_stands_beside_the_verdict_and_can_be_taken_back():
    bare = row()
    told = annotated(bare, said(bare.key, note="saw it", build="b1", device="P", screenshot="ab" * 32))
    assert (told.status, told.note, told.tester, told.build, told.device) == (
        Status.FAILED,
        "saw it",
        "Wang",
        "b1",
        "P",
    )
    assert told.has_screenshot
    assert told.outcome is bare.outcome
    assert annotated(told, None) == bare


def test_an_annotation_can_come_with_the_result():
    result = fakes.blocked(PROBE, fakes.BEFORE)
    assert row_of(0, result, said(PROBE.key)) == annotated(row_of(0, result), said(PROBE.key))


def test_long_texts_are_cut():
    long = fakes.blocked(
        fakes.probe(fakes.ITEM, "wechat", "group", "2021-09-17", case_id="c" * 10_000), fakes.BEFORE
    )
    made = row_of(0, long, said("k", note=NASTY * 100, tester="t" * 10_000))
    assert (len(made.case), len(made.note), len(made.tester)) == (NAME, NOTE, NAME)
    assert len(made.link) <= LINK


def test_a_row_holds_no_evidence_and_rows_share_their_values():
    result = fakes.blocked(PROBE, fakes.BEFORE)
    one, other = (
        row_of(0, result),
        row_of(1, fakes.blocked(fakes.probe(fakes.ITEM, "wechat", "group", "2021-09-17"), fakes.BEFORE)),
    )
    assert "evidence" not in {field.name for field in fields(Row)}
    assert one.as_of is other.as_of
    assert one.host is other.host
    assert not hasattr(one, "__dict__")


def test_a_row_keeps_how_an_order_ended_with_its_address_cut():
    made = row_of(0, orders.paid(landed="https://shop.example/" + "x" * 5_000))
    assert made.payment is not None
    assert (made.order, made.leg, len(made.payment.landed)) == ("SUCCESS", "same-tab", LINK)
    assert row_of(0, orders.walled_off()).order == "NO_TRADE"
    assert (row().order, row().leg) == ("", None)


def test_where_our_own_side_broke_the_state_is_not_known():
    broken = replace(row_of(0, orders.walled_off()), outcome=Outcome.INCONCLUSIVE, cause=Cause.FAULT)
    assert broken.order == "unknown"
