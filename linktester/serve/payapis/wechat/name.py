"""What WeChat's open platform is called in the books, and its numbers."""

from collections.abc import Mapping

from linktester.serve.payapis import tables

NAME = "wechat"


def limit(name: str) -> int:
    """Return one of the platform's numbers."""
    return tables.limits(NAME)[name]


def words(table: str) -> Mapping[str, str]:
    """Return the platform's words of one table."""
    return tables.words(NAME)[table]
