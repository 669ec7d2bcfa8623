"""The stand-in for a host the user names: status, redirect and identity are the test's own."""

from linktester import urls
from linktester.model.world import Site
from linktester.serve.exchange import Answer, Asked, redirect
from linktester.serve.hosts.visit import PLATFORM_ADDED
from linktester.serve.pages import page


def answer(site: Site, asked: Asked) -> Answer:
    """Answer a request to the stand-in `site`."""
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
