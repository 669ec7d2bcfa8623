import asyncio
from pathlib import Path

import pytest

from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.injected import Injected
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.serving import DroppedError, answered
from tests.fakes.payers import a_ground


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return a_ground(tmp_path)


def ask(ground: Ground, called: list[str]) -> Answer:
    def answer(call: ApiCall) -> Answer:
        called.append(call.path)
        call.findings.number = "T-1"
        return Answer(body=b"own")

    api = Api(name="x", hosts=frozenset(), prefixes=("/x",), answer=answer)
    call = ApiCall(ground=ground, method="GET", host="h", target="/x?y", headers={}, body=b"")
    return asyncio.run(answered(api, call))


def test_every_call_is_in_the_log(ground: Ground) -> None:
    assert ask(ground, []).body == b"own"
    entry = ground.requests.after(0)[0]
    assert (entry.api, entry.target, entry.status, entry.answer) == ("x", "/x?y", 200, "own")
    assert (entry.findings.number, entry.findings.notes) == ("T-1", [])


@pytest.mark.parametrize(
    ("fault", "body", "calls"),
    [
        (Injected(status=500, body={"code": "SYSTEM_ERROR"}), b'{"code":"SYSTEM_ERROR"}', 0),
        (Injected(status=500, body="text", after=True), b"text", 1),
        (Injected(status=429), b"", 0),
        (Injected(delay_ms=1), b"own", 1),
    ],
)
def test_a_fault_answers_instead(ground: Ground, fault: Injected, body: bytes, calls: int) -> None:
    ground.faults.arm(fault)
    called: list[str] = []
    answer = ask(ground, called)
    assert (answer.body, len(called)) == (body, calls)
    assert answer.status == (fault.status or 200)
    assert ground.requests.after(0)[0].findings.notes == ["injected-fault"]


@pytest.mark.parametrize(("after", "calls"), [(False, 0), (True, 1)])
def test_a_dropped_call_may_have_done_its_work(ground: Ground, after: bool, calls: int) -> None:
    ground.faults.arm(Injected(drop=True, after=after))
    called: list[str] = []
    with pytest.raises(DroppedError):
        ask(ground, called)
    assert len(called) == calls
    assert ground.requests.after(0)[0].status == 0
