"""From a rule's effect to what the client does, in one table.

Where an app's own page for an effect is not on record, nothing is loaded: the tap does not lead anywhere,
which is all that is known.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from linktester import urls
from linktester.model.hostprotocol import ClientAnswer, DoorAnswer
from linktester.model.link import Intent, Link
from linktester.model.phone import OS
from linktester.model.platform import Platform
from linktester.serve.clients import inside, reader
from linktester.serve.clients.answers import NOTHING, load, open_external, text
from linktester.serve.doors import orders
from linktester.serve.gates import WEBVIEW, Stand
from linktester.serve.ground import Ground
from linktester.serve.interstitials import block_page, confirm_page, store_page, wrap_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A link in a place, about to be acted on."""

    link: Link
    stand: Stand
    as_of: datetime
    target: Platform | None
    """Whose link it is; None for nobody's in the catalogue."""
    ground: Ground | None = None
    """The books in which orders stand; None where nobody asks for one."""


def opened(act: Act) -> ClientAnswer:
    """Open the link as apps do: pages in the web view, everything else through the system."""
    link, stand = act.link, act.stand
    address = urls.parse(link.text)
    if link.intent is Intent.TEXT:
        return text(link.text)
    if address is None or not address.is_web:
        return open_external(link.text)
    if link.family == "wechat-url-link" and stand.host == "wechat":
        return open_external(_ticket(address))
    return load(link.text) if link.intent is not Intent.APP else _handed_off(act, address)


def _handed_off(act: Act, address: urls.Url) -> ClientAnswer:
    """Open an https link that stands for an app's screen.

    An app jumps to its own screen; on iOS the web view gives universal links to the system; all else is a
    page like any other.
    """
    stand, link = act.stand, act.link
    claimed = act.target is not None and address.hostname in act.target.claims
    is_own = stand.host == link.target
    if claimed and (is_own or (stand.surface == WEBVIEW and stand.os is OS.IOS)):
        return open_external(link.text)
    return _own_screen(link, "应用页面") if is_own else load(link.text)


def _own_screen(link: Link, title: str) -> ClientAnswer:
    shown = DoorAnswer(
        kind=link.identity.kind,
        platform=link.identity.platform,
        params=dict(link.identity.params),
        title=title,
    )
    return ClientAnswer(does="show", screen=shown)


def _ticket(address: urls.Url) -> str:
    custom = f"&{address.search[1:]}" if address.search else ""
    return f"weixin://dl/business/?t={address.pathname.strip('/')}{custom}"


def _prompted(act: Act) -> ClientAnswer:
    answer = opened(act)
    return replace(answer, prompt="leave-app") if answer.does == "open_external" else answer


def _accepted(act: Act) -> ClientAnswer:
    """Show the order of a scanned code: an app's own links the usual way, all else on a screen of its own.

    What an app's own code holds need not be a link that anybody else could hand to it (`wxp://`). The code of
    an order that can no longer be paid is refused.
    """
    over = None if act.ground is None else orders.refused(act.ground, (act.link.text,))
    if over is not None:
        return ClientAnswer(does="show", screen=over)
    is_own = act.link.target == act.stand.host
    return opened(act) if is_own and _is_handed_over(act) else _own_screen(act.link, "付款")


def _by_standard(act: Act) -> ClientAnswer:
    """Show the order of a code that is right by its standard on the day, or why it is refused."""
    found = reader.refusal(act.link, act.as_of)
    if found is None:
        return _own_screen(act.link, "付款")
    return ClientAnswer(does="show", screen=DoorAnswer(refused=found.why, title=found.faults))


def _is_handed_over(act: Act) -> bool:
    """Return whether the text is a page, or a scheme that the system gives to the app."""
    found = urls.split_scheme(act.link.text)
    return found is not None and (
        found[0] in {"http", "https"} or (act.target is not None and found[0] in act.target.schemes)
    )


def _confirmed(act: Act) -> ClientAnswer:
    page = confirm_page(act.stand.host, act.link.text)
    return load(page) if page else load(inside.leaving_address(act.stand.host, act.link.text))


def _wrapped(act: Act) -> ClientAnswer:
    page = wrap_page(act.stand.host, act.link.text)
    return load(page) if page else opened(act)


def _blocked(act: Act) -> ClientAnswer:
    address = urls.parse(act.link.text)
    if address is None or not address.is_web:
        return NOTHING
    page = block_page(act.stand.host, act.link, act.as_of)
    return load(page) if page else NOTHING


def _to_store(act: Act) -> ClientAnswer:
    apps = act.target.apps if act.target else ()
    package = next((app.package for app in apps if app.os is act.stand.os and app.package), None)
    return load(store_page(package)) if package else NOTHING


def _nothing(_: Act) -> ClientAnswer:
    return NOTHING


def _text(act: Act) -> ClientAnswer:
    return text(act.link.text)


def _uncopyable(act: Act) -> ClientAnswer:
    return text(act.link.text, copyable=False)


EFFECTS: Mapping[str, Callable[[Act], ClientAnswer]] = {
    "open": opened,
    "open-prompt": _prompted,
    "accept": _accepted,
    "by-standard": _by_standard,
    "offered": opened,
    "confirm": _confirmed,
    "wrap": _wrapped,
    "wrap-confirm": _confirmed,
    "block-page": _blocked,
    "install-page": _to_store,
    "store-page": _to_store,
    "swallow": _nothing,
    "not-recognised": _nothing,
    "not-offered": _nothing,
    "applied": _nothing,
    "text-only": _text,
    "copy-blocked": _uncopyable,
}
