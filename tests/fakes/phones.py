"""Probes for the sender's tests, and short ways to send them."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from linktester.model.case import Probe
from linktester.model.evidence import AnyObservation, Evidence, Failed
from linktester.model.link import Content, FamilyId, Identity, Intent, Link, PlatformId
from linktester.model.phone import OS, Choices, Entry, InstalledApp, Phone, Surface
from linktester.model.world import Site
from linktester.send import EmulatedPhone, Limits, Ready, Target

T = TypeVar("T")
DAY = datetime(2022, 3, 1, 12, tzinfo=timezone(timedelta(hours=8)))
QUICK = Limits(probe_seconds=20.0, exchange_seconds=0.4, read_seconds=5.0)


def link(
    text: str, target: str = "web", intent: Intent = Intent.PAGE, content: Content = Content.OTHER
) -> Link:
    return Link(
        text=text,
        family=FamilyId("web-page"),
        target=PlatformId(target),
        intent=intent,
        content=content,
        identity=Identity(PlatformId(target), "page", {"url": text}),
    )


def probe(
    text: str,
    *,
    host: str = "browser",
    surface: str = "browser",
    entry: Entry = Entry.TYPED,
    os: OS = OS.ANDROID,
    target: str = "web",
    intent: Intent = Intent.PAGE,
    content: Content = Content.OTHER,
    apps: Iterable[str] | None = None,
    choices: Choices | None = None,
    sites: Iterable[str] = ("a.example", "b.example"),
    **more: Any,
) -> Probe:
    installed = None if apps is None else tuple(InstalledApp(PlatformId(app)) for app in apps)
    return Probe(
        case_id="case",
        link=link(text, target, intent, content),
        host=PlatformId(host),
        surface=Surface(surface),
        entry=entry,
        phone=Phone(os=os, apps=installed, choices=choices or Choices()),
        client=None,
        as_of=DAY,
        sites=tuple(Site(host=site) for site in sites),
        **more,
    )


async def asend(ready: Ready, *probes: Probe, limits: Limits = QUICK, **target: Any) -> list[Evidence]:
    """Send probes one after another in one session."""
    session = EmulatedPhone(limits).open(Target(ready, **target))
    try:
        return [await session.send(each) for each in probes]
    finally:
        await session.aclose()


def seen(evidence: Evidence, kind: type[T]) -> list[T]:
    """Return the observations of one kind."""
    return [each for each in evidence.observations if isinstance(each, kind)]


def kinds(evidence: Evidence) -> list[str]:
    """Return the names of all observations, in order."""
    return [type(each).__name__ for each in evidence.observations]


def failure(evidence: Evidence) -> Failed:
    """Return the one failure."""
    (found,) = seen(evidence, Failed)
    return found


def last(evidence: Evidence) -> AnyObservation:
    return evidence.observations[-1]


def run(coroutine: Any) -> Any:
    """Run one coroutine to its end."""
    return asyncio.run(coroutine)
