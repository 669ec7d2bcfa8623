"""The project that lies open: its folder, what is being edited, and what was changed on disk meanwhile."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from linktester.gui import edits
from linktester.gui.draftkeeper import DraftKeeper
from linktester.gui.opensuite import OpenSuite, State, Trouble
from linktester.gui.projectdisk import ProjectDisk
from linktester.gui.suitedesk import SuiteDesk
from linktester.gui.tools import Tools
from linktester.gui.widgets.filedialogs import ask_folder
from linktester.model.case import Case, Suite
from linktester.model.message import Message, message
from linktester.project import Changed, Changes, Draft, Project, Saved, SuiteFile, same

LOOK_MS = 4_000
"""How often the folder is looked at; also whenever the window comes to the front."""
SAMPLE = "sample"
DRAFTS = "drafts"


class OpenProject(SuiteDesk):
    """One folder of suites.

    Signals besides those of the desk: `flush_asked()` before suites are saved, read again or left, so that
    what was typed in the last moments counts; `added(Path, int)` for a case that was put into a suite, and
    its place there; `drafts_changed()`; `failed(LinktesterError)`.
    """

    flush_asked = Signal()
    added = Signal(object, int)
    drafts_changed = Signal()
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._project: Project | None = None
        self._parked: dict[Path, tuple[OpenSuite, ...]] = {}
        self._waiting: list[Case] = []
        self.drafts: tuple[Draft, ...] = ()
        """What earlier windows left unsaved in this folder."""
        self.disk = ProjectDisk(tools.tasks, self)
        self._keeper = DraftKeeper(tools.tasks, tools.workspace.places.data / DRAFTS, self)
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_MS)
        self._listen()

    @property
    def folder(self) -> Path | None:
        """Where it lies; None while nothing is open."""
        return None if self._project is None else self._project.folder

    def open_last(self) -> None:
        """Open the last project, the sample at the first start."""
        last = self._tools.settings.text("project")
        if last and Path(last).is_dir():
            self.disk.open(Path(last))
        else:
            self.open_sample()

    def open_sample(self) -> None:
        """Open the sample project."""
        self.disk.open_sample(self._tools.workspace.places.data / SAMPLE)

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        parent = self.parent()
        title = self._tools.speech.t("openproject.choose")
        window = parent if isinstance(parent, QWidget) else None
        ask_folder(window, title, self.folder or Path.home(), self.disk.open)

    def look(self) -> None:
        """Look what has become of the files."""
        if self._project is not None:
            self.disk.look(self._project)

    def save(self) -> None:
        """Write every edited suite, but those that somebody else has changed: these ask first."""
        self.flush_asked.emit()
        for suite in self.suites:
            if suite.state is None or not suite.is_edited:
                continue
            if suite.trouble in {Trouble.CHANGED, Trouble.BROKEN}:
                self.select(suite.path)
                self.told.emit(message("openproject.decide", suite=suite.name))
            elif suite.trouble is Trouble.DELETED:
                self.keep_mine(suite.path)
            else:
                self.disk.save(suite.file, suite.state.suite)

    def offer(self, case: Case) -> None:
        """Add a case made elsewhere to the end of the current suite; once there is one."""
        self.offer_all((case,))

    def offer_all(self, cases: tuple[Case, ...]) -> None:
        """Add cases made elsewhere, in one step that is undone as one."""
        suite = self.current
        if suite is None or suite.state is None:
            self._waiting += cases
            self.told.emit(message("openproject.no-suite"))
            return
        self.add(suite.path, len(suite.state.suite.cases), *cases)
        self.told.emit(message("openproject.offered", suite=suite.name))

    def add(self, path: Path, index: int, *cases: Case) -> None:
        """Put cases into a suite, with stand-ins for the hosts in their links that nobody plays."""
        suite = self._suites[path]
        if suite.state is not None:
            sites = {
                site.host: site for each in cases for site in edits.strange_hosts(each, suite.state.suite)
            }
            after = edits.add(suite.state, index, cases, sites.values())
            self.edit(path, after, message("openproject.did-add"))
            self.added.emit(path, index)

    def keep_mine(self, path: Path) -> None:
        """Write what is said here over what is on the disk, or again where it was deleted."""
        suite = self._suites[path]
        if suite.state is not None:
            self.disk.keep_mine(Changed(suite.file, suite.theirs), suite.state.suite)

    def take_theirs(self, path: Path) -> None:
        """Go on with what is on the disk; undoing brings back what was said here."""
        suite = self._suites[path]
        theirs = None if suite.theirs is None else OpenSuite.of(suite.theirs)
        if theirs is None or theirs.state is None:
            return
        # The file is theirs from now on, and what it says is an edit like any other.
        self._suites[path] = replace(theirs, state=suite.state)
        self.edit(path, theirs.state, message("openproject.did-take-theirs"))

    def save_copy(self, path: Path) -> None:
        """Write what is said here into a file beside, and go on with what is on the disk."""
        suite = self._suites[path]
        if suite.state is not None:
            self.disk.save_copy(suite.file, suite.state.suite)

    def take_drafts(self, wanted: bool) -> None:
        """Take over what earlier windows left unsaved, or give it up."""
        # Newest first: of two drafts of one file the newer one comes last, and stays.
        for draft in reversed(self.drafts):
            if wanted and draft.file.suite is not None:
                path = draft.file.path
                state = State(draft.file.suite, draft.unfinished.cases, draft.unfinished.head)
                self.put(OpenSuite.draft(draft.file, state, self._suites.get(path)))
                self.select(path)
            self._keeper.discard(draft)
        self.drafts = ()
        self.drafts_changed.emit()

    def leave(self) -> None:
        """Keep drafts and the place in the project; the window closes."""
        self.flush_asked.emit()
        self._watch.stop()
        if self._path is not None:
            self._tools.settings.put("suite", str(self._path))
        self._keeper.close()

    def _listen(self) -> None:
        disk = self.disk
        disk.opened.connect(self._on_opened)
        disk.looked.connect(self._on_looked)
        disk.saved.connect(self._on_saved)
        disk.refused.connect(self._on_refused)
        disk.copied.connect(self._on_copied)
        disk.made.connect(self._on_made)
        disk.put_aside.connect(self._on_put_aside)
        disk.failed.connect(self.failed)
        self._keeper.found.connect(self._on_drafts_found)
        self._keeper.failed.connect(self.failed)
        self.suite_changed.connect(self._on_suite_changed)
        self.stepped.connect(self._on_stepped)
        self._watch.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state_changed)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_opened(self, project: Project) -> None:
        self.flush_asked.emit()
        if self.folder is not None:
            self._parked[self.folder] = tuple(suite for suite in self.suites if suite.is_edited)
        self._project = project
        found = {file.path: OpenSuite.of(file) for file in project.files}
        for parked in self._parked.pop(project.folder, ()):
            now = found.get(parked.path)
            found[parked.path] = parked.gone() if now is None else parked.found(now.file)
        self.replace_all(tuple(found.values()), Path(self._tools.settings.text("suite")))
        self._tools.settings.put("project", str(project.folder))
        self.told.emit(message("openproject.opened", folder=project.folder.name, count=len(found)))
        self._keeper.look()
        self._watch.start()
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.offer_all(tuple(waiting))

    def _on_looked(self, looked: tuple[Project, Changes]) -> None:
        before, changes = looked
        if before is not self._project:
            return
        self.flush_asked.emit()
        self._project = changes.project
        for path in (*changes.changed, *changes.broken, *changes.added):
            file = changes.project.file(path)
            if file is not None:
                self._take_in(file)
        for path in changes.removed:
            if path in self._suites:
                self.put(self._suites[path].gone())
                self.told.emit(message("openproject.deleted-elsewhere", file=path.name))
        if self._path is None:
            self.select(next(iter(sorted(self._suites)), None))

    def _take_in(self, file: SuiteFile) -> None:
        before = self._suites.get(file.path)
        if before is None:
            self.put(OpenSuite.of(file))
            self.told.emit(message("openproject.appeared", file=file.path.name))
            return
        after = before.found(file)
        if after.trouble is Trouble.NONE and after.file is file:
            self.history.forget(file.path)
            self.told.emit(message("openproject.reloaded", file=file.path.name))
        self.put(after)

    def _on_saved(self, suite: Suite, saved: Saved) -> None:
        path = saved.file.path
        if self._project is not None:
            self._project = self._project.with_file(saved.file)
        if path not in self._suites:
            return
        after = self._suites[path].saved(saved.file, suite)
        self.put(after)
        self._keep(after)
        code = "openproject.saved-anew" if saved.rewritten else "openproject.saved"
        self.told.emit(message(code, file=path.name))
        count = 0 if after.state is None else after.state.mistakes
        if count:
            self.told.emit(message("openproject.saved-in-part", file=path.name, count=count))

    def _on_refused(self, _suite: Suite, changed: Changed) -> None:
        path = changed.mine.path
        if path in self._suites:
            before = self._suites[path]
            self.put(before.gone() if changed.theirs is None else before.found(changed.theirs))
            self.select(path)
            self.told.emit(message("openproject.decide", suite=before.name))

    def _on_copied(self, file: SuiteFile, copy: SuiteFile) -> None:
        original = self._suites.get(file.path)
        self._on_made(copy)
        if original is None:
            return
        if original.theirs is None:
            self.take_away(file.path)
        else:
            self.history.forget(file.path)
            self.put(OpenSuite.of(original.theirs))

    def _on_made(self, file: SuiteFile) -> None:
        if self._project is not None:
            self._project = self._project.with_file(file)
        self.put(OpenSuite.of(file))
        self.select(file.path)
        self.told.emit(message("openproject.made", file=file.path.name))

    def _on_put_aside(self, file: SuiteFile) -> None:
        if self._project is not None:
            self._project = self._project.without_file(file.path)
        if file.path in self._suites:
            self.put(self._suites[file.path].gone())
            self.told.emit(message("openproject.put-aside", file=file.path.name))

    def _on_drafts_found(self, drafts: tuple[Draft, ...]) -> None:
        folder = self.folder
        mine = [draft for draft in drafts if folder is not None and draft.file.path.is_relative_to(folder)]
        news = [draft for draft in mine if _says_more(draft, self._suites.get(draft.file.path))]
        for draft in mine:
            if draft not in news and draft.file.suite is not None:
                self._keeper.discard(draft)
        self.drafts = tuple(news)
        self.drafts_changed.emit()

    def _on_suite_changed(self, path: Path) -> None:
        self._keep(self._suites[path])

    def _on_stepped(self, forward: bool, said: Message) -> None:
        what = self._tools.speech.say(said)
        code = "openproject.redone" if forward else "openproject.undone"
        self.told.emit(message(code, what=what))

    def _keep(self, suite: OpenSuite) -> None:
        if suite.state is None:
            return
        if suite.is_edited:
            self._keeper.keep(suite.file, suite.state)
        else:
            self._keeper.drop(suite.file)


def _says_more(draft: Draft, now: OpenSuite | None) -> bool:
    """Tell whether a draft says anything that the file does not say by now."""
    if draft.file.suite is None or now is None or now.suite is None or draft.unfinished.count:
        return draft.file.suite is not None
    return not same(replace(draft.file.suite, file=now.suite.file), now.suite)
