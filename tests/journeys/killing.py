"""`kill -9` of the emulator again and again while merchants and payers are at work, and what it remembers.

    python -m tests.journeys.killing [ROUNDS [SEED]]

Each round kills the emulator at a random moment and starts it again on the same ports and the same folder.
The merchants keep books of their own: of every order the steps that were acknowledged, and the one that was
under way. After each restart the orders of the round are asked for again, at the end all of them. A step that
was acknowledged must be there; the one under way may be or not, and is then done again under the same
numbers. What was paid must be told to the merchant at least once, whatever was killed in between.
"""

import asyncio
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.fakes.shops import Line, Shops, a_line
from tests.fakes.tellers import Told

ROUNDS = 100
LINES = 6
EMULATOR = (sys.executable, "-m", "linktester.serve", "--json", "--exit-with-stdin")
PLANS: dict[str, tuple[tuple[str, ...], ...]] = {
    "wechatpay": (
        ("create", "pay"),
        ("create", "pay", "refund"),
        ("create", "pay", "refund", "refund"),
        ("create", "close"),
        ("create",),
    ),
    "alipay": (
        ("create", "pay"),
        ("create", "scan", "pay"),
        ("create", "pay", "refund"),
        ("create", "scan", "close"),
        ("create", "scan"),
    ),
    "wechat": (("create",),),
}
"""What happens to an order, step by step; of the mini program's links there is only their making."""
STATES = {
    ("wechatpay", "create"): "NOTPAY",
    ("wechatpay", "pay"): "SUCCESS",
    ("wechatpay", "refund"): "REFUND",
    ("wechatpay", "close"): "CLOSED",
    ("alipay", "create"): "NO_TRADE",
    ("alipay", "scan"): "WAIT_BUYER_PAY",
    ("alipay", "pay"): "TRADE_SUCCESS",
    ("alipay", "refund"): "TRADE_SUCCESS",
    ("alipay", "close"): "TRADE_CLOSED",
    ("wechat", "create"): "KNOWN",
}
NOTHING = "UNKNOWN"
"""An order nobody knows, or a link."""
TOTAL, PART = 100, 30
LADDERS = 26 * 3600
"""Seconds of business time in which every callback is tried for the last time."""
Sight = tuple[str, frozenset[int]]
"""An order as the platform tells it: its state, and which of its refunds there are."""


@dataclass
class Order:
    """One order in the merchant's own books."""

    platform: str
    number: str
    plan: tuple[str, ...]
    done: int = 0
    """Steps that were acknowledged, or seen to be done after a restart."""
    begun: int = 0
    """Steps that were sent off."""
    code: str = ""
    """What the payer scans; of a link the link."""

    def sight(self, steps: int) -> Sight:
        """Return how the order looks after so many steps."""
        if steps == 0:
            return NOTHING, frozenset()
        refunds = (index for index, step in enumerate(self.plan[:steps]) if step == "refund")
        return STATES[self.platform, self.plan[steps - 1]], frozenset(refunds)

    @property
    def is_paid(self) -> bool:
        return "pay" in self.plan[: self.done]


@dataclass
class Count:
    """What happened altogether."""

    kills: int = 0
    early_kills: int = 0
    """Of these, before the emulator was ready again."""
    acknowledged: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    """Steps under way at a kill …"""
    unanswered_done: int = 0
    """… and of these, done all the same."""
    compared: int = 0
    lost: list[str] = field(default_factory=list)


class Emulator:
    """The process under test; every start is on the same folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.ready: dict[str, Any] = {}

    async def start(self, patience: float | None = None) -> bool:
        """Start it; tell whether it was ready within `patience` seconds, by default whenever it is."""
        self._process = await asyncio.create_subprocess_exec(
            *EMULATOR,
            "--state-dir",
            str(self._folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        try:
            line = await asyncio.wait_for(self._process.stdout.readline(), patience)
        except TimeoutError:
            return False
        ready = json.loads(line)
        assert ready["event"] == "ready", ready
        before = {name: self.ready.get(name, ready[name]) for name in ready}
        self.ready = ready
        assert {**ready, "pid": 0} == {**before, "pid": 0}, "it came back elsewhere"
        return True

    def kill(self) -> None:
        """End it as nothing can prepare for."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def gone(self) -> None:
        assert self._process is not None
        await self._process.communicate()


class Trigger:
    """Pulls at a random moment: some time after so many requests, answers or callbacks of a round."""

    def __init__(self, chance: random.Random, pull: Callable[[], None]) -> None:
        self._kind = chance.choice(("sent", "acknowledged", "told"))
        self._left = chance.randint(1, 15 if self._kind == "told" else 90)
        self._delay = chance.choice((0.0, chance.uniform(0.0, 0.01)))
        self._pull = pull

    def count(self, kind: str) -> None:
        if kind != self._kind:
            return
        self._left -= 1
        if self._left == 0:
            asyncio.get_running_loop().call_later(self._delay, self._pull)


