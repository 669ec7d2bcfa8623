from linktester import links
from linktester.model.link import PlatformId
from linktester.serve.clients.inside import asking, leaving_address
from tests.fakes.emulator import asked

UNIONPAY = links.catalogue().platforms[PlatformId("unionpay")]


def test_leaving_asks_and_states_no_identity() -> None:
    answer = asking(UNIONPAY, asked(leaving_address(UNIONPAY.id, "https://a.example/?b=1")))
    assert b'href="https://a.example/?b=1"' in answer.body
    assert b"canonical" not in answer.body


def test_lone_surrogates_do_no_harm() -> None:
    assert leaving_address(UNIONPAY.id, "a\ud800").endswith("?leave=a%3F")


def test_anything_else_is_404() -> None:
    assert asking(UNIONPAY, asked("https://unionpay.linktester.test/inside")).status == 404
