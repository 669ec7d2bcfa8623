"""The engine: probes in, events out. One run at a time against one emulator and one archive."""

from collections.abc import Mapping

from linktester.model.events import RunFinished, RunStarted
from linktester.model.pack import Mapped
from linktester.model.run import RunHead
from linktester.run.clock import Clock, SystemClock
from linktester.run.course import Course
from linktester.run.job import LIMITS, Limits
from linktester.run.sinks import Sink, Store
from linktester.run.supervise import Emulator, Supervisor
from linktester.suite import Plan


class Engine:
    """Runs plans. Lives on one event loop; `cancel` is called on that loop's thread."""

    def __init__(
        self,
        emulator: Emulator,
        store: Store,
        mapping: Mapping[str, Mapped],
        clock: Clock | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        self._emulator = emulator
        self._store = store
        self._mapping = mapping
        self._clock = clock or SystemClock()
        self._limits = limits
        self._course: Course | None = None

    async def run(self, plan: Plan, head: RunHead, listen: Sink) -> RunFinished:
        """Run `plan` and return its last event, also after a cancel or when our own side broke.

        `listen` hears of a result only after the store has it. Raises EnvironmentFault when nothing could be
        begun. Cancelling the task that awaits this counts as `cancel`.
        """
        await self._store.begin(head)
        supervisor = Supervisor(self._emulator)
        self._course = Course(
            plan=plan,
            head=head,
            supervisor=supervisor,
            store=self._store,
            mapping=self._mapping,
            clock=self._clock,
            limits=self._limits,
            listen=listen,
        )
        listen(RunStarted(head))
        try:
            return await self._course.go()
        finally:
            self._course = None

    def cancel(self) -> None:
        """Stop sending; what was sent is still judged and stored, then the run ends. Idempotent."""
        if self._course is not None:
            self._course.cancel()
