"""Sample values for tests of suite, store, run and workspace: links, probes, evidence, results."""

from datetime import UTC, datetime, timedelta, timezone

from linktester.model.case import Expectation, Probe, Selector
from linktester.model.citation import Citation, Confidence, GapKind, Gate, JournalEntry, RuleKind, Source
from linktester.model.evidence import (
    Evidence,
    Exchange,
    HarnessGap,
    PageFacts,
    Redirected,
    Rendered,
    Requested,
)
from linktester.model.link import Content, FamilyId, Identity, Intent, Link, PlatformId
from linktester.model.phone import OS, Entry, Phone, Surface
from linktester.model.run import CaseResult, RunHead
from linktester.model.verdict import Basis, By, Cause, Outcome, Verdict

CHINA = timezone(timedelta(hours=8))
WHEN = datetime(2021, 12, 1, 12, tzinfo=CHINA)
REAL = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def a_link(number: int = 1, intent: Intent = Intent.PAGE) -> Link:
    """A Taobao item."""
    return Link(
        text=f"https://item.taobao.com/item.htm?id={number}",
        family=FamilyId("taobao-item"),
        target=PlatformId("taobao"),
        intent=intent,
        content=Content.E_COMMERCE,
        identity=Identity(PlatformId("taobao"), "item", {"id": str(number)}),
    )


def a_probe(
    number: int = 1, host: str = "wechat", as_of: datetime = WHEN, client: str | None = None
) -> Probe:
    """The item put into a chat on Android."""
    return Probe(
        case_id=f"case-{number}",
        link=a_link(number),
        host=PlatformId(host),
        surface=Surface("chat"),
        entry=Entry.TAP,
        phone=Phone(os=OS.ANDROID),
        client=client,
        as_of=as_of,
    )


def an_evidence(probe: Probe, body: bytes = b"<html>page</html>", request_id: str | None = "r-1") -> Evidence:
    """A redirect and a page."""
    exchanges = (
        Exchange(method="GET", url=probe.link.text, target=b"/item.htm", status=302, request_id=request_id),
        Exchange(
            method="GET", url=probe.link.text + "&x=1", target=b"/item.htm?x=1", status=200,
            body=body, body_length=len(body), response_headers=(("content-type", "text/html"),),
        ),
    )  # fmt: skip
    observations = (
        Requested(url=probe.link.text, exchange=0),
        Redirected(url=probe.link.text, status=302, location=probe.link.text + "&x=1", exchange=0),
        Rendered(
            url=probe.link.text + "&x=1",
            status=200,
            page=PageFacts(title="页面", canonical=probe.link.text),
            exchange=1,
        ),
    )
    return Evidence(
        probe_key=probe.key,
        basis=Basis.SIMULATED,
        started_at=REAL,
        exchanges=exchanges,
        observations=observations,
        world="w-1",
        elapsed_ms=3.5,
    )


def a_gap(probe: Probe, kind: GapKind = GapKind.NO_POLICY) -> Evidence:
    """The emulator may not say."""
    return Evidence(
        probe_key=probe.key, basis=Basis.SIMULATED, started_at=REAL, observations=(HarnessGap(kind=kind),)
    )


def a_verdict(
    outcome: Outcome = Outcome.HONORED, by: By | None = None, cause: Cause | None = None
) -> Verdict:
    """A bare verdict."""
    return Verdict(outcome=outcome, by=by, cause=cause)


def a_result(
    number: int = 1, body: bytes = b"<html>page</html>", *, control: Evidence | None = None
) -> CaseResult:
    """A result with evidence."""
    probe = a_probe(number)
    return CaseResult(
        probe=probe, verdict=a_verdict(), evidence=an_evidence(probe, body), control=control, finished_at=REAL
    )


def a_head(run: str = "20261122-104501-3f9a", total: int = 0) -> RunHead:
    """A head."""
    return RunHead(
        id=run, started_at=REAL, suites=("sample",), basis=Basis.SIMULATED, version="0.1.0", total=total
    )


def a_citation(
    effect: str = "open",
    gate: Gate = Gate.HOST,
    confidence: Confidence = Confidence.DOCUMENTED,
    last_confirmed: str = "2021-11-29",
    *,
    carried: bool = False,
    inferred: bool = False,
    partial: bool = False,
) -> Citation:
    """An applied rule."""
    return Citation(
        rule=f"wechat.chat.{effect}",
        pack="wechat",
        pack_version="2026-01-01",
        pack_hash="0" * 16,
        effect=effect,
        gate=gate,
        kind=RuleKind.CHANGE,
        confidence=confidence,
        valid_from="2021-09-17",
        last_confirmed=last_confirmed,
        carried=carried,
        inferred=inferred,
        partial=partial,
        sources=(Source("EV-2021-09-17-WX", "2021-09-17", "Phase one"),),
    )


def an_entry(*citations: Citation, request_id: str = "r-1", role: str = "client") -> JournalEntry:
    """A journal entry that applied these rules."""
    effects = tuple(citation.effect for citation in citations)
    return JournalEntry(request_id=request_id, world="w-1", role=role, citations=citations, effects=effects)


def an_expectation(
    verdict: Outcome = Outcome.HONORED, where: Selector | None = None, by: By | None = None
) -> Expectation:
    """An expectation."""
    return Expectation(where=where or Selector(), verdict=verdict, by=by)
