"""The web view: loads a page and goes on, hop by hop, wherever listed ways lead.

In an app's web view the app is asked before every step to another origin or scheme, and its answer is obeyed.
The system browser asks nobody.
"""

from dataclasses import replace
from urllib.parse import urlencode

from linktester import urls
from linktester.model.evidence import (
    Item,
    Navigated,
    Offered,
    PageFacts,
    Prompted,
    Redirected,
    Rendered,
    Requested,
    ScriptNotRun,
    Stayed,
    Swallowed,
    Witness,
)
from linktester.model.hostprotocol import ClientAnswer, NavigateQuestion
from linktester.model.link import PlatformId
from linktester.oslinks import BROWSER, Tap
from linktester.send.apps import user_agent
from linktester.send.fetch import Answer
from linktester.send.handoff import HandedOff, HandOff, hand_off, in_app, stay
from linktester.send.host import HostClient, end_at_gap, problem_type, said
from linktester.send.load import Load, Rest, asked, base_headers
from linktester.send.page import Button, Page, is_html, plain_text, read_refresh
from linktester.send.referrer import after_redirect, referrer
from linktester.send.transport import Side
from linktester.send.trip import Trip
from linktester.send.waypoints import BRIDGE, Plan, Shown, Step, Visitor, plan
from linktester.urls import Url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BLANKS = "".join(map(chr, range(33)))
_SCRIPTED = frozenset({"javascript", "data", "blob", "about", "view-source", "filesystem"})


