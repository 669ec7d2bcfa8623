"""A page to be loaded, and the request a phone's web view makes for it."""

from dataclasses import dataclass
from enum import Enum

from linktester import urls
from linktester.send.fetch import Ask
from linktester.send.inflate import OFFERED
from linktester.send.transport import Side
from linktester.send.trip import Trip
from linktester.urls import Url


class Rest(Enum):
    """A step that loads nothing."""

    STAYS = "stays"
    """The page still stands: what it planned for later happens."""
    GONE = "gone"
    """The user is elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A page to be loaded."""

    url: Url
    referer: str | None = None
    target: bytes | None = None
    """Request target, where it is not the URL's own."""
    gesture: bool = False
    """A person's tap led here."""
    how: str = ""
    """Empty for the first load; `client` when the app put a page of its own in between."""
    in_browser: bool = False
    """Leaves the app for the system browser."""
    form: bytes | None = None
    """Body of a form that was pressed; None for a page that is only asked for."""


def asked(trip: Trip, load: Load, side: Side, agent: tuple[tuple[str, str], ...]) -> Ask:
    """Return the request for `load`; `agent` are the headers of the web view that makes it."""
    url = load.url
    headers = [("Host", url.host), *agent]
    if load.referer is not None:
        headers.append(("Referer", load.referer))
    cookie = trip.cookies.header(url)
    if cookie:
        headers.append(("Cookie", cookie))
    if load.form is not None:
        headers += [("Origin", url.origin), ("Content-Type", "application/x-www-form-urlencoded")]
    return Ask(
        url=url,
        target=urls.target(url) if load.target is None else load.target,
        headers=tuple(headers),
        side=side,
        method="GET" if load.form is None else "POST",
        body=load.form or b"",
        world=trip.world,
    )


def base_headers(agent: str) -> tuple[tuple[str, str], ...]:
    """Return what a Chinese phone's web view sends with every page it asks for."""
    return (
        ("User-Agent", agent),
        ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        ("Accept-Language", "zh-CN,zh;q=0.9"),
        ("Accept-Encoding", OFFERED),
    )
