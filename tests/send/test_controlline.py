import asyncio
from typing import Any

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.send.controlline import ControlLine, RebuffedError
from tests.fakes.payerport import PayerPort, payer_port


def called(port: PayerPort, name: str, body: object = None) -> Any:
    async def go() -> Any:
        line = ControlLine(port.ready)
        try:
            return await line.call("GET" if body is None else "POST", name, body)
        finally:
            await line.aclose()

    return asyncio.run(go())


def field(port: PayerPort, name: str, kind: type[Any]) -> Any:
    async def go() -> Any:
        line = ControlLine(port.ready)
        try:
            return await line.field("GET", name, "orders", kind)
        finally:
            await line.aclose()

    return asyncio.run(go())


def test_an_answer_is_an_object() -> None:
    with payer_port() as port:
        assert called(port, "orders") == {"orders": []}
        assert called(port, "reset", {"clock": True}) == {}
        assert field(port, "orders", list[str]) == []
    assert port.asked == [("POST /reset", {"clock": True})]


def test_a_refusal_tells_its_reason_and_is_a_fault_too() -> None:
    answers = {"GET /orders": (409, {"error": "too late", "reason": "expired"})}
    with payer_port(answers=answers) as port, pytest.raises(RebuffedError) as caught:
        called(port, "orders")
    assert (caught.value.reason, caught.value.words) == ("expired", "too late")
    assert isinstance(caught.value, EnvironmentFault)
    assert caught.value.message.args["reason"] == "409 too late"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (500, {"error": "x", "reason": "y"}),
        (404, b"nothing"),
        (404, b"[]"),
        (404, {"error": 1}),
        (200, b"[]"),
    ],
)
def test_answers_that_make_no_sense(status: int, told: Any) -> None:
    with payer_port(answers={"GET /orders": (status, told)}) as port:
        with pytest.raises(EnvironmentFault) as caught:
            called(port, "orders")
        with pytest.raises(EnvironmentFault):
            field(port, "orders", list[int])
    assert caught.value.message.code == "send.control-answer"
    assert not isinstance(caught.value, RebuffedError)


def test_a_field_of_another_kind_makes_no_sense() -> None:
    answers = {"GET /orders": (200, {"orders": 5})}
    with payer_port(answers=answers) as port, pytest.raises(EnvironmentFault):
        field(port, "orders", list[int])


def test_nobody_answers() -> None:
    with payer_port() as port:
        pass
    with pytest.raises(EnvironmentFault) as caught:
        called(port, "orders")
    assert caught.value.message.code == "send.control-unreachable"
