"""Links in the texts people share: addresses, links of known schemes, and Taobao tokens."""

import re
from collections.abc import Iterable

from linktester.links.match import known_schemes
from linktester.links.pieces import WEB, Pieces

MAX_FOUND = 1_000
TOKEN = re.compile(r"([￥€₤$₴¢₳])([A-Za-z0-9]{8,12})\1")
"""A Taobao token: a code between two equal glyphs. The glyph has changed over the years."""
_CHARACTER = r"[!#-;=?-_a-~]"
"""What may stand in a link in running text: ASCII that is no blank, quote or angle bracket."""
_LINK = re.compile(
    rf"(?<![A-Za-z0-9+.\-])([A-Za-z][A-Za-z0-9+.\-]{{0,40}})://{_CHARACTER}+"
    rf"|\bintent:#Intent;{_CHARACTER}*?end",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[ \n\r\u3000]")
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def find(text: str) -> tuple[str, ...]:
    """Return the links in `text` in order, each once: what a chat makes tappable, and tokens.

    A link ends at a blank, at a letter beyond ASCII, or before closing punctuation. Only schemes that
    some family or app reads count.
    """
    spans = [
        (found.start(), found.end(), _trimmed(found[0]))
        for found in _LINK.finditer(text)
        if found[1] is None or found[1].lower() in known_schemes()
    ]
    tokens = [(found.start(), found.end(), found[0]) for found in TOKEN.finditer(text)]
    outside = [token for token in tokens if not any(start <= token[0] < end for start, end, _ in spans)]
    ordered = sorted(spans + outside)[:MAX_FOUND]
    return tuple(dict.fromkeys(link for _, _, link in ordered if link))


def first_token(found: Iterable[str]) -> str | None:
    """Return the first token among links that were found, glyphs included."""
    return next((link for link in found if TOKEN.fullmatch(link)), None)


def is_message(pieces: Pieces) -> bool:
    """Return whether the text is more than one link: no scheme at its start, or blanks after an address.

    Links of known app schemes may hold blanks (unescaped JSON), so they count as links.
    """
    if pieces.scheme in WEB or (pieces.scheme and pieces.scheme not in known_schemes()):
        return bool(_BLANK.search(pieces.text))
    return not pieces.scheme


def _trimmed(link: str) -> str:
    """Return `link` without the punctuation of the sentence around it; brackets it opened stay closed."""
    spare = {closer: link.count(closer) - link.count(opener) for closer, opener in _CLOSERS.items()}
    end = len(link)
    while end:
        last = link[end - 1]
        if spare.get(last, 0) > 0:
            spare[last] -= 1
        elif last not in ".,;:!?'*|":
            break
        end -= 1
    return link[:end]
