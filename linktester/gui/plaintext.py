"""Text that nobody vouches for, made fit to be shown: bounded, nothing hidden, never HTML."""

import re

from linktester.report.escape import visible

MOST = 4_000
"""Characters shown; a megabyte in a label stops the window."""
MOST_MARKS = 4
"""Combining marks shown on one letter."""
_TOWER = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MOST_MARKS + 1},}}"
)


def shown(text: str, most: int = MOST) -> str:
    """Return untrusted text as the window may show it: at most `most` characters, nothing invisible, and no
    tower of combining marks that would cover what stands around it.
    """
    safe = visible(text, most)
    return safe if safe.isascii() else _TOWER.sub(_lowered, safe)


def tip(text: str, most: int = MOST) -> str:
    """Return untrusted text for a tool tip, where nothing of it counts as HTML; lines are wrapped."""
    import html  # noqa: PLC0415 - not before the first paint: it brings a table of all entities

    return f"<p style='white-space:pre-wrap'>{html.escape(shown(text, most))}</p>"


def _lowered(found: re.Match[str]) -> str:
    return f"{found[0][:MOST_MARKS]}…"
