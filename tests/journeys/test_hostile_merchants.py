"""Merchants that answer callbacks as no server should, and addresses that only look like this machine."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from tests.fakes.emulator import running_emulator
from tests.fakes.hostile_server import BEHAVIOURS, HostileServer
from tests.fakes.shops import Line, a_line
from tests.fakes.wires import House

pytestmark = pytest.mark.journey

REDIRECTS = {"loop", "endless", "bad_location", "into_emulated"}
SLOW = {"drip_head", "drip_body", "silent"}
ELSEWHERE = [
    "http://merchant.example/n",
    "http://localhost.evil/n",
    "http://127.0.0.1.evil/n",
    "http://127.0.0.1%2eevil/n",
    "http://evil.localhost/n",
    "http://localhost./n",
    "http://127.0.0.1@evil.example/n",
    "http://evil.example\\@127.0.0.1/n",
    "http://0.0.0.0/n",
    "http://0/n",
    "http://127.0.0.2/n",
    "http://[::]/n",
    "http://[::ffff:127.0.0.1]/n",
    "http://10.0.0.1/n",
    "http://169.254.169.254/latest",
]
HERE = [
    "localhost",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "evil@127.0.0.1",
    "127。0。0。1",
]
"""Other spellings of this machine, as every browser reads them."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_emulator(tmp_path_factory.mktemp("emulator")) as ready:
        house = House(ready)
        yield house
        house.close()


def played(house: House, deed: Callable[[HostileServer, Line], Awaitable[None]]) -> HostileServer:
    """Do `deed` with a server that does as its paths say."""

    async def play() -> HostileServer:
        line = a_line(house.shops)
        async with HostileServer() as server, line.client:
            await deed(server, line)
            return server

    return asyncio.run(play())


async def paid(line: Line, number: str, notify: str) -> None:
    """Let an order be made and paid."""
    body = line.shops.wechatpay_order(number, notify)
    made = await line.wechatpay("POST", "/v3/pay/transactions/native", body)
    done = await line.control("POST", "/payer/pay", {"code": made.json()["code_url"]})
    assert done.json()["state"] == "SUCCESS"


async def told(line: Line, number: str) -> dict[str, Any]:
    """Return the only callback about an order, once it was tried."""
    await line.control("POST", "/clock", {"advance_seconds": 0})
    (notice,) = (await line.control("GET", f"/notifications?out_trade_no={number}")).json()["notifications"]
    return dict(notice)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process in /proc")
def test_whatever_a_merchant_answers_it_is_one_try(house: House) -> None:
    outcomes: dict[str, list[dict[str, Any]]] = {}

    async def deed(server: HostileServer, line: Line) -> None:
        for name in BEHAVIOURS:
            await paid(line, f"HOSTILE_{name}", server.url(name))
        for name in BEHAVIOURS:
            outcomes[name] = (await told(line, f"HOSTILE_{name}"))["attempts"]

    before = house.forget_peak()
    server = played(house, deed)
    assert house.peak() - before < 48
    assert sorted(server.targets) == sorted(f"/{name}".encode() for name in BEHAVIOURS)
    for name, attempts in outcomes.items():
        assert len(attempts) == 1, name
        assert len(attempts[0]["answer"]) <= 16_384
    assert {outcomes[name][0]["outcome"] for name in SLOW} == {"failed"}
    assert "accepted" not in {outcomes[name][0]["outcome"] for name in REDIRECTS | {"garbage", "huge_head"}}


def test_no_callback_leaves_this_machine_whatever_its_address_looks_like(house: House) -> None:
    async def deed(server: HostileServer, line: Line) -> None:
        for index, address in enumerate(ELSEWHERE):
            last = house.last()
            await paid(line, f"AWAY_{index:03d}", address)
            notice = await told(line, f"AWAY_{index:03d}")
            (attempt,) = notice["attempts"]
            assert (notice["state"], attempt["outcome"], attempt["status"]) == ("held", "held", None), address
            assert "--notify-host" in attempt["error"]
            assert house.newest(last)[0]["findings"]["notes"] == ["notify-host-not-allowed"]

    assert played(house, deed).targets == []


def test_this_machine_is_told_however_it_is_spelt(house: House) -> None:
    async def deed(server: HostileServer, line: Line) -> None:
        for index, name in enumerate(HERE):
            await paid(line, f"HERE_{index:03d}", f"http://{name}:{server.port}/fine")
            (attempt,) = (await told(line, f"HERE_{index:03d}"))["attempts"]
            assert attempt["outcome"] != "held"

    assert played(house, deed).targets == [b"/fine"] * len(HERE)


@pytest.mark.parametrize("tamper", ["signature", "body", "timestamp", "probe"])
def test_damaged_callbacks_do_not_verify(house: House, tamper: str) -> None:
    number = f"DAMAGED_{tamper}"

    async def deed(server: HostileServer, line: Line) -> None:
        await paid(line, number, server.url("fine"))
        notice = await told(line, number)
        path = f"/notifications/{notice['id']}/redeliver"
        attempt = (await line.control("POST", path, {"tamper": tamper})).json()
        headers = {name.lower(): value for name, value in attempt["headers"].items()}
        opened = house.shops.opened_wechatpay(headers, attempt["body"].encode())
        is_old = int(headers["wechatpay-timestamp"]) < time.time() - 300
        assert (opened is not None, is_old) == (tamper == "timestamp", tamper == "timestamp")
        assert (await told(line, number))["state"] == notice["state"]

    played(house, deed)
