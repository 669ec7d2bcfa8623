"""The page a phone has in front, and the view it stands in."""

from dataclasses import dataclass
from typing import Protocol

from linktester.send.page import Button, Page
from linktester.send.waypoints import Step
from linktester.urls import Url


class View(Protocol):
    """A web view that shows a page."""

    async def press(self, page: Url, button: Button) -> None:
        """Press a button of the page, and load all that it leads to."""

    async def go_on(self, page: Url, step: Step) -> None:
        """Take a step from the page, and load all that it leads to."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that was shown."""

    view: View
    url: Url
    page: Page | None
    """None for anything but HTML."""
