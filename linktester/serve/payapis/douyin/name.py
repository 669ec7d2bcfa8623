"""What Douyin's open platform is called in the books, and its numbers."""

from linktester.serve.payapis import tables

NAME = "douyin"


def limit(name: str) -> int:
    """Return one of the platform's numbers."""
    return tables.limits(NAME)[name]
