import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.callbacks import Sender
from linktester.serve.ground import Ground
from linktester.serve.happenings import Happening, Tried
from linktester.serve.payapis.payments import Outcome, Tamper
from linktester.serve.state import Notice
from tests.fakes.payers import PAYMENTS, Merchant, a_ground, said
from tests.fakes.receivers import Receiver, receiving, status

DAY = 24 * 3600 + 240
Deed = Callable[[Sender, Receiver], Awaitable[None]]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return a_ground(tmp_path)


def pay(ground: Ground, url: str, number: str = "T-0001") -> None:
    PAYMENTS.pay(ground, Merchant(ground).code(notify_url=url, out_trade_no=number), Outcome.SUCCESS)


def notice(ground: Ground) -> Notice:
    return ground.notices.listed()[0]


def played(ground: Ground, answer: Callable[[int], bytes], deed: Deed) -> Receiver:
    """Do `deed` with a sender and a merchant who answers; return the merchant."""

    async def play() -> Receiver:
        sender = Sender(ground)
        async with receiving(answer) as receiver:
            try:
                await deed(sender, receiver)
            finally:
                await sender.close()
            return receiver

    return asyncio.run(play())


def test_what_is_due_goes_out_once_and_is_kept(ground: Ground) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, receiver.url)
        await sender.settle(5)
        await sender.settle(5)

    receiver = played(ground, lambda _: status(204), deed)
    assert len(receiver.bodies) == 1
    assert receiver.heads[0].startswith("POST /paid HTTP/1.1\r\n")
    assert "Wechatpay-Signature: " in receiver.heads[0]
    attempt = ground.notices.attempts(notice(ground).id)[0]
    assert (attempt.outcome, attempt.status, attempt.body) == ("accepted", 204, receiver.bodies[0])
    assert (notice(ground).state, notice(ground).due) == ("delivered", None)


def test_a_merchant_that_never_takes_it_gets_the_whole_ladder(ground: Ground) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, receiver.url)
        await sender.settle(5)
        ground.clock.advance(timedelta(seconds=DAY - 1))
        await sender.settle(20)
        assert notice(ground).state == "pending"
        ground.clock.advance(timedelta(seconds=1))
        await sender.settle(5)
        ground.clock.advance(timedelta(days=9))
        await sender.settle(5)

    receiver = played(ground, lambda _: status(500), deed)
    assert len(receiver.bodies) == 16
    assert len({json.loads(body)["id"] for body in receiver.bodies}) == 1
    assert (notice(ground).state, notice(ground).tries) == ("given-up", 16)


def test_the_ladder_ends_with_the_first_success(ground: Ground) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, receiver.url)
        ground.clock.advance(timedelta(seconds=30))
        await sender.settle(5)
        ground.clock.advance(timedelta(days=2))
        await sender.settle(5)

    receiver = played(ground, lambda number: status(200 if number == 3 else 500), deed)
    assert len(receiver.bodies) == 3
    assert notice(ground).state == "delivered"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (status(302, "location: http://127.0.0.1:1/elsewhere\r\n"), "refused"),
        (b"", "failed"),
        (b"HTTP/1.1 nonsense\r\n\r\n", "failed"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n" + b"x" * 20_000, "accepted"),
    ],
)
def test_whatever_a_merchant_answers_is_a_try(ground: Ground, answer: bytes, outcome: str) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, receiver.url)
        await sender.settle(5)

    receiver = played(ground, lambda _: answer, deed)
    assert len(receiver.bodies) == 1
    attempt = ground.notices.attempts(notice(ground).id)[0]
    assert attempt.outcome == outcome
    assert len(attempt.answer) <= 16_384
    assert (attempt.error is not None) == (outcome == "failed")


@pytest.mark.parametrize(
    "url",
    [
        "http://merchant.example/n",
        "https://10.0.0.1/n",
        "http://127.0.0.1.example/n",
        "http://127.0.0.1@m.example/n",
    ],
)
def test_nothing_leaves_this_machine_unless_it_is_allowed(ground: Ground, url: str) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, url)
        await sender.settle(5)

    played(ground, lambda _: status(200), deed)
    attempt = ground.notices.attempts(notice(ground).id)[0]
    assert (attempt.outcome, notice(ground).state, notice(ground).due) == ("held", "held", None)
    assert "--notify-host" in str(attempt.error)


def test_sending_again_changes_nothing_unless_it_is_taken_whole(ground: Ground) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, receiver.url)
        await sender.settle(5)
        damaged = await sender.send_again(notice(ground), Tamper.SIGNATURE)
        assert (damaged.outcome, damaged.tamper) == ("not-verified", "signature")
        assert notice(ground).state == "pending"
        assert (await sender.send_again(notice(ground), None)).outcome == "accepted"

    receiver = played(ground, lambda number: status(500 if number == 1 else 200), deed)
    assert len(receiver.bodies) == 3
    assert (notice(ground).state, notice(ground).due) == ("delivered", None)


def test_running_it_does_timers_and_callbacks_as_they_fall_due(ground: Ground) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        running = asyncio.create_task(sender.run())
        merchant = Merchant(ground)
        pay(ground, receiver.url)
        merchant.refund(30, notify_url=receiver.url)
        ground.clock.advance(timedelta(seconds=2))
        ground.ring()
        for _ in range(500):
            if len(receiver.bodies) == 2:
                break
            await asyncio.sleep(0.01)
        running.cancel()

    receiver = played(ground, lambda _: status(200), deed)
    events = {json.loads(body)["event_type"] for body in receiver.bodies}
    assert events == {"TRANSACTION.SUCCESS", "REFUND.SUCCESS"}
    assert said(Merchant(ground).query())["trade_state"] == "REFUND"


def test_what_was_pending_at_a_kill_goes_out_after_the_restart(tmp_path: Path) -> None:
    async def play() -> int:
        before = a_ground(tmp_path)
        async with receiving(lambda _: status(200)) as receiver:
            pay(before, receiver.url)
            after = a_ground(tmp_path)
            sender = Sender(after)
            running = asyncio.create_task(sender.run())
            for _ in range(500):
                if receiver.bodies:
                    break
                await asyncio.sleep(0.01)
            running.cancel()
            await sender.close()
            return len(receiver.bodies)

    assert asyncio.run(play()) == 1


def test_a_callback_that_cannot_be_built_is_given_up_for_this_run(
    ground: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, receiver.url)
        ground.notices.add(replace(notice(ground), id="broken", payload={}))
        await sender.settle(5)
        await sender.settle(5)

    receiver = played(ground, lambda _: status(200), deed)
    assert len(receiver.bodies) == 1
    assert len(caplog.records) == 1


def test_every_try_is_told_with_how_long_the_next_one_waits(ground: Ground) -> None:
    seen: list[Happening] = []

    async def deed(sender: Sender, receiver: Receiver) -> None:
        pay(ground, receiver.url)
        ground.watch(seen.append)
        await sender.settle(5)
        await sender.send_again(notice(ground), Tamper.SIGNATURE)
        await sender.send_again(notice(ground), None)

    played(ground, lambda number: status(500 if number < 2 else 204), deed)
    tries = [each for each in seen if isinstance(each, Tried)]
    assert [each.attempt.tamper for each in tries] == [None, Tamper.SIGNATURE, None]
    assert tries[0].wait == timedelta(seconds=15)
    assert tries[-1].wait is None
    assert tries[-1].notice.state == "delivered"
