"""Live progress of a run, on a terminal only."""

from types import TracebackType

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from linktester.cli.face import Face
from linktester.cli.plain import plain
from linktester.model.events import CaseFinished, EmulatorRestarted, Event, Note, RunStarted
from linktester.model.verdict import Outcome


class Progress:
    """A bar with the counts so far; says nothing when nobody looks."""

    def __init__(self, face: Face, *, quiet: bool) -> None:
        self._face = face
        self._quiet = quiet
        self._counts = dict.fromkeys(Outcome, 0)
        self._bar = Bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[counts]}", markup=False),
            console=face.console,
            transient=True,
            disable=quiet or not face.is_terminal,
        )
        self._task = self._bar.add_task(face.t("cli.running"), total=None, counts="")

    def __enter__(self) -> "Progress":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def hear(self, event: Event) -> None:
        """Move the bar on; pass on what the user should know."""
        if isinstance(event, RunStarted):
            self._bar.update(self._task, total=event.head.total)
        elif isinstance(event, CaseFinished):
            self._counts[event.result.verdict.outcome] += 1
            self._bar.update(self._task, advance=1, counts=self._so_far())
        elif isinstance(event, EmulatorRestarted) and not self._quiet:
            self._face.note(self._face.t("cli.emulator-restarted", times=event.times), "yellow")
        elif isinstance(event, Note) and not self._quiet:
            self._face.note(plain(self._face.phrases.say(event.message)), "yellow")

    def _so_far(self) -> str:
        phrases = self._face.phrases
        return " ".join(
            f"{count} {phrases.outcome(outcome)}" for outcome, count in self._counts.items() if count
        )
