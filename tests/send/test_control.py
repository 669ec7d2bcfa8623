"""The control port, from the outside."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from linktester.model.association import APPLE_CDN
from linktester.model.errors import EnvironmentFault
from linktester.model.world import Site, WorldSpec
from linktester.send import Control, Ready
from tests.fakes.client_protocol import FakeEmulator, Reply, answer
from tests.fakes.phones import DAY, run


def call(folder: Path, ask: Callable[[Control], Coroutine[Any, Any, Any]], **replies: Reply) -> Any:
    async def go() -> Any:
        control = {name.replace("_", "/"): reply for name, reply in replies.items()}
        async with FakeEmulator(folder, control=control) as emulator:
            asked = Control(emulator.ready)
            try:
                return await ask(asked), emulator.worlds
            finally:
                await asked.aclose()

    return run(go())


def entry(id_: str) -> dict[str, str]:
    return {"request_id": id_, "world": "w1", "role": "client"}


def test_worlds(tmp_path: Path) -> None:
    spec = WorldSpec(as_of=DAY, rollout_seed=3, sites=(Site(host="a.example"),))
    world, made = call(tmp_path, lambda control: control.world(spec))
    assert world == "w1"
    assert made == [
        {"as_of": "2022-03-01T12:00:00+08:00", "rollout_seed": 3, "sites": [{"host": "a.example"}]}
    ]


def test_the_journal_stands_in_the_order_asked(tmp_path: Path) -> None:
    told = answer(entries=[entry("r2"), entry("r1")])
    found, _ = call(tmp_path, lambda control: control.journal(["r1", "none", "r2"]), journal_query=told)
    assert [each.request_id for each in found] == ["r1", "r2"]
    assert call(tmp_path, lambda control: control.journal([]))[0] == ()


def test_the_rest(tmp_path: Path) -> None:
    assert call(tmp_path, lambda control: control.hosts())[0] == ("*.emulated.example", APPLE_CDN)
    assert call(tmp_path, lambda control: control.packs())[0] == {"wechat": "2026 0123"}
    assert call(tmp_path, lambda control: control.health())[0] == {"version": "0"}
    assert call(tmp_path, lambda control: control.shutdown())[0] is None


@pytest.mark.parametrize(
    "reply",
    [Reply(500, b"x"), Reply(200, b"not json"), Reply(200, b"[]"), answer(hosts=5), answer(), Reply(302)],
)
def test_answers_that_make_no_sense(tmp_path: Path, reply: Reply) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        call(tmp_path, lambda control: control.hosts(), hosts=reply)
    assert caught.value.message.code == "send.control-answer"


def test_nobody_answers(tmp_path: Path) -> None:
    async def go() -> None:
        async with FakeEmulator(tmp_path) as emulator:
            ready = emulator.ready
        control = Control(ready)
        try:
            await control.health()
        finally:
            await control.aclose()

    with pytest.raises(EnvironmentFault) as caught:
        run(go())
    assert caught.value.message.code == "send.control-unreachable"


def test_the_token_is_needed(tmp_path: Path) -> None:
    async def go() -> None:
        async with FakeEmulator(tmp_path) as emulator:
            right = emulator.ready
            wrong = Ready(right.base_url, right.tls_base_url, right.control_url, "x", right.credentials_file)
            control = Control(wrong)
            try:
                await control.health()
            finally:
                await control.aclose()

    with pytest.raises(EnvironmentFault):
        run(go())
