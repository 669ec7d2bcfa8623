"""What a short link means to the app that takes it: the same thing its public host leads to."""

from linktester import links, urls
from linktester.model.link import Identity, Link
from linktester.serve import shortcodes


def reached(link: Link) -> Identity:
    """Return where the opaque `link` leads; its own identity where that cannot be told."""
    found = urls.parse(link.text)
    leads = shortcodes.address(found.hostname, found.pathname) if found else None
    identity = links.identify(leads) if leads else None
    return identity or link.identity
