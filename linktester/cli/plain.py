"""Untrusted text on its way to a terminal: no escape sequence, control or invisible turner gets through."""

import re

LIMIT = 1_000

_SEQUENCES = re.compile(
    r"\x1b\[[0-?]{0,64}[ -/]{0,16}[@-~]"  # CSI: colours, cursor, screen
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS and other strings: titles, links
    r"|\x1b[ -/]{0,4}[0-~]?"
    r"|\x9b[0-?]{0,64}[ -/]{0,16}[@-~]"
)
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)


def plain(text: str, limit: int = LIMIT) -> str:
    """Return one line of text a terminal may show: sequences, controls and direction marks are gone.

    Line breaks and tabs become a blank. What is longer than `limit` characters ends in `…`.
    """
    # A bound before the work: a megabyte of escapes is not worth reading.
    head = text[: limit * 4]
    clean = _UNSEEN.sub("", _BREAKS.sub(" ", _SEQUENCES.sub("", head)))
    return clean if len(clean) <= limit and len(text) == len(head) else clean[:limit] + "…"
