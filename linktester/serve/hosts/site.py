"""The stand-in for a host the user names: status, redirect, routes and identity are the test's own."""

from linktester import urls
from linktester.model.world import Site
from linktester.serve import agents
from linktester.serve.exchange import Answer, Asked, redirect
from linktester.serve.hosts.visit import PLATFORM_ADDED
from linktester.serve.pages import page


def answer(site: Site, asked: Asked) -> Answer:
    """Answer a request to the stand-in `site`: its route for the app that asks, its redirect, or its page."""
    if site.routes:
        app = agents.app_of(asked.agent)
        way = next((route.to for route in site.routes if route.app == app), None)
        if way is not None:
            return _routed(site, way)
    if site.redirect is not None:
        status = site.status if 300 <= site.status <= 399 else 302
        return redirect(site.redirect, status=status)
    address = urls.without_query(asked.url, PLATFORM_ADDED)
    return page(
        "site",
        status=site.status if 200 <= site.status <= 599 else 200,
        title=site.title or site.host,
        canonical=address if site.canonical else None,
        address=address,
    )


def _routed(site: Site, way: str) -> Answer:
    """Send the visitor on, or show the page that hands `way` to WeChat's bridge."""
    if not way.lstrip().startswith("{"):
        return redirect(way)
    return page("wechat-bridge", title=site.title or site.host, call=_in_script(way))


def _in_script(text: str) -> str:
    """Return JSON as it may stand in a script: no letter of it ends the script."""
    return text.translate(_ESCAPED)


_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
