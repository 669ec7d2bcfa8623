r"""A payload as the box shows it, and back: text where it is text, `\xNN` where no field could hold it.

What is typed again gives exactly the octets that were read, so that no byte of a scanned code is lost.
"""

import re
from dataclasses import dataclass

_ODD = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef"
    r"\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What a text field changes, hides, or takes for parts of its own structure."""
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|\\)")


@dataclass(frozen=True, slots=True)
class Writing:
    """How a payload is written in the box."""

    escaped: bool = False
    r"""True: `\xNN` is one byte, `\\` a backslash."""
    line_end: str = "\n"
    """What each line break of the box stands for."""


PLAIN = Writing()


def shown(payload: bytes) -> tuple[str, Writing]:
    """Return the text of the box and how it is written; `octets` of both is the payload."""
    text = _decoded(payload)
    if text is not None:
        for end in ("\n", "\r\n", "\r"):
            flat = text.replace(end, "\n")
            if not _ODD.search(flat) and flat.replace("\n", end) == text:
                return flat, Writing(line_end=end)
    return _escaped(payload), Writing(escaped=True)


def octets(text: str, writing: Writing = PLAIN) -> bytes:
    """Return what the text of the box means."""
    if not writing.escaped:
        return text.replace("\n", writing.line_end).encode("utf-8", "surrogatepass")
    parts, at = [], 0
    for found in _ESCAPE.finditer(text):
        parts.append(text[at : found.start()].encode("utf-8", "surrogatepass"))
        parts.append(b"\\" if found[1] == "\\" else bytes([int(found[1][1:], 16)]))
        at = found.end()
    return b"".join([*parts, text[at:].encode("utf-8", "surrogatepass")])


def typed(text: str) -> bytes:
    """Return the octets of a pasted text: blanks around a single line are not part of a code."""
    bare = text.strip()
    lines = "\n" in bare or "\r" in bare
    return (text if lines else bare).encode("utf-8", "surrogatepass")


def _decoded(payload: bytes) -> str | None:
    try:
        return payload.decode()
    except UnicodeDecodeError:
        return None


def _escaped(payload: bytes) -> str:
    text = payload.decode("utf-8", "surrogateescape").replace("\\", "\\\\")
    return _ODD.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    letter = found[0]
    if "\udc80" <= letter <= "\udcff":
        return f"\\x{ord(letter) - 0xDC00:02X}"
    return "".join(f"\\x{octet:02X}" for octet in letter.encode("utf-8"))
