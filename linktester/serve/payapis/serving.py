"""Answering a call of an API: injected faults around it, an entry of the request log after it."""

import asyncio

from linktester.serve.exchange import Answer
from linktester.serve.injected import Injected
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.wire import encoded

_JSON = ((b"content-type", b"application/json"),)


class DroppedError(Exception):
    """The connection is to be cut instead of an answer."""


async def answered(api: Api, call: ApiCall) -> Answer:
    """Return the answer of `api`. Raises DroppedError, and EnvironmentFault when the books are unusable."""
    fault = call.ground.faults.hit(call.method, call.path)
    if fault is None:
        return _kept(api, call, api.answer(call))
    call.findings.notes.append("injected-fault")
    answer = api.answer(call) if fault.after or fault.delay_ms else None
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if fault.drop:
        _note(api, call, 0, b"")
        raise DroppedError
    return _kept(api, call, _instead(fault) if fault.status is not None or answer is None else answer)


def answered_at_once(api: Api, call: ApiCall) -> Answer:
    """Return the answer of `api` while no fault is armed. Raises EnvironmentFault as `answered` does."""
    return _kept(api, call, api.answer(call))


def unread(api: Api, call: ApiCall, status: int) -> None:
    """Put down a call whose body never came whole; `status` 0: its sender was gone."""
    call.findings.refused = "body"
    _note(api, call, status, b"")


def _instead(fault: Injected) -> Answer:
    body = (
        fault.body.encode()
        if isinstance(fault.body, str)
        else b""
        if fault.body is None
        else encoded(fault.body)
    )
    return Answer(status=fault.status or 500, headers=_JSON, body=body)


def _kept(api: Api, call: ApiCall, answer: Answer) -> Answer:
    _note(api, call, answer.status, answer.body)
    return answer


def _note(api: Api, call: ApiCall, status: int, body: bytes) -> None:
    call.ground.requests.write(
        at=call.ground.clock.real(),
        api=api.name,
        asked=(call.method, call.target, dict(call.headers), call.body),
        answered=(status, body),
        findings=call.findings,
    )
