"""Douyin: short links, video pages, shop goods."""

import re

from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, plain, short, thing

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


HOSTS: dict[str, Handler] = {
    "v.douyin.com": short,
    "www.douyin.com": video,
    "m.douyin.com": video,
    "www.iesdouyin.com": video,
}
