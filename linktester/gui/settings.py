"""What the window remembers from one start to the next: a small file beside the history."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from linktester.wording import LANGUAGES, choose_language

FILE = "window.ini"
THEMES = ("system", "light", "dark")


class Settings:
    """Remembered choices. Unreadable or odd values count as never set."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(folder / FILE), QSettings.Format.IniFormat)
        self._no_layouts = False

    @property
    def language(self) -> str:
        """The chosen language, else the system's."""
        found = self.text("language")
        return found if found in LANGUAGES else choose_language()

    @property
    def theme(self) -> str:
        """One of `THEMES`."""
        found = self.text("theme")
        return found if found in THEMES else "system"

    @property
    def first_start(self) -> bool:
        """True until the window was closed once."""
        return not self._store.contains("geometry")

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered text."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> list[str]:
        """Return a remembered list of texts."""
        value = self._store.value(key, [])
        if isinstance(value, list):
            return [str(each) for each in value]
        return [value] if isinstance(value, str) and value else []

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a remembered yes or no."""
        return self.text(key, "true" if default else "false") == "true"

    def octets(self, key: str) -> QByteArray:
        """Return a remembered layout; empty when there is none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: Any) -> None:
        """Remember a text, a list of texts, a yes or no, or a layout."""
        if self._no_layouts and isinstance(value, QByteArray):
            return
        self._store.setValue(key, ("true" if value else "false") if isinstance(value, bool) else value)

    def forget_layouts(self) -> None:
        """Forget all layouts and remember none until the next start; what is open keeps its own till then."""
        self._no_layouts = True
        for key in self._store.allKeys():
            if isinstance(self._store.value(key), QByteArray):
                self._store.remove(key)

    def save(self) -> None:
        """Write what is remembered to disk now."""
        self._store.sync()
