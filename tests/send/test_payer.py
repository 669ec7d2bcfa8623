import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.send.payer import REASONS, PayerControl, PayerRefusedError
from linktester.send.payertold import Damage, PayBehaviour, PayOutcome
from linktester.wording import LANGUAGES, Words
from tests.fakes import payerport
from tests.fakes.payerport import PayerPort, payer_port

Ask = Callable[[PayerControl], Awaitable[Any]]


def asked(port: PayerPort, ask: Ask) -> Any:
    async def go() -> Any:
        payer = PayerControl(port.ready)
        try:
            return await ask(payer)
        finally:
            await payer.aclose()

    return asyncio.run(go())


@pytest.mark.parametrize(
    ("ask", "call", "body"),
    [
        (lambda p: p.scan("c"), "/payer/scan", {"code": "c"}),
        (lambda p: p.pay("c"), "/payer/pay", {"code": "c", "outcome": "success"}),
        (
            lambda p: p.pay(number=("alipay", "T"), outcome=PayOutcome.CANCEL),
            "/payer/pay",
            {"platform": "alipay", "out_trade_no": "T", "outcome": "cancel"},
        ),
        (
            lambda p: p.auth_code("alipay", PayBehaviour.CONFIRM),
            "/payer/auth-code",
            {"platform": "alipay", "behaviour": "confirm"},
        ),
        (lambda p: p.age("c", 60), "/payer/age", {"code": "c", "seconds": 60}),
        (lambda p: p.advance(90), "/clock", {"advance_seconds": 90}),
        (lambda p: p.rotate(), "/wechatpay/rotate-certificate", {}),
        (
            lambda p: p.redeliver("N/1", Damage.BODY),
            "/notifications/N%2F1/redeliver",
            {"tamper": "body"},
        ),
        (lambda p: p.redeliver("N"), "/notifications/N/redeliver", {"tamper": None}),
        (lambda p: p.arm([{"drop": True}]), "/faults", {"drop": True}),
        (lambda p: p.reset(clock=True), "/reset", {"clock": True}),
    ],
)
def test_what_is_asked(ask: Ask, call: str, body: Any) -> None:
    with payer_port() as port:
        asked(port, ask)
    assert port.asked == [(f"POST {call}", body)]


def test_what_is_answered() -> None:
    with payer_port() as port:
        assert asked(port, lambda p: p.pay("c")).state == "SUCCESS"
        assert asked(port, lambda p: p.auth_code("wechatpay")) == "130000000000000000"
        assert asked(port, lambda p: p.advance(0)) == datetime(2026, 3, 1, 4, 6, tzinfo=UTC)
        assert asked(port, lambda p: p.business_time()) == datetime(2026, 3, 1, 4, 5, tzinfo=UTC)
        assert asked(port, lambda p: p.rotate()) == "A0"
        assert asked(port, lambda p: p.redeliver("N")).outcome == "accepted"
        assert asked(port, lambda p: p.arm([{}, {}])) == 1
        assert asked(port, lambda p: p.disarm()) is None
    assert port.asked[-1] == ("DELETE /faults", None)


def test_the_books() -> None:
    told = {"orders": [payerport.order("B", id_=2), payerport.order("A", id_=1)]}
    with payer_port(**told, notices=[payerport.notice()], requests=[payerport.request(7)]) as port:
        assert [each.number for each in asked(port, lambda p: p.orders())] == ["B", "A"]
        assert [each.number for each in asked(port, lambda p: p.orders("wechatpay", before=2))] == ["A"]
        (notice,) = asked(port, lambda p: p.notifications("T-1"))
        assert asked(port, lambda p: p.notifications("other")) == ()
        (request,) = asked(port, lambda p: p.requests(6))
        assert asked(port, lambda p: p.requests(7)) == ()
    assert (notice.event, notice.attempts[0].status) == ("TRANSACTION.SUCCESS", 200)
    assert (request.id, request.findings.built) == (7, "POST\n/v3/pay\n")


def test_a_refusal_has_the_emulators_reason_and_words_in_both_languages() -> None:
    for reason in (*sorted(REASONS), "of-a-later-emulator"):
        answers = {"POST /payer/pay": (409, {"error": "why", "reason": reason})}
        with payer_port(answers=answers) as port, pytest.raises(PayerRefusedError) as caught:
            asked(port, lambda p: p.pay("c"))
        assert (caught.value.reason, caught.value.words) == (reason, "why")
        assert isinstance(caught.value, InputErrors)
        for language in LANGUAGES:
            assert "payer." not in Words(language).say(caught.value.problems[0].message)


@pytest.mark.parametrize(
    ("call", "told", "ask"),
    [
        ("GET /orders", {"orders": 5}, lambda p: p.orders()),
        ("GET /orders", {"orders": [{"refunds": 5}]}, lambda p: p.orders()),
        ("GET /notifications", {}, lambda p: p.notifications()),
        ("GET /requests", {"requests": [5]}, lambda p: p.requests()),
        ("POST /clock", {"now": "noon"}, lambda p: p.advance(1)),
    ],
)
def test_answers_that_make_no_sense(call: str, told: Any, ask: Ask) -> None:
    with payer_port(answers={call: (200, told)}) as port, pytest.raises(EnvironmentFault) as caught:
        asked(port, ask)
    assert caught.value.message.code == "send.control-answer"
