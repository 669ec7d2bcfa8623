"""Pinduoduo: its mobile site answers visitors who are not signed in with a login page."""

from urllib.parse import quote

from linktester.serve.exchange import Answer, redirect
from linktester.serve.hosts.visit import Handler, Visit, plain
from linktester.serve.pages import page


def mobile(visit: Visit) -> Answer:
    """Answer `mobile.yangkeduo.com`: goods want a login, which no emulated visitor has."""
    if visit.segments[:1] == ("login.html",):
        return page("login")
    if visit.segments[:1] == ("goods.html",):
        return redirect(f"https://{visit.asked.host}/login.html?from={quote(visit.asked.url, safe='')}")
    return plain(visit)


HOSTS: dict[str, Handler] = {"mobile.yangkeduo.com": mobile}
