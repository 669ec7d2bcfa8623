"""The link whose way through the systems is looked at: its files, its switches, and the answers to both."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.model.message import message
from linktester.oslinks.answers.answer import Asked
from linktester.oslinks.answers.everywhere import Resolved, resolved
from linktester.oslinks.answers.linkfiles import LinkFile, examined, example, read_files
from linktester.oslinks.answers.switches import WhatIf

MOST_FILES = 50
"""Files held at once."""


class OpenResolution(QObject):
    """Reads and resolves on a task's thread; only the newest question counts.

    Signals: `files_changed()` when there are other files; `asked_changed()` when link or switches are others,
    before the answer is there; `changed()` when `found` is another one; `told(Message)`.
    """

    files_changed = Signal()
    asked_changed = Signal()
    changed = Signal()
    told = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._resolving = Latest(tools.tasks)
        self._examining = Latest(tools.tasks)
        self.asked = Asked("")
        """Link, files and switches as they are now."""
        self.found: Resolved | None = None
        """The answers; None while there is no link."""
        self.is_busy = False
        """True until `changed` brings the answer to what is asked now."""

    @property
    def files(self) -> tuple[LinkFile, ...]:
        """The files, in the order they came."""
        return self.asked.files

    @property
    def what(self) -> WhatIf:
        """The switches as they stand."""
        return self.asked.what

    def show_link(self, text: str) -> None:
        """Ask about another link."""
        if text != self.asked.url:
            self._ask(replace(self.asked, url=text))

    def turn(self, what: WhatIf) -> None:
        """Ask with other switches."""
        if what != self.asked.what:
            self._ask(replace(self.asked, what=what))

    def read(self, paths: Iterable[Path]) -> None:
        """Read files and add them; a file that is there already is read anew."""
        chosen = tuple(paths)[:MOST_FILES]
        if chosen:
            self._tools.tasks.run(read_files, chosen, done=self.add)

    def load_example(self) -> None:
        """Add the files of the example."""
        self._tools.tasks.run(example, done=self.add)

    def add(self, files: tuple[LinkFile, ...]) -> None:
        """Add files that were read; each takes the place of the one of the same path."""
        before = {each.path: each for each in self.files}
        hosts = {path: each.host for path, each in before.items()}
        kept = before | {each.path: _with_host(each, hosts.get(each.path, "")) for each in files}
        held = tuple(kept.values())[:MOST_FILES]
        if len(held) < len(kept):
            self.told.emit(message("resolvepage.many-files", most=MOST_FILES))
        self._take(held)

    def remove(self, path: str) -> None:
        """Take a file away again."""
        self._take(tuple(each for each in self.files if each.path != path))

    def remove_all(self) -> None:
        """Take all files away."""
        self._take(())

    def serve(self, path: str, host: str) -> None:
        """Have a file served by a host; empty: by whichever the link is on."""
        bare = host.strip().lower()
        now = next((each.host for each in self.files if each.path == path), bare)
        if bare != now:
            self._take(tuple(replace(e, host=bare) if e.path == path else e for e in self.files))

    def leave(self) -> None:
        """Resolve nothing more: the window closes."""
        self._resolving.drop()
        self._examining.drop()

    def _take(self, files: tuple[LinkFile, ...]) -> None:
        self.asked = replace(self.asked, files=files)
        self.files_changed.emit()
        self._examining.run(examined, files, done=self._on_examined)
        self._ask(self.asked)

    def _on_examined(self, files: tuple[LinkFile, ...]) -> None:
        """Take what is to be said of the files together; it changes no answer."""
        self.asked = replace(self.asked, files=files)
        self.files_changed.emit()

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        self.is_busy = bool(asked.url)
        self.asked_changed.emit()
        if not asked.url:
            self._resolving.drop()
            self._on_resolved(None)
            return
        self._resolving.run(resolved, asked, done=self._on_resolved)

    def _on_resolved(self, found: Resolved | None) -> None:
        self.is_busy = False
        self.found = found
        self.changed.emit()


def _with_host(file: LinkFile, host: str) -> LinkFile:
    return replace(file, host=host) if host and not file.host else file
