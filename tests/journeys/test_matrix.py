"""Every row of the transcribed matrices, sent through the real emulator and judged from evidence alone."""

import pytest

from linktester.model.case import Probe
from linktester.model.citation import Confidence
from linktester.model.link import Intent
from linktester.model.run import CaseResult
from linktester.model.verdict import Modifier, Outcome
from linktester.policy import mapping
from linktester.send import EmulatorProcess
from tests.fakes.answers import wanted
from tests.fakes.journeys import a_probe, cited, run, told
from tests.fakes.matrix import SITES, TEXTS, Row, rows

pytestmark = pytest.mark.journey

NOT_A_LINK = {
    "wechat/chat/TBtok/CAMP/taobao-token/host": "nothing in a token's text says that it is part of a "
    "campaign; only a question to the policy can",
}
"""Cells that no link on a phone can ask."""
MEETS_MORE = {
    "wechat/chat/AP/alipay-qr/host": "BLOCKED by host",
    "wechat/chat/FS/feishu-applink/host": "REWRITTEN by target",
}
"""Cells whose gate may let the link pass, but whose link then meets something else; of these the gate's own
answer is compared with the table, and the verdict with what is written here.

The page of an Alipay code can only wake Alipay, which WeChat's web view refuses (wechat/webview/RS). An
AppLink is for the Feishu app, and its page tells others to fetch that.
"""
PAYMENTS = frozenset({"checkout", "checkout-in-wechat", "mini-program-checkout"})


def test_every_row_is_what_the_evidence_says(emulator: EmulatorProcess) -> None:
    asked = [row for row in rows() if row.cell not in NOT_A_LINK]
    results = run(emulator, [probe_of(row) for row in asked])
    differing = [
        said for row, result in zip(asked, results, strict=True) for said in differences(row, result)
    ]
    assert not differing, f"{len(differing)} differences\n" + "\n".join(differing)


def test_only_rows_of_the_table_are_left_out() -> None:
    assert NOT_A_LINK.keys() <= {row.cell for row in rows()}


def probe_of(row: Row) -> Probe:
    return a_probe(
        TEXTS[row.family],
        row.host,
        row.surface,
        row.as_of,
        case_id=f"line-{row.line}",
        entry=row.entry,
        os=row.os,
        client=row.client,
        intent=Intent.PAYMENT if row.surface in PAYMENTS else None,
        accept=row.accept,
        sites=SITES,
    )


def differences(row: Row, result: CaseResult) -> list[str]:
    found = [f"{row}: {result.disagreement}"] if result.disagreement else []
    beyond = MEETS_MORE.get(row.cell) if row.outcome is Outcome.HONORED else None
    good = is_beyond(row, result, beyond) if beyond else is_as_told(row, result)
    if not good:
        found.append(f"{row}: table {wanted(row)}; judged {told(result)}")
    return found + misquoted(row, result)


def is_as_told(row: Row, result: CaseResult) -> bool:
    verdict = result.verdict
    return (
        (verdict.outcome, verdict.cause) == (row.outcome, row.cause)
        and row.by in {None, verdict.by}
        and row.is_told_by(frozenset(verdict.modifiers))
    )


def is_beyond(row: Row, result: CaseResult, expected: str) -> bool:
    """Compare the first rule that was applied with the table, the verdict with what is expected beyond."""
    rule = next(citation for entry in result.journal for citation in entry.citations)
    mapped = mapping()[rule.effect]
    modifiers = {Modifier(name) for name in mapped.modifiers} | (
        {Modifier.CARRIED} if rule.carried else set()
    )
    passes = mapped.outcome == row.outcome and row.is_told_by(frozenset(modifiers))
    return passes and f"{result.verdict.outcome} by {result.verdict.by}" == expected


def misquoted(row: Row, result: CaseResult) -> list[str]:
    """Every answer names a source, and where the table names events, one of them; inferences may start
    from others.
    """
    sources = cited(result)
    if result.verdict.outcome is Outcome.INCONCLUSIVE:
        return []
    if not sources:
        return [f"{row}: {told(result)} without a source"]
    if row.sources and row.confidence is not Confidence.INFERRED and not sources & row.sources:
        return [f"{row}: rests on {sorted(sources)}, the table on {sorted(row.sources)}"]
    return []
