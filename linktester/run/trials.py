"""Sending one probe: with its control run, and once more when our own side broke."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace

from linktester.model.case import Probe
from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import Evidence, HarnessGap
from linktester.run.job import Limits
from linktester.run.supervise import Supervisor, shaken
from linktester.suite import Planned, control_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One probe that was sent."""

    index: int
    planned: Planned
    evidence: Evidence
    control: Evidence | None
    attempt: int
    generation: int
    """Of the emulator that answered; see `Supervisor.generation`."""


class Trials:
    """Sends probes; control runs are sent once for all probes that share one."""

    def __init__(self, supervisor: Supervisor, limits: Limits) -> None:
        self._supervisor = supervisor
        self._limits = limits
        self._controls: OrderedDict[str, asyncio.Task[Evidence]] = OrderedDict()
        self.fault: EnvironmentFault | None = None
        """Set when the emulator cannot be brought back: nothing more can be sent."""

    async def send(self, index: int, planned: Planned, attempt: int = 1) -> Sent:
        """Try one probe. Never raises for trouble on the way; see `fault`."""
        evidence, attempt, generation = await self._twice(planned.probe, attempt)
        control = await self._control(planned.probe, evidence)
        return Sent(
            index=index,
            planned=planned,
            evidence=evidence,
            control=control,
            attempt=attempt,
            generation=generation,
        )

    async def aclose(self) -> None:
        """Stop the control runs that are still under way."""
        tasks = [task for task in self._controls.values() if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._controls.clear()

    async def _twice(self, probe: Probe, attempt: int) -> tuple[Evidence, int, int]:
        """Return (evidence, attempt, generation): a probe our side broke is sent once more."""
        while True:
            generation = self._supervisor.generation
            evidence = await self._supervisor.session.send(probe)
            if not shaken(evidence) or self._supervisor.session.human_paced:
                return evidence, attempt, generation
            try:
                await self._supervisor.revive(generation)
            except EnvironmentFault as fault:
                self.fault = fault
            if attempt > 1 or self.fault is not None:
                return evidence, attempt, generation
            attempt += 1

    async def _control(self, probe: Probe, evidence: Evidence) -> Evidence | None:
        if any(isinstance(observation, HarnessGap) for observation in evidence.observations):
            # Nobody may say what this host does, so there is nothing to compare.
            return None
        control = control_of(probe)
        if replace(probe, case_id=control.case_id) == control:
            return evidence
        key = control.key
        found = await asyncio.shield(self._shared(key, control))
        if shaken(found):
            self._controls.pop(key, None)
        return found

    def _shared(self, key: str, control: Probe) -> "asyncio.Task[Evidence]":
        task = self._controls.get(key)
        if task is None:
            task = asyncio.create_task(self._once(control))
            self._controls[key] = task
            if len(self._controls) > self._limits.controls:
                self._controls.popitem(last=False)
        else:
            self._controls.move_to_end(key)
        return task

    async def _once(self, control: Probe) -> Evidence:
        evidence, _, _ = await self._twice(control, 1)
        return evidence
