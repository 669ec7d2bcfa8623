"""What has happened to the current suite's file, and to edits of earlier windows; with what can be done."""

from functools import partial

from PySide6.QtWidgets import QWidget

from linktester.gui.openproject import OpenProject
from linktester.gui.opensuite import OpenSuite, Trouble
from linktester.gui.tools import Tools
from linktester.gui.widgets.desktop import open_path
from linktester.gui.widgets.noticebar import Answer, NoticeBar
from linktester.report.phrases import clock

MOST_PROBLEMS = 20
MOST_NAMES = 6


class DiskBar(NoticeBar):
    """Asks what to do about a file that was changed, broken or deleted elsewhere. Waiting loses nothing."""

    def __init__(self, tools: Tools, project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__("disk", parent)
        self._tools = tools
        self._project = project
        project.changed.connect(self._say)
        project.current_changed.connect(self._say)
        tools.speech.changed.connect(self._say)
        self._say()

    def _say(self, _path: object = None) -> None:
        suite = self._project.current
        match Trouble.NONE if suite is None else suite.trouble:
            case Trouble.CHANGED if suite is not None:
                self._ask_changed(suite)
            case Trouble.DELETED if suite is not None:
                self._ask_deleted(suite)
            case Trouble.BROKEN if suite is not None:
                self._ask_broken(suite)
            case _:
                self.hide()

    def _ask_changed(self, suite: OpenSuite) -> None:
        t, project, path = self._tools.speech.t, self._project, suite.path
        answers = (
            ("mine", t("cases.keep-mine"), partial(project.keep_mine, path)),
            ("theirs", t("cases.take-theirs"), partial(project.take_theirs, path)),
            ("copy", t("cases.save-copy"), partial(project.save_copy, path)),
        )
        self.ask(t("cases.disk-changed", file=path.name), answers, t("cases.disk-changed-means"))

    def _ask_deleted(self, suite: OpenSuite) -> None:
        t, project, path = self._tools.speech.t, self._project, suite.path
        answers = (
            ("again", t("cases.save-again"), partial(project.keep_mine, path)),
            ("forget", t("cases.forget"), partial(project.take_away, path)),
        )
        self.ask(t("cases.disk-deleted", file=path.name), answers)

    def _ask_broken(self, suite: OpenSuite) -> None:
        t, project, path = self._tools.speech.t, self._project, suite.path
        answers: list[Answer] = [("open", t("cases.open-file"), partial(open_path, suite.path))]
        answers.append(("look", t("cases.look-again"), project.look))
        if suite.state is not None:
            answers.append(("mine", t("cases.keep-mine"), partial(project.keep_mine, path)))
            answers.append(("copy", t("cases.save-copy"), partial(project.save_copy, path)))
        code = "cases.disk-broken" if suite.state is None else "cases.disk-broken-now"
        self.ask(t(code, file=path.name), answers, self._problems(suite))

    def _problems(self, suite: OpenSuite) -> str:
        speech = self._tools.speech
        lines = [
            f"{suite.path.name}:{each.place.line or 1}  {speech.say(each.message)}"
            for each in suite.problems[:MOST_PROBLEMS]
        ]
        more = len(suite.problems) - len(lines)
        return "\n".join([*lines, *([speech.t("window.more-problems", count=more)] if more > 0 else [])])


class DraftBar(NoticeBar):
    """Offers what an earlier window did not get to save."""

    def __init__(self, tools: Tools, project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__("draft", parent)
        self._tools = tools
        self._project = project
        project.drafts_changed.connect(self._say)
        tools.speech.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        drafts, t = self._project.drafts, self._tools.speech.t
        if not drafts:
            self.hide()
            return
        named = dict.fromkeys(f"{draft.file.path.name} ({clock(draft.kept_at)})" for draft in drafts)
        answers = (
            ("take", t("cases.take-draft"), partial(self._project.take_drafts, True)),
            ("drop", t("cases.drop-draft"), partial(self._project.take_drafts, False)),
        )
        self.ask(t("cases.drafts", count=len(drafts)), answers, "\n".join([*named][:MOST_NAMES]))
