import pytest

from linktester.codec import from_plain
from linktester.gui.panels.payrefusals import CHECKS, NOTES, built_text, exchange_lines, head_lines, reason
from linktester.gui.speech import Speech
from linktester.gui.widgets.prose import plain
from linktester.send.payertold import ApiRequest
from linktester.wording import LANGUAGES, table
from tests.fakes import payerport

T = Speech("en").t


def request(**more: object) -> ApiRequest:
    return from_plain(payerport.request(**more), ApiRequest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_and_note_has_words(language: str) -> None:
    words = table(language)
    assert all(f"payment.why-{each}" in words for each in CHECKS)
    assert all(f"payment.note-{each}" in words for each in NOTES)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"status": 401, "findings": {"refused": "signature"}}, "The signature does not match."),
        ({"status": 401, "findings": {"refused": "serial_no"}}, "Take merchant_cert_serial"),
        ({"status": 401, "findings": {"refused": "new_check"}}, 'check of "new_check"'),
        ({"status": 404, "findings": {"code": "ORDER_NOT_EXIST"}}, "ORDER_NOT_EXIST, HTTP 404"),
        ({"status": 0}, "The connection was cut"),
        ({}, ""),
    ],
)
def test_why(told: dict[str, object], said: str) -> None:
    found = reason(request(**told), T)
    assert said in found
    assert bool(found) == bool(said)


def test_notes_are_told_in_words_with_a_remedy() -> None:
    said = plain(head_lines(request(findings={"notes": ["replayed-nonce", "of-later"]}), T))
    assert "make a new random nonce" in said
    assert "of-later" in said
    assert "Answered without an error." in said


def test_what_the_server_built_is_seen_to_the_last_byte() -> None:
    assert built_text(request(findings={"built": "GET\n/a b\n"})) == "GET⏎\n/a·b⏎\n"


def test_request_and_answer() -> None:
    said = plain(exchange_lines(request(answer=""), T))
    assert "authorization: WECHATPAY2-SHA256-RSA2048 x" in said
    assert '{"a":1}' in said
    assert said.endswith("(empty)")
