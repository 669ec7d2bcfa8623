import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.gui.models.rawtext import (
    HEADERS,
    answer_text,
    body_text,
    dump,
    is_binary,
    request_text,
)
from tests.fakes.results import exchange


def test_request_is_its_line_in_octets_and_its_headers() -> None:
    made = exchange("https://h.example/x", target=b"/a%20b\xff", request_headers=(("host", "h.example"),))
    assert request_text(made) == "GET /a%20b\\xff\nhost: h.example"


def test_answer_is_status_and_headers() -> None:
    made = exchange("https://h.example/x", 302, response_headers=(("location", "/\u202ey"),))
    assert answer_text(made) == "302\nlocation: /\\u202ey"
    assert answer_text(exchange("https://h.example/x", None)) == ""


def test_a_header_cannot_pretend_to_be_two() -> None:
    made = exchange("https://h.example/x", 200, response_headers=(("a", "b\r\nset-cookie: c"),))
    assert answer_text(made).count("\n") == 1


def test_headers_are_bounded() -> None:
    made = exchange("https://h.example/x", 200, response_headers=(("a", "b"),) * 500)
    assert answer_text(made).count("a: b") == HEADERS


@pytest.mark.parametrize(
    ("body", "binary"),
    [
        (b"", False),
        ("已停止访问".encode(), False),
        (b"line\r\nline\t\x1b[0m", False),
        (b"\x89PNG\r\n\x1a\n\x00", True),
        (b"\xff\xfe" * 40, True),
    ],
)
def test_tells_what_is_better_looked_at_in_octets(body: bytes, binary: bool) -> None:
    assert is_binary(body) is binary


def test_a_dump_shows_offset_octets_and_letters() -> None:
    assert dump(b"GET /\x00\xff") == "000000  47 45 54 20 2f 00 ff" + " " * 27 + "  GET /.."
    assert dump(b"") == ""


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_a_dump_tells_every_octet(body: bytes) -> None:
    lines = dump(body).splitlines()
    assert bytes.fromhex(" ".join(line[8:55] for line in lines)) == body
    assert all(len(line) <= 8 + 47 + 2 + 16 for line in lines)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_a_body_is_always_text(body: bytes) -> None:
    shown = body_text(body)
    shown.encode()
    assert "\x00" not in shown
    assert "\u202e" not in shown
