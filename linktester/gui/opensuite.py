"""One suite that lies open: its file as it was read, what it says now, and what stands between the two."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from linktester.model.case import Suite
from linktester.model.errors import Problem
from linktester.project import CaseForm, HeadForm, SuiteFile


class Trouble(StrEnum):
    """What has become of a file while its suite lay open."""

    NONE = "none"
    CHANGED = "changed"
    """Somebody else has written it, and it was edited here too."""
    BROKEN = "broken"
    """It cannot be read any more, or never could."""
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class State:
    """What a suite says now, and what was typed that it cannot say yet."""

    suite: Suite
    unfinished: Mapping[str, CaseForm] = field(default_factory=dict)
    """Id of the case in `suite` → its form as it was typed, with a mistake in it."""
    head: HeadForm | None = None
    """The head as it was typed, with a mistake in it; None when there is none."""

    @property
    def mistakes(self) -> int:
        """How many forms wait to be mended."""
        return len(self.unfinished) + (self.head is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSuite:
    """A suite file and its edits. `path` is its identity."""

    file: SuiteFile
    """What saving starts from: the last that was read here, or the draft that was taken over."""
    state: State | None
    """None for a file that could not be read since it was opened."""
    clean: Suite | None = None
    """The suite that was saved last, as it was when it was saved."""
    trouble: Trouble = Trouble.NONE
    theirs: SuiteFile | None = None
    """What is on the disk now, when that is in trouble; None when it is gone."""

    @classmethod
    def of(cls, file: SuiteFile) -> "OpenSuite":
        """Return a file just read as an open suite."""
        if file.suite is None:
            return cls(file=file, state=None, trouble=Trouble.BROKEN, theirs=file)
        return cls(file=file, state=State(file.suite), clean=file.suite)

    @property
    def path(self) -> Path:
        """Where it stands."""
        return self.file.path

    @property
    def suite(self) -> Suite | None:
        """What it says now."""
        return None if self.state is None else self.state.suite

    @property
    def name(self) -> str:
        """What it is called."""
        return (self.suite.name if self.suite else "") or self.file.name

    @property
    def is_edited(self) -> bool:
        """True when something would be lost without saving."""
        if self.state is None:
            return False
        saved = self.state.suite is self.clean or self.state.suite is self.file.suite
        return not saved or self.state.mistakes > 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the file on the disk cannot be read, each with its line."""
        return self.theirs.problems if self.trouble is Trouble.BROKEN and self.theirs is not None else ()

    def with_state(self, state: State) -> "OpenSuite":
        """Return it saying something else."""
        return replace(self, state=state)

    def saved(self, file: SuiteFile, suite: Suite) -> "OpenSuite":
        """Return it after `suite` was written; what was edited meanwhile stays edited."""
        state = self.state
        if state is not None and state.suite is suite and file.suite is not None:
            state = replace(state, suite=file.suite)
        return OpenSuite(file=file, state=state, clean=suite)

    def found(self, theirs: SuiteFile) -> "OpenSuite":
        """Return it after another file was found in its place: reloaded, or in trouble."""
        if self.state is not None and theirs.digest == self.file.digest:
            return replace(self, trouble=Trouble.NONE, theirs=None)
        if theirs.suite is None and self.state is None:
            return OpenSuite.of(theirs)
        if theirs.suite is None:
            return replace(self, trouble=Trouble.BROKEN, theirs=theirs)
        if self.is_edited:
            return replace(self, trouble=Trouble.CHANGED, theirs=theirs)
        return OpenSuite.of(theirs)

    @classmethod
    def draft(cls, file: SuiteFile, state: State, now: "OpenSuite | None") -> "OpenSuite":
        """Return what somebody did not get to save: `state`, over `file`, beside what lies open now."""
        if now is not None and now.state is not None and now.file.digest == file.digest:
            return now.with_state(state)
        taken = cls(file=file, state=replace(state, suite=replace(state.suite)))
        if now is None:
            return taken.gone()
        return taken.found(now.theirs or now.file)

    def gone(self) -> "OpenSuite":
        """Return it after its file went away."""
        return replace(self, trouble=Trouble.DELETED, theirs=None)
