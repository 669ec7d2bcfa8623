"""Events of a run, in the order they happen; every host and archive reads this one stream.

    run_started → (case_started → case_finished)* → run_finished
    emulator_restarted, cancelled and note may come in between.

`case_finished` is sent on only after the store has committed it, so what was shown as saved is saved.
"""

from dataclasses import dataclass
from datetime import datetime

from linktester.model.message import Message
from linktester.model.run import CaseResult, RunHead, Tally


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins."""

    head: RunHead


@dataclass(frozen=True, slots=True)
class CaseStarted:
    """A probe is being sent."""

    run: str
    key: str
    index: int
    """0-based position in the expanded order."""


@dataclass(frozen=True, slots=True)
class CaseFinished:
    """A probe has its result; stored before anybody else hears of it."""

    run: str
    index: int
    result: CaseResult


@dataclass(frozen=True, slots=True)
class EmulatorRestarted:
    """The emulator died and stands again on the same ports."""

    run: str
    times: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should know; not an error."""

    run: str
    message: Message


@dataclass(frozen=True, slots=True)
class RunFinished:
    """The last event, also after a cancel."""

    run: str
    finished_at: datetime
    tally: Tally
    cancelled: bool = False
    exit_code: int = 0
    """0, 1, 3 or 130; see the interface in ARCHITECTURE.md."""


Event = RunStarted | CaseStarted | CaseFinished | EmulatorRestarted | Note | RunFinished
