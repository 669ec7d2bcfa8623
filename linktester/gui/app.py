"""Starts the window and keeps it until it is closed."""

import gc
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from linktester import __version__
from linktester.gui.actions import Actions
from linktester.gui.circumstances import Circumstances
from linktester.gui.host import Host
from linktester.gui.qtwords import QtWords
from linktester.gui.settings import Settings
from linktester.gui.speech import Speech
from linktester.gui.tasks import Tasks
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.gui.widgets.painted import Painted
from linktester.gui.window import Window
from linktester.workspace import Workspace

if TYPE_CHECKING:
    from linktester.gui.instance import Start

SWITCH_SECONDS = 0.0005
"""How long the engine's thread may hold the interpreter while the window waits: shorter than usual, so that
neither typing nor scrolling feels a run."""


def main(argv: list[str], start: "Start | None" = None) -> int:
    """Show the window and return the exit code when it is closed. Needs a display that answers.

    `start` tells what to show in it, and whether it listens for later starts; None: nothing, and no.
    """
    # Modules are loaded on another thread, which must not collect what belongs to this one.
    gc.disable()
    app = make_application(argv)
    window = make_frame(Workspace.open())
    Painted(window, partial(_load, app, window, start))
    window.show()
    code = app.exec()
    # Without a screen the toolkit leaves its loop and closes nothing.
    window.end()
    return _asked_to_end(window) or code


def make_application(argv: list[str]) -> QApplication:
    """Return the application with style and name; one for each process."""
    sys.setswitchinterval(SWITCH_SECONDS)
    QGuiApplication.setDesktopFileName("linktester")
    # The style is named here because `setStyle` loads a class with hundreds of numbers, milliseconds long.
    app = _kind()([argv[0] if argv else "linktester", "-style", "fusion"])
    app.setApplicationName("linktester")
    app.setApplicationVersion(__version__)
    return app


if sys.platform == "darwin":

    def _kind() -> type[QApplication]:
        from linktester.gui.application import Application  # noqa: PLC0415 - with the toolkit, not before

        return Application

else:

    def _kind() -> type[QApplication]:
        # Nobody else asks a program that runs, and a class of our own would be seen in the first paint.
        return QApplication


def make_window(workspace: Workspace) -> Window:
    """Return the whole window over `workspace`, with its first page in it."""
    window = make_frame(workspace)
    _furnish(window)
    return window


def make_frame(workspace: Workspace) -> Window:
    """Return the window over `workspace`, still empty, with everything that its pages will be given."""
    settings = Settings(workspace.places.data)
    if settings.language != "en":
        _ensure_fonts()
    speech, theme = Speech(settings.language), Theme(settings.theme)
    tools = Tools(
        speech=speech,
        theme=theme,
        actions=Actions(speech, theme),
        settings=settings,
        tasks=Tasks(),
        host=Host(workspace),
        circumstances=Circumstances(),
    )
    theme.apply()
    words, window = translate_qt(speech), Window(tools)
    window.ended.connect(words.leave)
    return window


def _load(app: QApplication, window: Window, start: "Start | None") -> None:
    """Draw the icons, put up the nets; then load on another thread what the first page stands on.

    The frame can be moved and closed meanwhile. Until it is painted there is nothing to be lost.
    """
    window.tools.actions.show_icons()
    from linktester.gui import crash  # noqa: PLC0415 - not before the first paint
    from linktester.gui.endings import Endings  # noqa: PLC0415

    crash.install(app, window.tools.workspace.places.data)
    Endings(window).asked.connect(window.close)
    window.tools.tasks.run(_load_modules, done=partial(_begin, app, window, start))


def _asked_to_end(window: Window) -> int:
    """Return the exit code of the signal that ended the window, 0 without one."""
    from linktester.gui.endings import Endings  # noqa: PLC0415 - not before the first paint

    code = 0
    for endings in window.findChildren(Endings):
        endings.stop()
        code = endings.code
    return code


def _load_modules() -> None:
    for name in ("openproject", "pages.start", "doors"):
        import_module(f"linktester.gui.{name}")
    from linktester import links  # noqa: PLC0415 - not before the first paint

    # Read once and kept: pages that ask for them on the window's own thread find them there.
    links.families()
    links.catalogue()


def _begin(app: QApplication, window: Window, start: "Start | None", _: None) -> None:
    from linktester.gui.doors import Doors  # noqa: PLC0415 - not before the first paint
    from linktester.gui.garbage import Garbage  # noqa: PLC0415
    from linktester.gui.instance import Start  # noqa: PLC0415

    _furnish(window)
    window.start()
    Doors(app, window, start or Start()).open()
    garbage = Garbage(partial(_is_idle, window), window)
    app.aboutToQuit.connect(garbage.stop)


def _furnish(window: Window) -> None:
    _ensure_fonts()
    window.furnish()


def _ensure_fonts() -> None:
    """Have Chinese text drawn; looking through the fonts takes longer than an English frame can wait."""
    from linktester.gui.fonts import ensure_chinese  # noqa: PLC0415 - not before an English first paint

    app = QApplication.instance()
    if isinstance(app, QApplication):
        ensure_chinese(app)


def _is_idle(window: Window) -> bool:
    return not window.tools.host.is_busy


def translate_qt(speech: Speech) -> QtWords:
    """Have Qt's own words (buttons of its dialogs, context menus) follow the language; return them."""
    words = QtWords(speech)
    speech.changed.connect(words.follow)
    words.follow()
    return words
