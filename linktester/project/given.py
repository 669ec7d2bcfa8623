"""What somebody gave to be tried: a text, or a picture of codes; and the links in the text."""

from dataclasses import dataclass
from enum import StrEnum

from linktester import links
from linktester.model.link import Parsed

MOST_CHOICES = 20
"""Links of one text, or codes of one picture, that are offered; more are left out."""


class Way(StrEnum):
    """How it was given."""

    TEXT = "text"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A text that was read."""

    text: str
    """What is tried: the whole text, or the one of its links that was chosen."""
    choices: tuple[str, ...] = ()
    """The links in the text when there are several, in order; else empty."""
    chosen: int = 0
    """Position of `text` in `choices`."""
    parsed: Parsed
    """What it means."""

    @property
    def alone(self) -> str:
        """The link without the message around it, for a code; the whole text where that is what is sent."""
        return self.parsed.layers[0].text


def understand(text: str, choice: int = 0) -> Understood | None:
    """Return what `text` means, None when it is blank. Of several links the one numbered `choice` is read.

    A payment code is taken as it is, blanks included.
    """
    bare = text.strip()
    if not bare:
        return None
    if links.standard_of(text) is not None:
        return Understood(text=text, parsed=links.parse(text))
    found = links.find(bare)[:MOST_CHOICES]
    if len(found) < 2:
        return Understood(text=bare, parsed=links.parse(bare))
    chosen = choice if 0 <= choice < len(found) else 0
    return Understood(text=found[chosen], choices=found, chosen=chosen, parsed=links.parse(found[chosen]))
