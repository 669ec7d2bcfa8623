"""Whole journeys without a command line: probes through the engine and a real emulator, results in memory."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from linktester import links, policy
from linktester.model.case import Probe
from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.events import Event
from linktester.model.link import Content, Intent, PlatformId
from linktester.model.phone import OS, Entry, Phone, Surface
from linktester.model.run import CaseResult
from linktester.model.world import Site
from linktester.run import EmulatedRun, Engine
from linktester.send import EmulatorProcess
from linktester.suite import Plan, Planned, Probes, moment
from tests.fakes.archive import MemoryStore
from tests.fakes.probes import a_head


def ignore(event: Event) -> None:
    """Listen to nothing."""


def run(
    emulator: EmulatorProcess | EmulatedRun,
    probes: Sequence[Probe],
    listen: Callable[[Event], None] = ignore,
) -> tuple[CaseResult, ...]:
    """Send `probes`, judge and cite them; return their results in the order of the probes."""
    plan = plan_of(probes)
    store = MemoryStore()
    emulated = emulator if isinstance(emulator, EmulatedRun) else EmulatedRun(emulator)
    engine = Engine(emulated, store, policy.mapping())
    asyncio.run(engine.run(plan, a_head(total=len(probes)), listen))
    return tuple(store.results[index] for index in range(len(probes)))


def plan_of(probes: Sequence[Probe]) -> Plan:
    """Return a plan of exactly these probes, nothing expected of them."""

    def again() -> Iterator[Planned]:
        return (Planned(probe, None) for probe in probes)

    return Plan(Probes((again,), len(probes)))


def a_probe(
    text: str,
    host: str,
    surface: str,
    as_of: str | datetime,
    *,
    case_id: str = "journey",
    entry: str = "tap",
    os: str = "android",
    client: str | None = None,
    intent: Intent | None = None,
    content: Content | None = None,
    referer: str | None = None,
    accept: frozenset[Confidence] = DEFAULT_ACCEPTED,
    sites: tuple[Site, ...] = (),
) -> Probe:
    """Return the probe of one link in one place."""
    when = moment(as_of)
    assert when is not None, as_of
    return Probe(
        case_id=case_id,
        link=links.parse(text, intent=intent, content=content, sites=sites).link,
        host=PlatformId(host),
        surface=Surface(surface),
        entry=Entry(entry),
        phone=Phone(os=OS(os)),
        client=client,
        as_of=when,
        referer=referer,
        accept=accept,
        sites=sites,
    )


def told(result: CaseResult) -> str:
    """Return a verdict as one short line: `HONORED confirm by host`."""
    verdict = result.verdict
    parts = [verdict.outcome.value, *verdict.modifiers]
    parts += [f"({verdict.cause})"] if verdict.cause else []
    parts += [f"by {verdict.by}"] if verdict.by else []
    return " ".join(parts)


def cited(result: CaseResult) -> frozenset[str]:
    """Return the ids of all sources a result rests on."""
    return frozenset(
        source.id for entry in result.journal for citation in entry.citations for source in citation.sources
    )