class Killing:
    """All rounds on one folder."""

    def __init__(self, folder: Path, seed: int, say: Callable[[str], None] = lambda line: None) -> None:
        self._chance = random.Random(seed)
        self._emulator = Emulator(folder)
        self._say = say
        self._trigger: Trigger | None = None
        self._names = 0
        self._token = ""
        self._serials: list[str] = []
        self.orders: list[Order] = []
        self.count = Count()
        self.told = Told(self._counted)
        self.shops: Shops = Shops({})

    async def run(self, rounds: int) -> None:
        """Kill so many times, then compare everything and let every callback arrive."""
        async with self.told.serving(self._chance):
            await self._start(0)
            for number in range(1, rounds + 1):
                touched = await self._worked()
                await self._start(number)
                await self._compare(touched)
                self._say(f"round {number}: {self.line()}")
            await self._compare(self.orders)
            await self._all_told()
            await self._clock_kept()
            self._emulator.kill()
            await self._emulator.gone()

    def line(self) -> str:
        count = self.count
        steps = ", ".join(f"{number} {step}" for step, number in sorted(count.acknowledged.items()))
        return (
            f"{count.kills} kills ({count.early_kills} while starting), {len(self.orders)} orders and links, "
            f"acknowledged: {steps}; unanswered {count.unanswered}, of these done {count.unanswered_done}; "
            f"compared {count.compared}, lost {len(count.lost)}; {self.told.line()}"
        )

    def _counted(self, kind: str) -> None:
        if self._trigger is not None:
            self._trigger.count(kind)

    async def _start(self, number: int) -> None:
        """Start the emulator, now and then killing it before it is ready."""
        while number and self._chance.random() < 0.15:
            if not await self._emulator.start(self._chance.uniform(0.02, 0.8)):
                self.count.early_kills += 1
            self.count.kills += 1
            self._emulator.kill()
            await self._emulator.gone()
        await self._emulator.start()
        self.shops.ready = self._emulator.ready
        self.told.shops = self.shops

    async def _worked(self) -> list[Order]:
        """Let merchants and payers work until the emulator is killed; return the orders they touched."""
        touched: list[Order] = []
        self._token = ""
        self._trigger = Trigger(self._chance, self._emulator.kill)
        await asyncio.gather(*(self._shop(touched) for _ in range(LINES)))
        self._trigger = None
        self.count.kills += 1
        await self._emulator.gone()
        return touched

    async def _shop(self, touched: list[Order]) -> None:
        """Work on one connection, one order after the other, until nobody answers any more."""
        line = a_line(self.shops, lambda: self._counted("sent"))
        async with line.client:
            with contextlib.suppress(httpx.TransportError):
                await self._rotated(line)
                while True:
                    order = self._unfinished(touched) or self._new()
                    touched.append(order)
                    await self._worked_on(line, order)

    def _unfinished(self, touched: list[Order]) -> Order | None:
        """Return an order that a kill has interrupted, and that nobody works on yet."""
        for order in self.orders[-200:]:
            if order.done < len(order.plan) and order not in touched:
                return order
        return None

    def _new(self) -> Order:
        platform = self._chance.choice(("wechatpay", "wechatpay", "alipay", "alipay", "wechat"))
        self._names += 1
        order = Order(platform, f"{platform}_{self._names:06d}", self._chance.choice(PLANS[platform]))
        self.orders.append(order)
        return order

    async def _worked_on(self, line: Line, order: Order) -> None:
        if order.done and not order.code:
            # It was made, and nobody was told its code: asking again under the same number must do.
            await getattr(self, f"_{order.platform}_create")(line, order)
        while order.done < len(order.plan):
            step = order.plan[order.done]
            order.begun = order.done + 1
            await getattr(self, f"_{order.platform}_{step}")(line, order)
            order.done += 1
            self.count.acknowledged[step if order.platform != "wechat" else "link"] += 1
            self._counted("acknowledged")

    async def _rotated(self, line: Line) -> None:
        """Now and then let WeChat Pay change its certificate; the file must know what was acknowledged."""
        if self._chance.random() < 0.04:
            self._serials.append("")
            made = await line.control("POST", "/wechatpay/rotate-certificate")
            self._serials[-1] = made.json()["platform_cert_serial"]
            self.count.acknowledged["rotation"] += 1

    # What merchants and payers do. Each returns when it was acknowledged.

    async def _wechatpay_create(self, line: Line, order: Order) -> None:
        body = self.shops.wechatpay_order(order.number, self.told.url("wechatpay"), TOTAL)
        made = await line.wechatpay("POST", "/v3/pay/transactions/native", body)
        order.code = _ok(made)["code_url"]

    async def _wechatpay_close(self, line: Line, order: Order) -> None:
        target = f"/v3/pay/transactions/out-trade-no/{order.number}/close"
        done = await line.wechatpay("POST", target, {"mchid": self._mchid})
        assert done.status_code == 204, done.text

    async def _wechatpay_pay(self, line: Line, order: Order) -> None:
        paid = await line.control("POST", "/payer/pay", {"code": order.code, "outcome": "success"})
        assert _ok(paid)["state"] == "SUCCESS"

    async def _wechatpay_refund(self, line: Line, order: Order) -> None:
        body = {
            "out_trade_no": order.number,
            "out_refund_no": _refund(order, order.done),
            "notify_url": self.told.url("wechatpay"),
            "amount": {"refund": PART, "total": TOTAL, "currency": "CNY"},
        }
        assert _ok(await line.wechatpay("POST", "/v3/refund/domestic/refunds", body))["refund_id"]

    async def _alipay_create(self, line: Line, order: Order) -> None:
        biz = {"out_trade_no": order.number, "total_amount": f"{TOTAL / 100:.2f}", "subject": "一杯茶"}
        told = await line.alipay("precreate", biz, notify_url=self.told.url("alipay"))
        order.code = _fine(told)["qr_code"]

    async def _alipay_scan(self, line: Line, order: Order) -> None:
        assert _ok(await line.control("POST", "/payer/scan", {"code": order.code}))["state"]

    async def _alipay_pay(self, line: Line, order: Order) -> None:
        paid = await line.control("POST", "/payer/pay", {"code": order.code, "outcome": "success"})
        assert _ok(paid)["state"] == "TRADE_SUCCESS"

    async def _alipay_close(self, line: Line, order: Order) -> None:
        _fine(await line.alipay("close", {"out_trade_no": order.number}))

    async def _alipay_refund(self, line: Line, order: Order) -> None:
        biz = {
            "out_trade_no": order.number,
            "refund_amount": f"{PART / 100:.2f}",
            "out_request_no": _refund(order, order.done),
        }
        assert _fine(await line.alipay("refund", biz))["refund_fee"]

    async def _wechat_create(self, line: Line, order: Order) -> None:
        wish = {"jump_wxa": {"path": "pages/index/index", "query": f"n={order.number}"}}
        order.code = _zero(await self._open(line, "/wxa/generatescheme", wish))["openlink"]

    async def _open(self, line: Line, path: str, body: Any) -> httpx.Response:
        if not self._token:
            own = self.shops.own["wechat"]
            wish = {"grant_type": "client_credential", "appid": own["appid"], "secret": own["secret"]}
            self._token = (await line.open_platform("/cgi-bin/stable_token", wish)).json()["access_token"]
        return await line.open_platform(f"{path}?access_token={self._token}", body)

    # What the platforms tell afterwards.

    async def _seen(self, line: Line, order: Order) -> Sight:
        state: str = await getattr(self, f"_{order.platform}_state")(line, order)
        refunds = [index for index, step in enumerate(order.plan[: order.begun]) if step == "refund"]
        refunded = getattr(self, f"_{order.platform}_refunded", None)
        found = [index for index in refunds if refunded and await refunded(line, order, index)]
        return state, frozenset(found)

    async def _wechatpay_state(self, line: Line, order: Order) -> str:
        target = f"/v3/pay/transactions/out-trade-no/{order.number}?mchid={self._mchid}"
        answer = await line.wechatpay("GET", target)
        return NOTHING if answer.status_code == 404 else _ok(answer)["trade_state"]

    async def _wechatpay_refunded(self, line: Line, order: Order, index: int) -> bool:
        answer = await line.wechatpay("GET", f"/v3/refund/domestic/refunds/{_refund(order, index)}")
        return answer.status_code == 200 and _ok(answer)["amount"]["refund"] == PART

    async def _alipay_state(self, line: Line, order: Order) -> str:
        told = await line.alipay("query", {"out_trade_no": order.number})
        if told.get("sub_code") != "ACQ.TRADE_NOT_EXIST":
            return _fine(told)["trade_status"]
        page = (await line.control("GET", "/orders?platform=alipay")).json()["orders"]
        while page and all(each["out_trade_no"] != order.number for each in page):
            before = f"/orders?platform=alipay&before={page[-1]['id']}"
            page = (await line.control("GET", before)).json()["orders"]
        return "NO_TRADE" if page else NOTHING

    async def _alipay_refunded(self, line: Line, order: Order, index: int) -> bool:
        biz = {"out_trade_no": order.number, "out_request_no": _refund(order, index)}
        return (await line.alipay("fastpay.refund.query", biz)).get("refund_status") == "REFUND_SUCCESS"

    async def _wechat_state(self, line: Line, order: Order) -> str:
        if not order.code:
            # Nobody was told the link, so nobody can ask for it.
            return NOTHING
        told = _zero(await self._open(line, "/wxa/queryscheme", {"scheme": order.code}))
        return "KNOWN" if told["scheme_info"]["query"] == f"n={order.number}" else NOTHING

    async def _compare(self, orders: Iterable[Order]) -> None:
        """Hold the books against what the platforms tell."""
        line = a_line(self.shops)
        async with line.client:
            for order in {order.number: order for order in orders}.values():
                self.count.compared += 1
                await self._compare_one(line, order)
                if order.is_paid:
                    await self._notice_kept(line, order)
        self._certificates_kept()

    async def _compare_one(self, line: Line, order: Order) -> None:
        seen = await self._seen(line, order)
        was_open = order.begun > order.done
        self.count.unanswered += was_open
        if was_open and seen == order.sight(order.begun):
            self.count.unanswered_done += 1
            order.done = order.begun
        elif seen != order.sight(order.done):
            self.count.lost.append(f"{order}: {seen}")
        order.begun = order.done

    async def _notice_kept(self, line: Line, order: Order) -> None:
        """A callback that its merchant has not taken yet must be there, and wait."""
        listed = (await line.control("GET", f"/notifications?out_trade_no={order.number}")).json()
        states = {each["state"] for each in listed["notifications"]}
        taken = self.told.has(order.platform, order.number)
        if not states or states - {"pending", "delivered"} or not (taken or "pending" in states):
            self.count.lost.append(f"{order}: callbacks {states}, taken {taken}")

    def _certificates_kept(self) -> None:
        """The newest certificate in the bundle is the newest acknowledged one, or one nobody was told of."""
        now = self.shops.bundle()["wechatpay"]["platform_cert_serial"]
        unanswered = "" in self._serials
        if self._serials and now != self._serials[-1] and not unanswered:
            self.count.lost.append(f"certificate {self._serials[-1]}: {now}")
        self._serials = [now] if self._serials else []

    async def _all_told(self) -> None:
        """Let business time pass until every ladder has ended, and see what no merchant was told."""
        self.told.takes_all = True
        line = a_line(self.shops)
        async with line.client:
            for _ in range(20):
                await line.control("POST", "/clock", {"advance_seconds": LADDERS})
                if not self._untold():
                    break
        self.count.lost += [f"never told: {each}" for each in self._untold()]

    def _untold(self) -> list[str]:
        wanted = [(order.platform, order.number) for order in self.orders if order.is_paid]
        wanted += [
            (order.platform, _refund(order, index))
            for order in self.orders
            for index, step in enumerate(order.plan[: order.done])
            if step == "refund"
        ]
        return [f"{platform} {number}" for platform, number in wanted if not self.told.has(platform, number)]

    async def _clock_kept(self) -> None:
        """Business time is where it was put, also after one more kill."""
        self._emulator.kill()
        await self._emulator.gone()
        self.count.kills += 1
        await self._emulator.start()
        line = a_line(self.shops)
        async with line.client:
            await line.control("POST", "/clock", {"advance_seconds": 0})
            moved = (await line.control("POST", "/clock", {"advance_seconds": 0})).json()["now"]
        if moved < time.time() + LADDERS - 60:
            self.count.lost.append(f"business time: {moved}")

    @property
    def _mchid(self) -> str:
        return str(self.shops.own["wechatpay"]["mchid"])


def _refund(order: Order, index: int) -> str:
    return f"{order.number}_r{index}"


def _ok(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _fine(told: dict[str, Any]) -> dict[str, Any]:
    assert told["code"] == "10000", told
    return told


def _zero(answer: httpx.Response) -> dict[str, Any]:
    told = _ok(answer)
    assert told["errcode"] == 0, told
    return told


def say(line: str) -> None:
    """Tell at once how far it is: a hundred rounds take minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(words: list[str]) -> int:
    """Kill as often as asked, print the figures, return how it ended."""
    rounds = int(words[0]) if words else ROUNDS
    seed = int(words[1]) if len(words) > 1 else random.randrange(1_000_000)
    say(f"seed {seed}")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        killing = Killing(Path(folder), seed, say)
        asyncio.run(killing.run(rounds))
    say("\n".join([f"{time.monotonic() - begun:.0f} s: {killing.line()}", *killing.count.lost]))
    return 1 if killing.count.lost or killing.told.damaged else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
