"""Evidence in a line or two: what a phone saw, for tests of the judge."""

from datetime import UTC, datetime

from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Launched,
    Navigated,
    PageFacts,
    Presented,
    Redirected,
    Rendered,
    Screen,
    TesterSaid,
)
from linktester.model.link import Content, FamilyId, Identity, Intent, Link, PlatformId
from linktester.model.verdict import Basis

AT = datetime(2026, 11, 22, 2, 45, tzinfo=UTC)
ITEM_URL = "https://item.taobao.com/item.htm?id=600000000001"
OTHER_URL = "https://item.taobao.com/item.htm?id=600000000002"
CONFIRM_URL = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=1&source=2"
BLOCK_URL = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=2&source=2"


def item(number: str = "600000000001", platform: str = "taobao") -> Identity:
    return Identity(PlatformId(platform), "item", {"id": number})


def site(url: str) -> Identity:
    return Identity(PlatformId("web"), "page", {"url": url})


def link(
    text: str = ITEM_URL,
    *,
    intent: Intent = Intent.PAGE,
    identity: Identity | None = None,
    family: str = "taobao-item",
    opaque: bool = False,
    identity_only: bool = False,
) -> Link:
    meant = item() if identity is None else identity
    return Link(
        text=text,
        family=FamilyId(family),
        target=meant.platform,
        intent=intent,
        content=Content.OTHER,
        identity=meant,
        opaque=opaque,
        identity_only=identity_only,
    )


def web(url: str, intent: Intent = Intent.PAGE) -> Link:
    return link(url, intent=intent, identity=site(url), family="web-page")


def saw(
    *observations: AnyObservation, host: str = "wechat", surface: str = "chat", picture: bool = False
) -> Evidence:
    first = Presented(host=PlatformId(host), surface=surface, entry="tap", picture=picture)
    return Evidence(
        probe_key="0" * 32, basis=Basis.SIMULATED, started_at=AT, observations=(first, *observations)
    )


def control(*observations: AnyObservation) -> Evidence:
    return saw(*observations, host="browser", surface="browser")


def page(
    url: str = ITEM_URL, canonical: str | None = None, *, status: int = 200, **facts: object
) -> Rendered:
    return Rendered(url=url, status=status, page=PageFacts(canonical=canonical, **facts))


def itself(url: str = ITEM_URL) -> Rendered:
    """A page that says it is what its address says."""
    return page(url, url)


def redirected(url: str, location: str) -> Redirected:
    return Redirected(url=url, status=302, location=location)


def pressed(url: str, to: str) -> Navigated:
    return Navigated(url=url, to=to, how="continue", gesture=True)


def launched(
    uri: str,
    receiver: str | None = "taobao",
    shows: Identity | None = None,
    *,
    refusal: str | None = None,
    assumed: bool = False,
    mechanism: str = "custom-scheme",
) -> Launched:
    return Launched(
        uri=uri,
        mechanism=mechanism if receiver else "none",
        gesture=True,
        receiver=None if receiver is None else PlatformId(receiver),
        screen=None if shows is None else Screen(shows),
        refusal=refusal,
        assumed=assumed,
    )


def told(outcome: str) -> TesterSaid:
    return TesterSaid(outcome=outcome)
