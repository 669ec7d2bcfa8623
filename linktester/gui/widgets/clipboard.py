"""The clipboard of the desktop."""

from PySide6.QtGui import QGuiApplication

MOST = 4_000_000
"""Characters put there; more stops other programs."""


def put_text(text: str) -> None:
    r"""Put plain text on the clipboard. Half characters, which it cannot hold, become `\udxxx`."""
    safe = text[:MOST].encode("utf-8", "backslashreplace").decode()
    QGuiApplication.clipboard().setText(safe)
