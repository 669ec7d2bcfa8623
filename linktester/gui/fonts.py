"""Chinese text on machines whose fonts have none: the font that comes along, loaded where it is missed."""

from PySide6.QtGui import QFontDatabase, QGuiApplication

from linktester import resources

BUNDLED = "fonts/LinktesterSansSC.otf"


def ensure_chinese(app: QGuiApplication) -> bool:
    """Load the bundled font unless an installed one writes Simplified Chinese; return whether it was loaded.

    `app` must be alive: the toolkit forgets fonts when its application goes. No widget has to name the font,
    it stands in wherever the chosen one lacks a character.
    """
    if app.closingDown() or QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return False
    return bool(load_bundled())


def load_bundled() -> str:
    """Load the bundled font whatever is installed; return the name of its family, empty if it was refused."""
    number = QFontDatabase.addApplicationFontFromData(resources.read_bytes(BUNDLED))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""
