"""A trip that only writes down, and a page that leads wherever the test says."""

from dataclasses import dataclass, field
from typing import Any

from linktester import urls
from linktester.model.case import Probe
from linktester.model.evidence import AnyObservation
from linktester.send.cookies import Cookies
from linktester.send.follow import Shown
from linktester.send.page import Button
from linktester.send.waypoints import Step
from linktester.urls import Url
from tests.fakes.probes import a_probe


@dataclass
class ATrip:
    """As much of a trip as is asked about."""

    probe: Probe = field(default_factory=a_probe)
    seen: list[AnyObservation] = field(default_factory=list)
    cookies: Cookies = field(default_factory=Cookies)
    shown: Shown | None = None
    world: str | None = "w1"
    last: int | None = 0

    @property
    def observations(self) -> tuple[AnyObservation, ...]:
        return tuple(self.seen)

    def see(self, observation: AnyObservation) -> None:
        self.seen.append(observation)


@dataclass
class AView:
    """A web view in which the next step leads to `then`."""

    trip: ATrip
    then: tuple[AnyObservation, ...] = ()
    steps: list[Any] = field(default_factory=list)

    async def go_on(self, page: Url, step: Step) -> None:
        self.steps.append((page.href, step.address))
        self.trip.seen += self.then

    async def press(self, page: Url, button: Button) -> None:
        self.steps.append((page.href, button.value))
        self.trip.seen += self.then


def standing(trip: ATrip, at: str, *then: AnyObservation) -> AView:
    """Let the trip stand at a page from which the next step leads to `then`; return its view."""
    view = AView(trip, then)
    url = urls.parse(at)
    assert url is not None
    trip.shown = Shown(view, url, None)  # type: ignore[arg-type]
    return view
