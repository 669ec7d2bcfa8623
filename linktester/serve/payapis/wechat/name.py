"""What WeChat's open platform is called in the books, and its numbers."""

from collections.abc import Mapping

from linktester.serve.payapis import tables

NAME = "wechat"
SCHEME, URL_LINK, SHORT_LINK = "scheme", "urllink", "shortlink"
OPENINGS = "openings"
"""What is counted when a scheme or a URL link is opened."""


def key(kind: str, token: str) -> str:
    """Return the key of a minted link."""
    return f"{NAME}:{kind}:{token}"


def limit(name: str) -> int:
    """Return one of the platform's numbers."""
    return tables.limits(NAME)[name]


def words(table: str) -> Mapping[str, str]:
    """Return the platform's words of one table."""
    return tables.words(NAME)[table]
