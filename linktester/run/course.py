"""The course of one run: many probes under way, their results judged, stored and told in batches.

    workers    send a probe and its control run, once more when the emulator died under it
    finisher   journal query → judge → store → case_finished, one batch at a time

Nothing is told that is not stored; a cancel or a fault ends the sending and keeps what was sent.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from linktester.model.citation import JournalEntry
from linktester.model.errors import EnvironmentFault
from linktester.model.events import CaseFinished, CaseStarted, EmulatorRestarted, Note, RunFinished
from linktester.model.pack import Mapped
from linktester.model.run import CaseResult, RunHead
from linktester.model.tally import Counts
from linktester.run.cite import request_ids
from linktester.run.clock import Clock
from linktester.run.job import Limits
from linktester.run.judge import judge
from linktester.run.sinks import Sink, Store
from linktester.run.supervise import Supervisor
from linktester.run.tally import exit_code
from linktester.run.trials import Sent, Trials
from linktester.suite import Plan, Planned


class Course:
    """One run, used once."""

    def __init__(
        self,
        *,
        plan: Plan,
        head: RunHead,
        supervisor: Supervisor,
        store: Store,
        mapping: Mapping[str, Mapped],
        clock: Clock,
        limits: Limits,
        listen: Sink,
    ) -> None:
        self._run = head.id
        self._size = len(plan.probes)
        self._next: Iterator[tuple[int, Planned]] = enumerate(plan.probes)
        self._supervisor = supervisor
        self._store = store
        self._mapping = mapping
        self._clock = clock
        self._limits = limits
        self._listen = listen
        self._trials = Trials(supervisor, limits)
        self._counts = Counts()
        self._sent: asyncio.Queue[Sent | None] = asyncio.Queue(limits.waiting)
        self._sending: set[asyncio.Task[object]] = set()
        self._cancelled = False
        self._broken = False
        self._unstorable = False
        supervisor.on_restarted = self._tell_restart

    @property
    def _stopping(self) -> bool:
        return self._cancelled or self._broken

    async def go(self) -> RunFinished:
        """Run to the end and return the last event."""
        count = min(self._supervisor.session.max_parallel, self._limits.parallel, max(self._size, 1))
        workers = [asyncio.create_task(self._work()) for _ in range(count)]
        finisher = asyncio.create_task(self._finish_all())
        try:
            await self._outlast(workers)
            await self._sent.put(None)
            await self._outlast([finisher])
        finally:
            await _end_tasks([*workers, finisher])
            await self._trials.aclose()
            await self._supervisor.aclose()
        return await self._conclude()

    def cancel(self) -> None:
        """End the sending."""
        self._cancelled = True
        self._stop_sending()

    # Workers

    async def _work(self) -> None:
        for index, planned in self._next:
            if self._stopping:
                return
            self._listen(CaseStarted(self._run, planned.probe.key, index))
            sent = await self._send(index, planned)
            if sent is None:
                return
            await self._sent.put(sent)
            if self._trials.fault is not None:
                self._break_off(self._trials.fault)

    async def _send(self, index: int, planned: Planned) -> Sent | None:
        """Return what came of a probe, None when the run ends before it was through."""
        worker = asyncio.current_task()
        assert worker is not None, "workers are tasks"
        self._sending.add(worker)
        try:
            return await self._trials.send(index, planned)
        except asyncio.CancelledError:
            if self._stopping:
                return None
            raise
        finally:
            self._sending.discard(worker)

    def _stop_sending(self) -> None:
        for worker in tuple(self._sending):
            worker.cancel()

    # Finisher

    async def _finish_all(self) -> None:
        while batch := await self._gather():
            if self._unstorable:
                continue
            try:
                await self._finish(batch)
            except EnvironmentFault as fault:
                # What cannot be stored is not told; later batches would meet the same fault.
                self._unstorable = True
                self._break_off(fault)

    async def _gather(self) -> list[Sent]:
        """Return the next batch; an empty one says that there is no more."""
        first = await self._sent.get()
        if first is None:
            return []
        batch = [first]
        if self._sent.qsize() < self._limits.batch:
            await asyncio.sleep(self._limits.gather)
        while len(batch) < self._limits.batch and not self._sent.empty():
            item = self._sent.get_nowait()
            if item is None:
                self._sent.put_nowait(None)
                break
            batch.append(item)
        return batch

    async def _finish(self, batch: list[Sent]) -> None:
        batch, journal = await self._with_journal(batch)
        results = []
        for sent in batch:
            entries = [journal[name] for name in request_ids(sent.evidence) if name in journal]
            results.append((sent.index, judge(sent, entries, self._mapping, self._clock.now())))
            await asyncio.sleep(0)
        await self._store.save(self._run, results)
        for index, result in results:
            self._tell(index, result)

    async def _with_journal(self, batch: list[Sent]) -> tuple[list[Sent], Mapping[str, JournalEntry]]:
        """Return the batch and its journal; what lost its journal with the emulator is sent once more."""
        try:
            for _ in range(2):
                generation = self._supervisor.generation
                batch = [await self._renewed(sent) for sent in batch]
                try:
                    ids = [name for sent in batch for name in request_ids(sent.evidence)]
                    return batch, await self._supervisor.journal(ids)
                except EnvironmentFault:
                    if self._stopping:
                        break
                    await self._supervisor.revive(generation)
        except EnvironmentFault as fault:
            self._break_off(fault)
        return batch, {}

    async def _renewed(self, sent: Sent) -> Sent:
        current = sent.generation == self._supervisor.generation
        if current or sent.attempt > 1 or self._stopping or self._supervisor.session.human_paced:
            return sent
        return await self._trials.send(sent.index, sent.planned, attempt=2)

    def _tell(self, index: int, result: CaseResult) -> None:
        self._counts.add(result)
        self._listen(CaseFinished(self._run, index, result))

    # Ends

    def _tell_restart(self, times: int) -> None:
        self._listen(EmulatorRestarted(self._run, times))

    def _break_off(self, fault: EnvironmentFault) -> None:
        if not self._broken:
            self._broken = True
            self._listen(Note(self._run, fault.message))
        self._stop_sending()

    async def _outlast(self, tasks: "Sequence[asyncio.Task[None]]") -> None:
        """Wait for all of them. Being cancelled meanwhile ends the sending, and then the waiting goes on."""
        waiting = asyncio.gather(*tasks)
        while True:
            try:
                await asyncio.shield(waiting)
            except asyncio.CancelledError:
                this = asyncio.current_task()
                if this is None or not this.cancelling():
                    raise
                this.uncancel()
                self.cancel()
            else:
                return

    async def _conclude(self) -> RunFinished:
        tally = self._counts.tally()
        code = exit_code(tally, cancelled=self._cancelled, broken=self._broken)
        event = RunFinished(self._run, self._clock.now(), tally, cancelled=self._cancelled, exit_code=code)
        try:
            await self._store.finish(self._run, event)
        except EnvironmentFault as fault:
            self._break_off(fault)
        self._listen(event)
        return event


async def _end_tasks(tasks: "Sequence[asyncio.Task[None]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
