"""What Taobao's open platform (TOP) is called in the books, and its numbers and words."""

from collections.abc import Mapping

from linktester.serve.payapis import tables

NAME = "taobao"
PATH = "/router/rest"
"""Where all methods stand."""


def key(token: str) -> str:
    """Return the key under which a tao-command is kept; `token` is what stands between the glyphs."""
    return f"{NAME}:tpwd:{token}"


def limit(name: str) -> int:
    """Return one of the platform's numbers."""
    return tables.limits(NAME)[name]


def words(table: str) -> Mapping[str, str]:
    """Return the platform's words of one table."""
    return tables.words(NAME)[table]
