"""What Douyin's open platform is called in the books, and its numbers."""

from linktester.serve.payapis import tables

NAME = "douyin"
SCHEMA, URL_LINK, JUMP = "schema", "urllink", "jump"


def key(kind: str, text: str) -> str:
    """Return the key of a minted link: its whole text names it, of a jump link its token."""
    return f"{NAME}:{kind}:{text}"


def limit(name: str) -> int:
    """Return one of the platform's numbers."""
    return tables.limits(NAME)[name]
