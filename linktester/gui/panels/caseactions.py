"""What is done to the chosen cases: put in, copied, moved, taken away, run."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from linktester.gui import edits
from linktester.gui.casetally import CaseTally
from linktester.gui.openproject import OpenProject
from linktester.gui.opensuite import OpenSuite, State
from linktester.gui.tools import Tools
from linktester.gui.widgets import clipboard
from linktester.model.case import Case, Suite
from linktester.model.message import Message, message
from linktester.run import Job

Chosen = Callable[[], list[int]]
MOST_LINKS = 2_000


class CaseActions(QObject):
    """Acts on the cases that `chosen` names, places in the current suite.

    Signals: `run_requested(Job)`; `told(Message)`; `chosen_asked(list[int])` with the cases to choose now.
    """

    run_requested = Signal(object)
    told = Signal(object)
    chosen_asked = Signal(object)

    def __init__(
        self, tools: Tools, project: OpenProject, chosen: Chosen, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._project = project
        self._chosen = chosen
        self.tally = CaseTally()

    def add(self, case: Case) -> None:
        """Put a case below the chosen ones, at the end when none is chosen."""
        suite = self._project.current
        if suite is None or suite.state is None:
            return
        chosen = self._chosen()
        index = chosen[-1] + 1 if chosen else len(suite.state.suite.cases)
        before = suite.state.suite.sites
        self._project.add(suite.path, index, case)
        after = self._project.current
        if after is not None and after.suite is not None and len(after.suite.sites) > len(before):
            self.told.emit(message("cases.stand-in-added", host=after.suite.sites[-1].host))

    def duplicate(self) -> None:
        """Copy each chosen case below itself."""
        chosen = self._chosen()
        said = message("cases.did-duplicate", count=len(chosen))
        copies = [place + number + 1 for number, place in enumerate(chosen)]
        self._edit(lambda state: edits.duplicate(state, chosen), said, copies)

    def delete(self) -> None:
        """Take the chosen cases out."""
        chosen = self._chosen()
        said = message("cases.did-delete", count=len(chosen))
        self._edit(lambda state: edits.remove(state, chosen), said, chosen[:1])
        self.told.emit(message("cases.deleted", count=len(chosen)))

    def move_up(self) -> None:
        """Move the chosen cases up by one."""
        self._shift(-1)

    def move_down(self) -> None:
        """Move the chosen cases down by one."""
        self._shift(1)

    def move(self, places: Sequence[int], target: int) -> None:
        """Put cases before the one at `target`."""
        spot = target - sum(place < target for place in places)
        said = message("cases.did-move", count=len(places))
        self._edit(
            lambda state: edits.move(state, places, target),
            said,
            [spot + number for number in range(len(places))],
        )

    def copy_links(self) -> None:
        """Put the links of the chosen cases on the clipboard, one below the other."""
        suite = self._suite()
        if suite is not None:
            links = [suite.cases[place].link.text for place in self._chosen()[:MOST_LINKS]]
            clipboard.put_text("\n".join(links))
            self.told.emit(message("cases.copied", count=len(links)))

    def run_chosen(self) -> None:
        """Run the chosen cases."""
        suite = self._suite()
        if suite is not None:
            self.run([(suite, self._chosen())])

    def run_failed(self) -> None:
        """Run the cases that came out otherwise than expected in the run that lies open."""
        every = [suite.suite for suite in self._project.suites if suite.suite is not None]
        self.run([(suite, self.tally.differing(suite)) for suite in every])

    def run_all(self, suites: Sequence[OpenSuite]) -> None:
        """Run whole suites."""
        whole = [each.suite for each in suites if each.suite is not None]
        self.run([(suite, range(len(suite.cases))) for suite in whole])

    def run(self, chosen: Sequence[tuple[Suite, Sequence[int]]]) -> None:
        """Run the cases at these places."""
        parts = tuple(
            suite
            if len(places) == len(suite.cases)
            else replace(suite, cases=tuple(map(suite.cases.__getitem__, places)))
            for suite, places in chosen
            if places
        )
        if not parts:
            self.told.emit(message("cases.nothing-to-run"))
            return
        if self._waiting_forms():
            self.told.emit(message("cases.runs-last-valid", count=self._waiting_forms()))
        text = self._tools.settings.text
        self.run_requested.emit(
            Job(
                suites=parts,
                options=self._tools.circumstances.options(),
                tester=text("tester"),
                build=text("build"),
                device=text("device"),
            )
        )

    def _waiting_forms(self) -> int:
        suite = self._project.current
        return 0 if suite is None or suite.state is None else len(suite.state.unfinished)

    def _shift(self, by: int) -> None:
        suite, chosen = self._suite(), self._chosen()
        target = None if suite is None else edits.shifted(chosen, by, len(suite.cases))
        if target is not None:
            self.move(chosen, target)

    def _suite(self) -> Suite | None:
        current = self._project.current
        return None if current is None else current.suite

    def _edit(self, change: Callable[[State], State], said: Message, chosen: list[int]) -> None:
        suite = self._project.current
        if suite is None or suite.state is None or not self._chosen():
            return
        self._project.edit(suite.path, change(suite.state), said)
        self.chosen_asked.emit(chosen)
