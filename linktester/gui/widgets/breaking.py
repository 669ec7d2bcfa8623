"""Labels for sentences that may hold long links: no run of characters is wider than the column."""

import re

from PySide6.QtWidgets import QLabel

from linktester.gui.plaintext import MOST, shown
from linktester.gui.widgets.plain import PlainLabel

RUN = 32
"""Characters without a blank after which a line may end."""
_RUN = re.compile(rf"\S{{{RUN}}}(?=\S)")
_BREAK = "\u200b"


class BreakingLabel(PlainLabel):
    """As `PlainLabel`; long words are broken anywhere. Not to be copied from: the breaks would come along."""

    def setText(self, text: str) -> None:
        """Show `text`."""
        QLabel.setText(self, broken(shown(text, MOST)))

    @property
    def plain(self) -> str:
        """What is shown, without the breaks."""
        return self.text().replace(_BREAK, "")


def broken(text: str) -> str:
    """Return `text` with a place to break after every `RUN` characters without a blank."""
    return _RUN.sub(_with_break, text)


def _with_break(found: re.Match[str]) -> str:
    return found[0] + _BREAK
