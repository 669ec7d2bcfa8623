"""The part of an untrusted text that a sentence can hold."""

MOST = 60
"""Characters."""


def excerpt(text: str) -> str:
    """Return the text, its tail replaced by an ellipsis when it is long."""
    return text if len(text) <= MOST else text[:MOST] + "…"
