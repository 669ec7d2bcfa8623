"""What can be done with results: copied, exported, run again, reported as seen, asked of real phones."""

from datetime import datetime
from itertools import accumulate

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from linktester.gui.annotator import WHO
from linktester.gui.openrun import OpenRun
from linktester.gui.rerun import Again, job_of
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import MOST, put_text
from linktester.listing import Row
from linktester.listing.row import LINK
from linktester.model.annotation import Status
from linktester.model.message import message
from linktester.model.run import CaseResult, Match
from linktester.report.csv_report import guarded
from linktester.run import Job
from linktester.suite import Options, bundled

SAMPLE = "first-steps"


def went_wrong(row: Row) -> bool:
    """Tell whether a result is not what the author expected, or a person says that it failed."""
    return row.match is Match.DIFFERS or row.status is Status.FAILED


class ResultCommands(QObject):
    """Signals: `run_requested(Job)`; `told(Message)`; `failed(LinktesterError)`."""

    run_requested = Signal(object)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, run: OpenRun, window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._run = run
        self._page = window
        self._making = Latest(tools.tasks)

    def copy_rows(self, lines: list[list[str]]) -> None:
        """Copy cells as lines that spreadsheets take, none of which becomes a formula there."""
        texts = ["\t".join(str(guarded(cell)) for cell in line) for line in lines]
        # Whole lines only: half a row would look like one.
        room = sum(end <= MOST for end in accumulate(len(text) + 1 for text in texts))
        put_text("\n".join(texts[:room]))
        count, of = max(0, room - 1), max(0, len(lines) - 1)
        if count < of:
            self.told.emit(message("results.copied-part", count=count, of=of))
        else:
            self.told.emit(message("results.copied", count=count))

    def copy_link(self, row: Row) -> None:
        """Copy the whole link of a result."""
        if len(row.link) < LINK:
            self._put_link(row.link)
        else:
            self._run.fetch(row.key, self._on_link_fetched)

    def run_again(self, rows: tuple[Row, ...] | None, as_of: datetime | None = None) -> None:
        """Run these once more, all of the run for None, at another date if one is given."""
        head = self._run.head
        if head is None or rows == ():
            self.told.emit(message("results.nothing-to-run"))
            return
        keys = None if rows is None else tuple(dict.fromkeys(row.key for row in rows))
        who = {name: self._tools.settings.text(name) for name in WHO}
        again = Again(head, keys, self._tools.circumstances.options(), as_of=as_of, **who)
        self._making.run(
            job_of, self._tools.workspace, again, done=self._on_job_made, failed=self.failed.emit
        )

    def run_wrong(self) -> None:
        """Run once more what differs from its expectation or was marked as failed."""
        self.run_again(tuple(filter(went_wrong, self._run.rows)))

    def run_sample(self) -> None:
        """Run a few telling links that come along."""
        options = self._tools.circumstances.options()
        self._making.run(_sample_job, options, done=self._on_job_made, failed=self.failed.emit)

    def see_on_phone(self, row: Row) -> None:
        """Ask what was seen on a real phone at the place of a result."""
        self._run.fetch(row.key, self._on_seen_fetched)

    def open_checklist(self) -> None:
        """Show what to try on real phones."""
        from linktester.gui.dialogs.checklist import ChecklistDialog  # noqa: PLC0415 - brings the workbook writer

        ChecklistDialog(self._tools, self._run, self._page.window()).open()

    def open_export(self, filter_text: str, keys: tuple[str, ...] | None, shown: int) -> None:
        """Ask where to write what is shown; `keys` None = the whole run."""
        from linktester.gui.dialogs.export import Chosen, ExportDialog  # noqa: PLC0415 - brings all writers

        chosen = Chosen(filter_text=filter_text, keys=keys, shown=shown, of=len(self._run.rows))
        ExportDialog(self._tools, self._run, chosen, self._page.window()).open()

    def _put_link(self, text: str) -> None:
        QGuiApplication.clipboard().setText(
            text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
        self.told.emit(message("results.link-copied"))

    def _on_link_fetched(self, result: CaseResult | None) -> None:
        if result is not None:
            self._put_link(result.probe.link.text)

    def _on_seen_fetched(self, result: CaseResult | None) -> None:
        from linktester.gui.dialogs.sighting import SightingDialog  # noqa: PLC0415 - brings the rules

        if result is None:
            self.told.emit(message("results.gone"))
            return
        dialog = SightingDialog(self._tools, self._run, result, self._page.window())
        dialog.again_requested.connect(self._on_again_requested)
        dialog.open()

    def _on_again_requested(self, key: str, as_of: datetime | None) -> None:
        row = self._run.row(key)
        self.run_again(() if row is None else (row,), as_of)

    def _on_job_made(self, job: Job) -> None:
        if job.again or job.suites:
            self.run_requested.emit(job)
        else:
            self.told.emit(message("results.nothing-to-run"))


def _sample_job(options: Options) -> Job:
    return Job(suites=(bundled(SAMPLE),), options=options)
