"""The platforms' public hosts: one file per platform, found by host name.

A host looks at its visitor as the real one does: first the target's own gate (some sites once sent one
app's visitors to an install page), then the page. Hosts of the catalogue that nothing more is known about
answer with a page that states its own address.
"""

from collections.abc import Mapping

from linktester.model.association import APPLE_CDN
from linktester.model.citation import GapKind
from linktester.model.phone import Entry
from linktester.serve import agents, gates
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Asked, redirect
from linktester.serve.gates import Ruling, Stand
from linktester.serve.hosts import (
    alipay,
    bilibili,
    douyin,
    exits,
    feishu,
    jd,
    pinduoduo,
    qq,
    taobao,
    unionpay,
    wechat,
    wechatpay,
    weibo,
)
from linktester.serve.hosts.visit import Handler, Visit, plain
from linktester.serve.interstitials import store_page
from linktester.serve.pages import page
from linktester.serve.payapis import APIS
from linktester.serve.problems import gap, problem

_MODULES = (
    alipay,
    bilibili,
    douyin,
    exits,
    feishu,
    jd,
    pinduoduo,
    qq,
    taobao,
    unionpay,
    wechat,
    wechatpay,
    weibo,
)
HANDLERS: Mapping[str, Handler] = {host: each for module in _MODULES for host, each in module.HOSTS.items()}
INSTALL_PATH = "/linktester-install"
"""Where install pages stand on the target's own host. The real addresses are not on record."""
_METHODS = frozenset({"GET", "HEAD", "POST"})


def find(host: str, emulator: Emulator) -> Handler | None:
    """Return who answers for `host`, None when the emulator does not play it."""
    found = HANDLERS.get(host)
    if found is not None:
        return found
    return plain if host and emulator.catalogue.of_host(host) is not None else None


def patterns(emulator: Emulator) -> tuple[str, ...]:
    """Return every host name played here, the platforms' APIs too, sorted.

    `*.example.com` stands for its subdomains.
    """
    apis = (host for api in APIS for host in api.hosts)
    return tuple(sorted({*HANDLERS, *apis, *emulator.catalogue.hosts(), "*.linktester.test", APPLE_CDN}))


def visit(handler: Handler, asked: Asked, emulator: Emulator) -> Answer:
    """Answer a request to a public host."""
    if asked.method not in _METHODS:
        return problem(405, "method", method=asked.method)
    visitor = Visit(asked, emulator.catalogue.of_host(asked.host), emulator.ground)
    if visitor.asked.path == INSTALL_PATH:
        return _install_page(visitor)
    ruling = _target_gate(visitor, emulator)
    if ruling is None:
        return handler(visitor)
    if ruling.gap is not None:
        kind = ruling.gap
        return gap(GapKind(kind), ruling.record.gap_sources, role="host")
    return _ruled(ruling, handler, visitor)


def _target_gate(visitor: Visit, emulator: Emulator) -> Ruling | None:
    """Ask the target about this visitor; None when it has no opinion."""
    if visitor.platform is None or visitor.app in {agents.BROWSER, visitor.platform.id}:
        return None
    link = gates.read(visitor.asked.url, visitor.asked.world).link
    if link.target != visitor.platform.id:
        return None
    stand = Stand(visitor.app, gates.WEBVIEW, Entry.TAP, visitor.os)
    ruling = emulator.gates.target(visitor.asked.world, link, stand)
    return ruling if ruling.effect is not None or ruling.gap is not None else None


def _ruled(ruling: Ruling, handler: Handler, visitor: Visit) -> Answer:
    match ruling.effect:
        case "install-page":
            answer = redirect(f"https://{visitor.asked.host}{INSTALL_PATH}")
        case "store-page":
            answer = redirect(store_page(_package(visitor)))
        case "block-page" | "swallow":
            words = "本站目前不在这个应用里提供内容，请换用浏览器。"
            answer = page("notice", title="暂不提供", words=words)
        case _:
            answer = handler(visitor)
    return answer.recorded(ruling.record)


def _install_page(visitor: Visit) -> Answer:
    package = _package(visitor)
    return page(
        "install",
        title=f"安装{visitor.who}",
        name=visitor.who,
        package=package,
        store=store_page(package),
    )


def _package(visitor: Visit) -> str:
    apps = visitor.platform.apps if visitor.platform else ()
    return next((app.package for app in apps if app.os == visitor.os and app.package), "")
