"""What a link means: the outermost layer's family, target and identity, as one value.

Nothing is sent and nothing raises, whatever the text.
"""

from collections.abc import Iterable

from linktester.links.layers import Reading
from linktester.links.match import Declared
from linktester.links.pieces import cut
from linktester.model.link import Content, Identity, Intent, Link, Parsed
from linktester.model.world import Site


def parse(
    text: str,
    *,
    intent: Intent | None = None,
    content: Content | None = None,
    sites: Iterable[Site] = (),
) -> Parsed:
    """Return what `text` means. Never raises.

    `intent` and `content` override what the family says; `sites` tell owner and content of hosts that are
    one's own. A message around a link is allowed and told: its first link, or its token, is read.
    """
    declared = {site.host: Declared(site.owner, site.content) for site in sites}
    reading = Reading(declared, content)
    node = reading.read(text)
    link = Link(
        text=text,
        family=node.family.id,
        target=node.target,
        intent=intent or node.family.intent,
        content=content or node.content,
        identity=node.identity,
        opaque=node.opaque,
        tracking=node.tracking,
        identity_only=node.identity_only,
    )
    return Parsed(link, node.layers, node.findings)


def identify(url: str) -> Identity | None:
    """Return what `url` names, None when it is no link at all."""
    return None if cut(url).scheme == "" else parse(url).link.identity
