"""What the window itself does for actions, whatever page is in front."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from linktester.gui.pages import PAGES
from linktester.gui.pages.page import Commands
from linktester.gui.tools import Tools
from linktester.model.message import message
from linktester.wording import LANGUAGES

if TYPE_CHECKING:
    from linktester.gui.openproject import OpenProject
    from linktester.gui.openrun import OpenRun

ELSEWHERE = {
    "paste-link": "start",
    "open-picture": "start",
    "read-screen": "codes",
    "make-code": "codes",
    "emulator-log": "emulator",
    "open-link-files": "resolve",
}
"""What a page does, asked for while another is in front: action → page."""
OF_RESULTS = ("export", "checklist")
"""What the results page does as long as there are results."""


class WindowCommands(QObject):
    """Pages, run and stop, palette, language, theme, help.

    Signals: `page_requested(str)`; `close_requested()`; `told(Message)`; `failed(LinktesterError)`.
    """

    page_requested = Signal(str)
    close_requested = Signal()
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, project: "OpenProject", run: "OpenRun", window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._project = project
        self._run = run
        self._going = False
        self._window = window

    def commands(self) -> Commands:
        """Return what can be done now."""
        pages = {f"page-{name}": partial(self.page_requested.emit, name) for name in PAGES}
        always: dict[str, Callable[[], None]] = {
            **pages,
            "quit": self.close_requested.emit,
            "palette": self._open_palette,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
            "open-folder": partial(self._open_place, "data"),
            "open-logs": partial(self._open_place, "state"),
            "copy-paths": self._copy_paths,
            "switch-language": self._switch_language,
            "switch-theme": self._switch_theme,
            "assume-inferred": self._assume_inferred,
            "restart-emulator": self._tools.host.restart_emulator,
            "open-project": self._project.choose_folder,
            "sample": self._project.open_sample,
            "new-link": partial(self.page_requested.emit, "start"),
            **{name: partial(self._do_there, name, page) for name, page in ELSEWHERE.items()},
        }
        if self._run.rows:
            always |= {name: partial(self._do_there, name, "results") for name in OF_RESULTS}
        if self._tools.host.is_busy:
            always["stop"] = self._tools.host.cancel
        return always

    def _do_there(self, name: str, page: str) -> None:
        """Bring the page to the front that does it, and ask again; only once, if it does not do it either."""
        if self._going:
            return
        self._going = True
        self.page_requested.emit(page)
        self._tools.actions[name].trigger()
        self._going = False

    def _open_palette(self) -> None:
        from linktester.gui.dialogs.palette import Palette  # noqa: PLC0415 - not before the first paint

        Palette(self._tools, self._window).open()

    def _show_shortcuts(self) -> None:
        from linktester.gui.dialogs.shortcuts import Shortcuts  # noqa: PLC0415

        Shortcuts(self._tools, self._window).open()

    def _show_about(self) -> None:
        from linktester.gui.dialogs.about import About  # noqa: PLC0415

        About(self._tools, self._window).open()

    def _open_place(self, name: str) -> None:
        from linktester.gui.widgets.desktop import open_path  # noqa: PLC0415

        open_path(getattr(self._tools.workspace.places, name))

    def _copy_paths(self) -> None:
        from linktester.gui import bundle  # noqa: PLC0415
        from linktester.gui.widgets.clipboard import put_text  # noqa: PLC0415
        from linktester.send import LOG_FILE  # noqa: PLC0415

        places, t = self._tools.workspace.places, self._tools.speech.t
        lines = (
            f"{t('about.data')}: {places.data}",
            f"{t('about.log')}: {places.state / LOG_FILE}",
            f"{t('about.crashes')}: {places.data / bundle.FOLDER}",
        )
        put_text("\n".join(lines))
        self.told.emit(message("window.paths-copied"))

    def _switch_language(self) -> None:
        speech = self._tools.speech
        other = LANGUAGES[(LANGUAGES.index(speech.language) + 1) % len(LANGUAGES)]
        self._tools.settings.put("language", other)
        speech.switch(other)

    def _switch_theme(self) -> None:
        other = "light" if self._tools.theme.scheme == "dark" else "dark"
        self._tools.settings.put("theme", other)
        self._tools.theme.choose(other)

    def _assume_inferred(self) -> None:
        checked = self._tools.actions["assume-inferred"].isChecked()
        self._tools.circumstances.set_inferred(checked)
