"""Percent and base64 escaping of link parts: exactly one layer at a time, no input refused by a crash."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from urllib.parse import quote, unquote_to_bytes

from linktester.urls import whole

_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*%(?:25)*3A(?:%(?:25)*2F){0,2}", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]+={0,2}")


def decoded(text: str, *, form: bool = False) -> str:
    """Return `text` with one layer of percent escapes taken off; octets that are no UTF-8 become U+FFFD.

    `form` also reads `+` as a blank, as web servers do. Apps differ there, so links of custom schemes
    keep it.
    """
    if form and "+" in text:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    return unquote_to_bytes(whole(text)).decode("utf-8", "replace")


def encoded(text: str, keep: str = "") -> str:
    """Return `text` as one parameter value: everything escaped but letters, digits, `-._~` and `keep`."""
    return quote(whole(text), safe=keep)


def broken_at(text: str) -> int | None:
    """Return the offset of the first `%` that starts no escape, None when all do."""
    found = _BROKEN.search(text) if "%" in text else None
    return found.start() if found else None


def still_escaped(text: str) -> bool:
    """Return whether `text`, already decoded once, still starts like an escaped link (`https%3A%2F%2F`)."""
    return bool(_ESCAPED_LINK.match(text))


def from_base64(text: str) -> str | None:
    """Return the text in base64 `text` (standard or URL alphabet, padding optional), None when it is none.

    Blanks count as the `+` a form decoder took them for.
    """
    compact = text.strip().replace(" ", "+")
    if not _BASE64.fullmatch(compact):
        return None
    standard = compact.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return b64decode(standard + "=" * (-len(standard) % 4)).decode("utf-8")
    except (Base64Error, UnicodeDecodeError):
        return None


def to_base64(text: str) -> str:
    """Return `text` as standard base64 with padding."""
    return b64encode(whole(text).encode()).decode()
