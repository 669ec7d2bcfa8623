"""The `Referer` a web view sends, by the standard's default policy `strict-origin-when-cross-origin`."""

from linktester.urls import Url, parse


def referrer(page: Url | None, to: Url) -> str | None:
    """Return the header's value for a navigation from `page` to `to`; None sends none."""
    if page is None or not page.is_web:
        return None
    if page.protocol == "https:" and to.protocol == "http:":
        return None
    if page.origin != to.origin:
        return f"{page.origin}/"
    return _bare(page)


def after_redirect(sent: str | None, to: Url) -> str | None:
    """Return what remains of a `Referer` once an answer redirects the request to `to`."""
    page = parse(sent) if sent else None
    return referrer(page, to)


def _bare(page: Url) -> str:
    return f"{page.protocol}//{page.host}{page.pathname}{page.search}"
