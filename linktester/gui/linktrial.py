"""The link in the box at the chosen places: the job that tries it, and whether its results still count."""

from PySide6.QtCore import QObject

from linktester.gui.panels.places import Places
from linktester.gui.panels.startresults import Staleness, StartResults
from linktester.gui.tools import Tools
from linktester.model.case import Case
from linktester.project.given import Understood
from linktester.project.trial import is_link, trial, wrong_order
from linktester.report.phrases import day
from linktester.run import Job


class LinkTrial(QObject):
    """What is tried now (`found`), and what was tried last."""

    def __init__(self, tools: Tools, places: Places, results: StartResults, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._places = places
        self._results = results
        self._tried: tuple[object, ...] = ()
        self.found: Understood | None = None
        """What was made of the text in the box."""
        tools.circumstances.changed.connect(self.compare)

    @property
    def has_link(self) -> bool:
        """True when the text is a link, whatever kind of."""
        return self.found is not None and is_link(self.found.parsed)

    @property
    def can_run(self) -> bool:
        """True while there is a link (an order: one that can be made), a place, and nothing else runs."""
        if self.found is None or wrong_order(self.found.parsed):
            return False
        return self.has_link and bool(self._places.stands) and not self._tools.host.is_busy

    def begin(self) -> Job | None:
        """Return the job that tries the link, and await its results; None while nothing can run."""
        if not self.can_run or self.found is None:
            return None
        now, stands = self._tools.circumstances, self._places.stands
        suite = trial(self.found.parsed, stands, systems=(now.system,))
        self._tried = self._chosen()
        self._results.begin(stands, self._date(), now.system)
        return Job(suites=(suite,), options=now.options(), name=suite.title)

    def case(self) -> Case | None:
        """Return the link at its places as a case of a suite; None where there is no link."""
        if self.found is None or not self.has_link:
            return None
        link, system = self.found.parsed.link, self._tools.circumstances.system
        return Case(id=link.family, link=link, stands=self._places.stands, os=(system,))

    def compare(self) -> None:
        """Say so when the shown results are not those of what is chosen now."""
        chosen, date = self._chosen(), self._date() or self._tools.speech.t("start.now")
        if chosen == self._tried:
            self._results.mark(Staleness.NOT)
        elif chosen[:1] != self._tried[:1]:
            self._results.mark(Staleness.LINK)
        else:
            self._results.mark(Staleness.CIRCUMSTANCES, date, self._tools.circumstances.system)

    def _date(self) -> str:
        moment = self._tools.circumstances.as_of
        return "" if moment is None else day(moment)

    def _chosen(self) -> tuple[object, ...]:
        """Return what decides the results: first link and places, then the circumstances."""
        # What a text is taken for counts as well: of some codes only people know what they are.
        meant = (self.found.text, self.found.parsed.link.content) if self.found else ()
        now = self._tools.circumstances
        return (meant, self._places.stands), (now.as_of, now.system, now.accept)
