import pytest

from linktester.serve.octets import BadHeaderError, Reply, octets_of


def test_a_whole_answer_is_one_piece() -> None:
    reply = Reply(200, [(b"Content-Type", b"a/b"), (b"content-length", b"2")], b"ok")
    head = b"HTTP/1.1 200 OK\r\ncontent-type: a/b\r\ncontent-length: 2"
    assert octets_of(reply, closes=False, with_body=True) == head + b"\r\n\r\nok"
    assert octets_of(reply, closes=True, with_body=False) == head + b"\r\nconnection: close\r\n\r\n"


@pytest.mark.parametrize("value", [b"a\r\nb: c", b"a\nb", b"a\r", b"\x00", b"\x7f"])
def test_no_header_can_end_itself(value: bytes) -> None:
    for header in ((b"location", value), (value, b"x")):
        with pytest.raises(BadHeaderError):
            octets_of(Reply(302, [(b"a", b"b"), header], b""), closes=False, with_body=True)


def test_tabs_and_octets_beyond_ascii_are_fine() -> None:
    reply = Reply(204, [(b"x", b"a\tb \xe5\x95\x86")], b"")
    assert octets_of(reply, closes=False, with_body=True).endswith(b"\r\nx: a\tb \xe5\x95\x86\r\n\r\n")
