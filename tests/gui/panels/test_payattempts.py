from urllib.parse import urlencode

import pytest

from linktester.codec import from_plain
from linktester.gui.panels.payattempts import (
    attempt_lines,
    damages,
    notice_words,
    outcome_words,
    role_of,
    signed_text,
    signer,
    titled,
    visible_text,
)
from linktester.gui.speech import Speech
from linktester.gui.widgets.prose import plain
from linktester.send.payertold import Damage, PayAttempt, PayNotice
from tests.fakes import payerport

T = Speech("en").t
NOTICE = from_plain(payerport.notice(), PayNotice)


def attempt(**more: object) -> PayAttempt:
    return from_plain(payerport.attempt(**more), PayAttempt)


def test_what_wechat_pay_signs() -> None:
    assert signed_text("wechatpay", attempt()) == f'1772337600\n{"n" * 32}\n{{"id":"N-1"}}\n'
    assert signer("wechatpay", attempt()) == "5157F09EFDC096DE15EBE81A47057A72"


def test_what_alipay_signs_is_sorted_and_in_its_own_charset() -> None:
    body = urlencode({"sign": "x", "b": "两杯茶", "a": "1 2", "sign_type": "RSA2"}, encoding="gbk")
    sent = attempt(body=body, headers={"Content-Type": "application/x-www-form-urlencoded; charset=gbk"})
    assert (signed_text("alipay", sent), signer("alipay", sent)) == ("a=1 2&b=两杯茶", "RSA2")
    odd = attempt(body="a=%E4", headers={"content-type": "text/x; charset=klingon"})
    assert signed_text("alipay", odd) == ""
    assert (signed_text("unionpay", odd), signer("unionpay", odd)) == ("", "")


@pytest.mark.parametrize(
    ("told", "said", "role"),
    [
        ({}, "Taken by your server (HTTP 200)", "honored"),
        ({"outcome": "refused", "status": 500}, "Not taken: your server answered HTTP 500", "blocked"),
        (
            {"outcome": "failed", "status": None, "error": "ConnectError"},
            "Nobody answered: ConnectError",
            "blocked",
        ),
        ({"outcome": "held", "error": "a.example"}, "Not sent: a.example", "rewritten"),
        ({"outcome": "not-verified", "tamper": "body"}, "it does not verify callbacks", "blocked"),
        ({"outcome": "refused", "tamper": "signature"}, "That is right.", "honored"),
        ({"outcome": "failed", "tamper": "body", "error": "x"}, "Nobody answered: x", "blocked"),
        ({"outcome": "of-later"}, "of-later", "inconclusive"),
    ],
)
def test_how_a_try_ended(told: dict[str, object], said: str, role: str) -> None:
    assert said in outcome_words(attempt(**told), T)
    assert role_of(attempt(**told)) == role


def test_how_a_callback_stands() -> None:
    assert notice_words(NOTICE, T) == "Delivered"
    waiting = from_plain(payerport.notice(state="pending", next_due=payerport.MADE), PayNotice)
    assert notice_words(waiting, T).startswith("Waiting for the next try, next try due 2026-03-01 12:00:00")
    assert notice_words(from_plain(payerport.notice(state="odd"), PayNotice), T) == "odd"


def test_only_wechat_pay_sends_probes() -> None:
    assert Damage.PROBE in damages("wechatpay")
    assert Damage.PROBE not in damages("alipay")


def test_a_try_is_told_from_signature_to_answer() -> None:
    said = plain(attempt_lines(NOTICE, attempt(answer="<script>"), T))
    assert "Signed rightly, with the key 5157F09EFDC096DE15EBE81A47057A72." in said
    assert "1772337600⏎" in said
    assert "Wechatpay-Nonce: nnn" in said
    assert said.endswith("Answer, HTTP 200\n<script>")
    damaged = plain(attempt_lines(NOTICE, attempt(tamper="timestamp", status=None, outcome="failed"), T))
    assert "Damaged on purpose: time." in damaged
    assert "Answer, HTTP" not in damaged


def test_blanks_and_line_ends_are_seen() -> None:
    assert visible_text("a b\tc\r\n") == "a·b→\tc␍⏎\n"


def test_long_text_is_shown_whole_up_to_a_bound() -> None:
    _, body = titled("t", "x" * 5_000)
    assert body.plain == "x" * 5_000
    _, body = titled("t", "x" * 100_000)
    assert body.plain.endswith("x …")
