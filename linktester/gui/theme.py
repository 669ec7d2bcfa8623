"""Light and dark: colours by role from `data/window/theme.toml`, put on the application."""

import re
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from linktester import resources

FILE = "window/theme.toml"
STYLE = "window/style.qss"
_SIGN = re.compile(r"url\(@sign/([a-z]+)\)")

_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "alternate",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "blocked",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Midlight: "border",
    QPalette.ColorRole.Accent: "accent",
}
_FAINT = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


@cache
def tables() -> dict[str, dict[str, str]]:
    """Return scheme → role → `#rrggbb`."""
    return resources.read_table(FILE)


class Theme(QObject):
    """The colours in use.

    Signals: `changed` when they are others; painted widgets then update themselves.
    """

    changed = Signal()

    def __init__(self, choice: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._scheme = self._wanted()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def scheme(self) -> str:
        """`light` or `dark`."""
        return self._scheme

    def choose(self, choice: str) -> None:
        """Take `light`, `dark`, or what the `system` says."""
        self._choice = choice
        self._follow()

    def color(self, role: str) -> QColor:
        """Return the colour of a role."""
        return QColor(tables()[self._scheme][role])

    def apply(self) -> None:
        """Put the colours on the application."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.setPalette(self._palette())
        app.setStyleSheet(self._style())

    def _palette(self) -> QPalette:
        palette = QPalette()
        for part, role in _PALETTE.items():
            palette.setColor(part, self.color(role))
        for part in _FAINT:
            palette.setColor(QPalette.ColorGroup.Disabled, part, self.color("muted"))
        return palette

    def _style(self) -> str:
        text = resources.read_text(STYLE)
        # Longest names first: `@text` must not eat the beginning of a longer one.
        for role in sorted(tables()[self._scheme], key=len, reverse=True):
            text = text.replace(f"@{role};", f"{tables()[self._scheme][role]};")
        return _SIGN.sub(self._sign, text)

    def _sign(self, found: re.Match[str]) -> str:
        """Return the file of a sign; style sheets take pictures from files only."""
        file = resources.root() / "window" / "signs" / f"{found[1]}-{self._scheme}.svg"
        return f'url("{file.as_posix()}")'

    def _wanted(self) -> str:
        if self._choice in tables():
            return self._choice
        system = QGuiApplication.styleHints().colorScheme()
        return "dark" if system is Qt.ColorScheme.Dark else "light"

    def _on_system_changed(self) -> None:
        self._follow()

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted != self._scheme:
            self._scheme = wanted
            self.apply()
            self.changed.emit()
