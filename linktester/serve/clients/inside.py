"""The page on which an app asks before it lets a link go, where no address of its own is on record.

It stands under the app's own name here.
"""

from urllib.parse import quote

from linktester.model.hostprotocol import APP_DOMAIN
from linktester.model.link import PlatformId
from linktester.model.platform import Platform
from linktester.serve.exchange import Answer, Asked
from linktester.serve.pages import page
from linktester.serve.problems import problem

PATH = "/inside"


def leaving_address(app: PlatformId, target: str) -> str:
    """Return where `app` asks before it opens `target`."""
    return f"https://{app}.{APP_DOMAIN}{PATH}?leave={quote(target.encode('utf-8', 'replace'), safe='')}"


def asking(app: Platform, asked: Asked) -> Answer:
    """Answer the page."""
    target = asked.fields.get("leave")
    if not target:
        return problem(404, "unknown-path", path=asked.path, role="client")
    words = "这个网址不属于本应用，请确认后再前往。"
    return page("leaving", title=f"离开{app.name['zh_CN']}", target=target, words=words, onward=target)
