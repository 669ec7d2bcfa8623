"""Bilibili: the middle page of its video site."""

from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, plain
from linktester.serve.pages import page


def site(visit: Visit) -> Answer:
    """Answer the video site: its middle page for outside links, else the page asked for."""
    target = visit.asked.fields.get("redirect_url", "")
    if visit.asked.path.rstrip("/") != "/york/link-middle-page" or not target:
        return plain(visit)
    words = "这个网址不属于本站，请确认后再前往。"
    return page("leaving", title="离开哔哩哔哩", target=target, words=words, onward=target)


HOSTS: dict[str, Handler] = {"www.bilibili.com": site}
