"""Douyin: short links, video pages, shop goods, links into mini programs."""

import re

from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, plain, short, thing
from linktester.serve.pages import page
from linktester.serve.payapis.douyin.name import URL_LINK, key
from linktester.serve.problems import problem

_VIDEO = re.compile(r"^/(?:share/)?video/(\d+)/?$")


def video_address(id_: str) -> str:
    """Return the address of a video's page."""
    return f"https://www.douyin.com/video/{id_}"


def video(visit: Visit) -> Answer:
    """Answer a video's page."""
    found = _VIDEO.match(visit.asked.path)
    if found is None:
        return plain(visit)
    return thing(visit, video_address(found[1]), f"视频 {found[1]}", words="仿真视频页，不含画面。")


def url_link(visit: Visit) -> Answer:
    """Answer a link into a mini program that the open platform's API minted here; others are not played."""
    mint = visit.ground.known_mint(key(URL_LINK, visit.asked.url)) if visit.ground is not None else None
    if mint is None:
        return problem(421, "not-here", host=visit.asked.host)
    if mint.is_over(visit.asked.world.as_of):
        return page("notice", status=404, title="链接已失效", words="这个链接已过有效期，请重新生成。")
    return plain(visit)


HOSTS: dict[str, Handler] = {
    "v.douyin.com": short,
    "www.douyin.com": video,
    "m.douyin.com": video,
    "www.iesdouyin.com": video,
    "z.douyin.com": url_link,
}
