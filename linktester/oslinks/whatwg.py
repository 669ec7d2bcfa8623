"""URLs as a browser reads them, as the batch mode tells them: WHATWG's fields, or that there is no URL."""

from typing import Any

from linktester import urls

FIELDS = (
    "href",
    "origin",
    "protocol",
    "username",
    "password",
    "host",
    "hostname",
    "port",
    "pathname",
    "search",
    "hash",
)
"""The fields of WHATWG's URL class, in its order."""


def fields(text: str, base: str | None = None) -> dict[str, str] | None:
    """Return the fields of the URL in `text` (relative to `base`, if given), None for a failure.

    A base that is itself no URL is a failure. Never raises.
    """
    found = urls.parse(text, base)
    return None if found is None else {name: getattr(found, name) for name in FIELDS}


def result(text: str, base: str | None = None) -> dict[str, Any]:
    """Return the fields, or `{"failure": True}`."""
    return fields(text, base) or {"failure": True}
