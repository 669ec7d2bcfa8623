"""A visitor at a public host, and the pages most hosts share."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from linktester import urls
from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.model.platform import Platform
from linktester.serve import agents, shortcodes
from linktester.serve.exchange import Answer, Asked, redirect
from linktester.serve.ground import Ground
from linktester.serve.pages import page

PLATFORM_ADDED = frozenset({"nsukey", "continueFlag"})
"""Parameters that hosts hang onto a target's address on the way; no identity has them."""


@dataclass(frozen=True)
class Visit:
    """One request to a public host, and who makes it."""

    asked: Asked
    platform: Platform | None
    """Whose host it is; None for hosts outside the catalogue."""
    ground: Ground | None = None
    """The books of the state directory; None where a page is asked for without an emulator."""

    @cached_property
    def app(self) -> PlatformId:
        """The app whose web view asks, `browser` when none can be told."""
        return agents.app_of(self.asked.agent)

    @cached_property
    def os(self) -> OS:
        """The visitor's system."""
        return agents.os_of(self.asked.agent)

    @property
    def segments(self) -> tuple[str, ...]:
        """The path's parts, as sent."""
        return tuple(part for part in self.asked.path.split("/") if part)

    @property
    def own_address(self) -> str:
        """The visited address without what hosts on the way have added."""
        return urls.without_query(self.asked.url, PLATFORM_ADDED)

    @property
    def who(self) -> str:
        """The platform's Chinese name, the host name where there is none."""
        return self.platform.name["zh_CN"] if self.platform else self.asked.host

    @cached_property
    def leads_to(self) -> str | None:
        """Where the visited short link leads, None when it is none."""
        return shortcodes.address(self.asked.host, self.asked.path)


Handler = Callable[[Visit], Answer]


def thing(visit: Visit, canonical: str, title: str, *, words: str = "", launch: str | None = None) -> Answer:
    """Return a page about one thing, which states its identity as `canonical`."""
    said = words or "这是仿真页面，只用来辨认到达了哪里。"
    return page("thing", title=title, canonical=canonical, who=visit.who, words=said, launch=launch)


def plain(visit: Visit) -> Answer:
    """Return the page of any address nothing more is known about: it states that address."""
    return thing(visit, visit.own_address, visit.who)


def launching(title: str, words: str, uri: str) -> Answer:
    """Return a page whose script tries to open an app by `uri`, with a link for a tap beside it."""
    return page("launch", title=title, words=words, uri=uri)


def missing() -> Answer:
    """Return the answer to an address the host has nothing at."""
    return page("notice", status=404, title="没有找到", words="这个地址没有对应的内容，请检查链接是否完整。")


def short(visit: Visit) -> Answer:
    """Answer a short link with a redirect to where it leads."""
    return redirect(visit.leads_to) if visit.leads_to else missing()