class WebView:
    """A web view of one host (or the system browser) during one probe."""

    def __init__(self, trip: Trip, host: PlatformId, surface: str) -> None:
        self._trip = trip
        self._host = host
        self._surface = surface
        self._client = None if host == BROWSER else HostClient(trip, host)
        self._side: Side | None = None
        probe = trip.probe
        self._headers = base_headers(user_agent(host, probe.phone.os))
        self._visitor = Visitor(host, probe.link.intent, probe.phone.choices.continue_past_pages)

    async def browse(self, first: Load) -> None:
        """Load `first` and everything it leads to."""
        view, load = self, first
        while True:
            if load.in_browser and view._client is not None:
                view = WebView(view._trip, BROWSER, view._surface)
            onward = await view._visit(load)
            if onward is None:
                return
            load = onward

    @property
    def is_browser(self) -> bool:
        """Whether this is the system browser and no app's view."""
        return self._client is None

    async def go_on(self, page: Url, step: Step) -> None:
        """Take `step` from the page at `page` that stands here, and follow it to its end."""
        onward = await self._go(page, step, page.href)
        if isinstance(onward, Load):
            await self.browse(onward)

    async def press(self, page: Url, button: Button) -> None:
        """Press a button of the form on the page at `page`, and follow it to its end."""
        url = urls.parse(button.action, page.href)
        if url is None or not url.is_web:
            self._trip.fail("protocol", f"form: {button.action[:200]}")
        self._navigated(page, url.href, Step(url.href, "form", gesture=True))
        body = urlencode({button.name: button.value}).encode()
        await self.browse(Load(url=url, referer=referrer(page, url), gesture=True, how="form", form=body))

    async def obey(
        self, answer: ClientAnswer, wanted: Load | str, gesture: bool, page: Url | None = None
    ) -> Load | Rest:
        """Do what the app's client answered about going to `wanted` (an address, or a page ready to load).

        `page` is the page that wants to go there, None where the link itself was set off.
        """
        uri = wanted if isinstance(wanted, str) else wanted.url.href
        if answer.does == "load":
            return self._loaded(answer.url or "", wanted, gesture)
        if answer.does == "open_external":
            if answer.prompt is not None and not self._let_go(answer.prompt):
                return Rest.STAYS
            return await self.leave(answer.url or "", gesture, page=page)
        if answer.does == "show":
            self._show(answer, uri)
        else:
            self._trip.see(Swallowed(exchange=self._trip.last, uri=uri))
        return Rest.STAYS

    async def leave(
        self, uri: str, gesture: bool, tap: Tap = Tap.APP, page: Url | None = None
    ) -> Load | Rest:
        """Give `uri` to the system, from this view's host and the page it shows."""
        given = HandOff(uri, self._host, gesture, tap, page)
        return self._after(await hand_off(self._trip, given))

    async def stay(self, uri: str, tap: Tap, page: Url | None = None) -> None:
        """Tell the system's opinion of a link that is loaded here whatever the system thinks."""
        gesture = tap is not Tap.WEB_VIEW_LOAD
        await stay(self._trip, HandOff(uri, self._host, gesture, tap, page))

    async def received(self, uri: str) -> Load | Rest:
        """Open `uri` as the system does when it holds it itself (from its camera)."""
        given = HandOff(uri, None, gesture=True, tap=Tap.SYSTEM)
        return self._after(await hand_off(self._trip, given))

    def _after(self, handed: HandedOff) -> Load | Rest:
        url = urls.parse(handed.browse) if handed.browse is not None else None
        if url is not None:
            return Load(url=url, how="client", in_browser=True)
        return Rest.GONE if handed.taken else Rest.STAYS

    def _loaded(self, address: str, wanted: Load | str, gesture: bool) -> Load:
        url = urls.parse(address)
        if url is None or not url.is_web:
            self._trip.fail("bad-answer", f"load {address[:200]}")
        if isinstance(wanted, Load) and wanted.url.href == url.href:
            return wanted
        return Load(url=url, gesture=gesture, how="client")

    def _let_go(self, prompt: str) -> bool:
        """The host itself asks its user before it hands a URI to the system."""
        allowed = self._trip.probe.phone.choices.allow_prompts
        self._trip.see(
            Prompted(exchange=self._trip.last, kind=prompt, allowed=allowed, witness=Witness.CLIENT)
        )
        return allowed

    def _show(self, answer: ClientAnswer, uri: str) -> None:
        trip = self._trip
        if answer.screen is not None:
            trip.see(in_app(trip, self._host, uri, answer.screen))
            return
        texts = [item.label for item in answer.items if item.kind == "text"]
        if texts:
            copyable = any(item.id == "copy" for item in answer.items)
            trip.see(Stayed(exchange=trip.last, text="\n".join(texts), copyable=copyable))
            return
        items = tuple(Item(item.id, item.label, item.kind) for item in answer.items)
        trip.see(Offered(exchange=trip.last, items=items))

    async def _visit(self, load: Load) -> Load | None:
        side = self._admit(load)
        trip = self._trip
        trip.see(Requested(exchange=trip.next, url=load.url.href))
        answer = await trip.ask(asked(trip, load, side, self._headers))
        trip.cookies.take(load.url, answer.exchange.response_headers)
        if side is Side.EMULATED:
            end_at_gap(trip, answer)
            if problem_type(answer):
                trip.fail("bad-answer", said(answer))
        location = answer.header("location")
        if answer.status in _REDIRECTS and location:
            return await self._redirected(load, answer, location)
        return await self._shown(load.url, answer)

    def _admit(self, load: Load) -> Side:
        """Return where `load` leads, or end the probe where it may not go."""
        trip, url = self._trip, load.url
        side = trip.side_of(url.hostname)
        if side is Side.REFUSED:
            trip.side = Side.EMULATED
            trip.fail("refused-host", url.hostname)
        if self._side not in {None, side} and not _may_cross(load, side):
            trip.fail("mixed-world", f"{self._side} {load.how} {url.hostname}")
        self._side = side
        if len(url.href) > trip.limits.url_characters:
            trip.fail("unsendable", f"{len(url.href)} characters")
        trip.visits[url.href] += 1
        if trip.visits[url.href] > trip.limits.visits or trip.visits.total() > trip.limits.hops:
            trip.fail("loop", url.href)
        return side

    async def _redirected(self, load: Load, answer: Answer, location: str) -> Load | None:
        trip = self._trip
        trip.see(Redirected(exchange=trip.last, url=load.url.href, status=answer.status, location=location))
        # Inside an app a redirect is no tap of the user's; the browser keeps the tap it began with.
        step = Step(location, "redirect", gesture=load.gesture and self._client is None)
        onward = await self._go(load.url, step, load.url.href, load.referer)
        return onward if isinstance(onward, Load) else None

    async def _shown(self, url: Url, answer: Answer) -> Load | None:
        trip = self._trip
        kind = answer.header("content-type")
        facts, planned, base = self._read(url, answer, kind)
        status = answer.status
        trip.see(
            Rendered(exchange=trip.last, url=url.href, status=status, page=facts, content_type=kind[:200])
        )
        if planned.unread is not None:
            trip.see(ScriptNotRun(exchange=trip.last, url=url.href, excerpt=planned.unread[:200]))
        for step in planned.steps:
            onward = await self._go(url, step, base)
            if onward is not Rest.STAYS:
                return onward if isinstance(onward, Load) else None
        return None

    def _read(self, url: Url, answer: Answer, kind: str) -> tuple[PageFacts, Plan, str]:
        self._trip.shown = Shown(self, url, None)
        if not is_html(kind, answer.body):
            text = plain_text(answer.body, kind) if kind.lower().startswith("text/plain") else ""
            return PageFacts(text=text), Plan(), url.href
        page = Page(answer.body, kind, self._trip.limits)
        self._trip.shown = Shown(self, url, page)
        refresh = answer.header("refresh")
        planned = plan(page, url, read_refresh(refresh) if refresh else None, self._visitor)
        base = urls.parse(page.base, url.href) if page.base else None
        return page.facts(), planned, base.href if base is not None else url.href

    async def _go(
        self, page: Url, step: Step, base: str, redirected_referer: str | None = None
    ) -> Load | Rest:
        """Go where `step` leads from `page`; a redirect keeps the request's own Referer."""
        text = step.address.strip(_BLANKS)
        if step.how == BRIDGE:
            return await self._handed_over(page, text, step)
        scheme = urls.split_scheme(text)
        if scheme is not None and scheme[0] in _SCRIPTED:
            self._trip.see(ScriptNotRun(exchange=self._trip.last, url=page.href, excerpt=text[:200]))
            return Rest.STAYS
        if scheme is not None and scheme[0] not in {"http", "https"}:
            self._navigated(page, text, step)
            return await self._out(page, text, step)
        url = urls.parse(text, base)
        if url is None or not url.is_web:
            self._trip.fail("protocol", f"{step.how}: {text[:200]}")
        sent = referrer(page, url)
        if step.how == "redirect":
            url = _with_fragment(url, page)
            sent = after_redirect(redirected_referer, url)
        self._navigated(page, url.href, step)
        load = Load(url=url, referer=sent, gesture=step.gesture, how=step.how)
        return await self._onward(page, load, step)

    def _navigated(self, page: Url, to: str, step: Step) -> None:
        if step.how != "redirect":
            seen = Navigated(
                exchange=self._trip.last, url=page.href, to=to, how=step.how, gesture=step.gesture
            )
            self._trip.see(seen)

    async def _handed_over(self, page: Url, call: str, step: Step) -> Load | Rest:
        """Let the page hand `call` to its app's own bridge."""
        if self._client is None:
            return Rest.STAYS
        self._navigated(page, call, step)
        answer = await self._asked(self._client, page, call, step)
        return await self.obey(answer, call, step.gesture, page)

    async def _out(self, page: Url, uri: str, step: Step) -> Load | Rest:
        if self._client is None:
            return await self.leave(uri, step.gesture, _tap(step), page)
        answer = await self._asked(self._client, page, uri, step)
        return await self.obey(answer, uri, step.gesture, page)

    async def _onward(self, page: Url, load: Load, step: Step) -> Load | Rest:
        if self._client is None:
            onward = await self.leave(load.url.href, step.gesture, _tap(step), page)
            return load if isinstance(onward, Load) else onward
        if load.url.origin == page.origin and step.how != "continue":
            return load
        answer = await self._asked(self._client, page, load.url.href, step)
        onward = await self.obey(answer, load, step.gesture, page)
        if onward is load:
            tap = Tap.WEB_VIEW_TAP if step.gesture else Tap.WEB_VIEW_LOAD
            await self.stay(load.url.href, tap, page)
        return onward

    async def _asked(self, client: HostClient, page: Url, uri: str, step: Step) -> ClientAnswer:
        question = NavigateQuestion(
            uri=uri,
            page=page.href,
            gesture=step.gesture,
            how=step.how,
            os=self._trip.probe.phone.os,
            surface=self._surface,
            client=self._trip.probe.client,
        )
        return await client.navigate(question)


def _tap(step: Step) -> Tap:
    """Return what a step in the browser is for the system."""
    if step.how == "redirect":
        # Without a tap it is the redirect of what was typed, or of what a script went to.
        return Tap.BROWSER_REDIRECT if step.gesture else Tap.BROWSER_TYPED
    return Tap.BROWSER_TAP if step.gesture else Tap.BROWSER_SCRIPT


def _may_cross(load: Load, side: Side) -> bool:
    """An app may put its own page before a live one, and a person may pass it; nothing else crosses."""
    return load.how in {"", "client"} or (load.how == "continue" and side is Side.LIVE)


def _with_fragment(url: Url, page: Url) -> Url:
    """A redirect without a fragment keeps the one it came with."""
    if url.hash or not page.hash:
        return url
    return replace(url, href=url.href + page.hash, hash=page.hash)
