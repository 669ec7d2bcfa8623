"""Makes untrusted text harmless to look at: what cannot be seen, or turns the line around, is spelled out.

This is about what a reader sees. Escaping for HTML comes after it and is done by the template engine.
"""

import re

LIMIT = 2_000
"""Characters of one piece of untrusted text that are shown."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, C1; tab and line feed stay
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str, limit: int = LIMIT) -> str:
    r"""Return `text` with control, bidirectional, zero-width and half characters as `\u202e`.

    What is longer than `limit` characters ends in `… (+N)`.
    """
    cut = text[:limit]
    shown = _INVISIBLE.sub(_spelled, cut)
    return shown if len(text) <= limit else f"{shown}… (+{len(text) - limit})"


def one_line(text: str, limit: int = LIMIT) -> str:
    """Return `visible` text with tabs and line feeds spelled out too."""
    return visible(text, limit).replace("\n", "\\n").replace("\t", "\\t")


def octets(data: bytes, limit: int = LIMIT) -> str:
    r"""Return octets as visible text: UTF-8 where it is, `\xff` where it is not."""
    return visible(data[: limit * 4].decode("utf-8", "backslashreplace"), limit)


def _spelled(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
