"""What the page shows of a person's word on a result, with the screenshot where it fits."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from linktester.model.annotation import Annotation
from linktester.report.escape import one_line
from linktester.report.phrases import Phrases, clock

PICTURE = 2 * 1024 * 1024
"""Octets of the largest screenshot that is put into a page."""
PICTURES = 20 * 1024 * 1024
"""Octets of all screenshots in one page."""
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_BEGINNING = 160


@dataclass(frozen=True, slots=True)
class Said:
    """One annotation, ready for the template; all texts untrusted unless they are ours."""

    annotation: Annotation
    status: str
    """The status in words; empty when only a note was made."""
    at: str
    beginning: str
    """First words of the note, or of the reason; one line."""
    picture: Markup | None
    """The screenshot as a `data:` address, where it is put into the page."""


class Pictures:
    """Screenshots for one page, as long as there is room."""

    def __init__(self, load: Callable[[str], bytes | None] | None, room: int = PICTURES) -> None:
        """Take what returns a picture by its hash."""
        self._load = load
        self._room = room

    def address(self, sha: str | None) -> Markup | None:
        """Return the picture as a `data:` address; None when it is not there, too large, or none."""
        data = self._load(sha) if self._load and sha else None
        if data is None or len(data) > min(PICTURE, self._room):
            return None
        kind = next((name for signature, name in _KINDS.items() if data.startswith(signature)), None)
        if kind is None:
            return None
        self._room -= len(data)
        return Markup(f"data:image/{kind};base64,{b64encode(data).decode()}")


def said(annotation: Annotation | None, pictures: Pictures, phrases: Phrases) -> Said | None:
    """Return the layout of what is said of a result; None for nothing."""
    if annotation is None:
        return None
    return Said(
        annotation=annotation,
        status=phrases.status(annotation.status),
        at=clock(annotation.at),
        beginning=one_line(annotation.note or annotation.reason, _BEGINNING),
        picture=pictures.address(annotation.screenshot),
    )
