"""The only sender of callbacks: what is due goes out, what was not taken is tried again up its ladder.

Business time says what is due. Each callback is sent at least once: a try is noted after its answer, so a
process that is killed in between sends again. Five seconds per try, no redirects, and loopback only unless
the user allowed a host. The tries of one callback follow one another, different callbacks go side by side.
"""

import asyncio
import contextlib
import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from linktester import urls
from linktester.model.errors import EnvironmentFault
from linktester.serve import payapis
from linktester.serve.ground import Ground, host_of
from linktester.serve.happenings import Tried
from linktester.serve.payapis.payments import Outgoing, Payments, Tamper, next_due
from linktester.serve.state import Attempt, Notice
from linktester.serve.state.notices import NoticeState

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

SECONDS = 5.0
"""How long a merchant may take for its answer."""
MOST_ANSWER = 16_384
_LONGEST_SLEEP = 60.0
_MOST_AT_ONCE = 20
_MOST_UNDER_WAY = 100
"""Callbacks that are held in memory, most of them waiting for their turn."""
_log = logging.getLogger(__name__)


class Sender:
    """Sends the callbacks of one state directory."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._payments = payapis.payments()
        self._wake = asyncio.Event()
        self._slots = asyncio.Semaphore(_MOST_AT_ONCE)
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._broken: set[str] = set()
        """Callbacks that a mistake of ours keeps from being sent; asking again would not help."""
        self._client: AsyncClient | None = None
        ground.listen(self._wake.set)

    async def run(self) -> None:
        """Send what becomes due until cancelled."""
        started = False
        while True:
            self._wake.clear()
            if self._ground.may_be_due:
                try:
                    if not started:
                        self._ground.notices.rebase(self._ground.clock.now())
                        started = True
                    self.start_due()
                except EnvironmentFault as fault:
                    _log.error("callbacks cannot be sent: %s", fault)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._pause())

    def start_due(self) -> None:
        """Do what timers were set for, and start sending what is due."""
        ground = self._ground
        now = ground.clock.now()
        while (timer := ground.timers.due(now)) is not None:
            with ground.database.together():
                ground.timers.remove(timer)
                self._payments[timer.platform].due(ground, timer)
        known = {*self._busy, *self._broken}
        for id_ in ground.notices.due(now, _MOST_UNDER_WAY + len(known)):
            if id_ not in known and len(self._busy) < _MOST_UNDER_WAY:
                self._start(id_)

    async def settle(self, most: float) -> None:
        """Send what is due and wait for the answers, `most` seconds at most."""
        deadline = asyncio.get_running_loop().time() + most
        self.start_due()
        while self._busy and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(set(self._busy.values()), timeout=left)
            self.start_due()

    async def send_again(self, notice: Notice, tamper: Tamper | None) -> Attempt:
        """Send a callback now, outside its ladder; a damaged one changes nothing of how it stands."""
        attempt = await self._tried(notice, tamper)
        self._ground.notices.note(attempt)
        standing = notice
        if tamper is None and attempt.outcome == "accepted":
            standing = replace(notice, state=NoticeState.DELIVERED, due=None)
            self._ground.notices.save(standing)
        self._tell(standing, attempt)
        return attempt

    async def close(self) -> None:
        """Let go of what is under way; the state file still knows it."""
        for task in tuple(self._busy.values()):
            task.cancel()
        if self._client is not None:
            await self._client.aclose()

    def _start(self, id_: str) -> None:
        notice = self._ground.notices.find(id_)
        if notice is not None:
            task = asyncio.create_task(self._climb(notice))
            self._busy[id_] = task
            task.add_done_callback(self._climbed)

    def _pause(self) -> float:
        ground = self._ground
        if not ground.may_be_due or len(self._busy) >= _MOST_UNDER_WAY:
            # The end of one that is under way wakes us.
            return _LONGEST_SLEEP
        try:
            waits = [ground.timers.next_due(), ground.notices.next_due({*self._busy, *self._broken})]
        except EnvironmentFault:
            return _LONGEST_SLEEP
        now = ground.clock.now()
        return min([_LONGEST_SLEEP, *(max((each - now).total_seconds(), 0.0) for each in waits if each)])

    def _climbed(self, task: asyncio.Task[None]) -> None:
        ended = next(id_ for id_, each in self._busy.items() if each is task)
        del self._busy[ended]
        if not task.cancelled() and (error := task.exception()) is not None:
            self._broken.add(ended)
            _log.error("a callback could not be sent", exc_info=error)
        self._wake.set()

    async def _climb(self, notice: Notice) -> None:
        """Take one rung, and those above it that are due as well."""
        standing: Notice | None = notice
        while standing is not None and standing.due is not None and standing.due <= self._ground.clock.now():
            async with self._slots:
                attempt = await self._tried(standing, None)
            standing = self._noted(standing, attempt, standing.due)

    def _noted(self, notice: Notice, attempt: Attempt, due: datetime) -> Notice | None:
        """Keep a try; return how the callback stands now, None when it was forgotten meanwhile."""
        ground = self._ground
        if ground.notices.find(notice.id) is None:
            return None
        tries = notice.tries + 1
        after = next_due(tries, due, self._payments[notice.platform].ladder(notice.ladder))
        if attempt.outcome == "accepted":
            state, after = NoticeState.DELIVERED, None
        elif attempt.outcome == "held":
            state, after = NoticeState.HELD, None
        else:
            state = NoticeState.PENDING if after else NoticeState.GIVEN_UP
        with ground.database.together():
            ground.notices.note(attempt)
            standing = ground.notices.save(replace(notice, state=state, due=after, tries=tries))
        self._tell(standing, attempt)
        return standing

    def _tell(self, notice: Notice, attempt: Attempt) -> None:
        wait = notice.due - self._ground.clock.now() if notice.due else None
        self._ground.happenings.tell(Tried(notice=notice, attempt=attempt, wait=wait))

    async def _tried(self, notice: Notice, tamper: Tamper | None) -> Attempt:
        ground = self._ground
        payments = self._payments[notice.platform]
        outgoing = payments.outgoing(ground, notice, tamper)
        begun = ground.clock.real()
        attempt = Attempt(
            notice=notice.id,
            at=ground.clock.now(),
            sent_at=begun,
            tamper=tamper,
            headers=outgoing.headers,
            body=outgoing.body,
            outcome="failed",
        )
        url = urls.parse(notice.url)
        if url is None or not ground.may_be_told(url):
            words = f"{host_of(url) or notice.url[:200]} is neither this machine nor allowed by --notify-host"
            return replace(attempt, outcome="held", error=words)
        # As it was parsed for the check: another parser might see another host in the same text.
        return await self._sent(attempt, url.href, outgoing, payments)

    async def _sent(self, attempt: Attempt, url: str, outgoing: Outgoing, payments: Payments) -> Attempt:
        import httpx  # noqa: PLC0415 - a start does without it

        # Test servers make their certificates themselves, and the content is signed and sealed anyway.
        # A connection of its own for each: on a kept one lies whatever a broken server sent too much.
        alone = httpx.Limits(max_keepalive_connections=0)
        client = self._client or httpx.AsyncClient(
            verify=False, trust_env=False, timeout=SECONDS, limits=alone
        )
        self._client = client
        try:
            async with asyncio.timeout(SECONDS):
                request = client.stream("POST", url, headers=dict(outgoing.headers), content=outgoing.body)
                async with request as response:
                    body = await _bounded(response)
        except TimeoutError:
            return replace(attempt, error=f"no answer within {SECONDS:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return replace(attempt, error=f"{type(error).__name__}: {error}"[:500])
        taken = payments.accepted(response.status_code, body)
        outcome = "accepted" if taken else "refused"
        if attempt.tamper is not None and taken:
            outcome = "not-verified"
        return replace(attempt, status=response.status_code, answer=body, outcome=outcome)


async def _bounded(response: "Response") -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_raw():
        parts.append(part)
        size += len(part)
        if size >= MOST_ANSWER:
            break
    return b"".join(parts)[:MOST_ANSWER]
