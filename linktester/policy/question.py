"""From a link on a surface to the question a gate is asked."""

from linktester.model.citation import Gate
from linktester.model.link import Intent, Link, PlatformId
from linktester.model.pack import Question
from linktester.model.phone import OS, Entry, Surface
from linktester.policy.vocabulary import WEB_SCHEMES, Mechanism
from linktester.urls import split_scheme


def question_for(  # noqa: PLR0917
    link: Link,
    host: PlatformId,
    surface: Surface,
    entry: Entry,
    os: OS,
    client: str | None = None,
    *,
    gate: Gate = Gate.HOST,
    filed: bool = True,
) -> Question:
    """Return the question about `link` to the host's gate, or with `gate` TARGET to its owner's.

    `client` is the host app's version, None for the newest of the date; `filed` False says that the link's
    site has no ICP filing. An https link that a page inside a web view goes to is asked with the surface on
    which that web view was opened; custom schemes and universal links there are asked at `webview`.
    """
    return Question(
        gate=gate,
        platform=host if gate is Gate.HOST else link.target,
        host=host,
        surface=surface,
        entry=entry,
        family=link.family,
        target=link.target,
        content=link.content,
        os=os,
        client=client,
        filed=filed,
        mechanism=_mechanism(link),
    )


def _mechanism(link: Link) -> str:
    """Return how this very link is written: some families have forms by https and by a custom scheme.

    Empty for a text without a scheme; the family then says.
    """
    found = split_scheme(link.text)
    if found is None or link.intent is Intent.TEXT:
        return ""
    return Mechanism.HTTPS if found[0] in WEB_SCHEMES else Mechanism.SCHEME
