"""Whatever is sent to the emulator's sockets: refused, told in the journal where understood, and no harm."""

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from linktester.serve.protocol import MAX_BODY, MAX_HEAD
from linktester.serve.routing import LOOPBACK
from tests.fakes.hasty import hasty_emulator
from tests.fakes.wires import NATIVE, House, Wire, content, statuses

pytestmark = pytest.mark.journey

MIB = 1024 * 1024
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
CLOSE = b"Connection: close"
END = b"\r\n\r\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with hasty_emulator(tmp_path_factory.mktemp("emulator")) as ready:
        house = House(ready)
        assert statuses(Wire(house.port).send(house.request(house.order())).rest()) == [200]
        yield house
        # Whatever the tests did: it is the same process, and it takes orders.
        assert statuses(Wire(house.port).send(house.request(house.order())).rest()) == [200]
        house.close()


@contextmanager
def unmoved(house: House) -> Iterator[None]:
    """Expect that the books are the same afterwards."""
    before = house.books()
    yield
    assert house.books() == before


def asked(house: House, *parts: bytes, port: int = 0) -> bytes:
    """Send something that changes nothing; return what came back."""
    with unmoved(house):
        return Wire(port or house.port).send(*parts).rest()


def chunk(octets: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(octets), octets)


# Bodies.


def test_a_body_declared_too_large_is_refused_and_told(house: House) -> None:
    last = house.last()
    answer = asked(house, house.head(b"") + b"Content-Length: %d" % (MAX_BODY + 1) + END)
    assert (statuses(answer), content(answer)["type"]) == ([413], "body-too-large")
    (entry,) = house.newest(last)
    assert (entry["status"], entry["findings"]["refused"], entry["target"]) == (413, "body", NATIVE)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process in /proc")
def test_a_body_that_grows_too_large_is_refused_and_told(house: House) -> None:
    last, before = house.last(), house.forget_peak()
    answer = asked(house, house.head(b"") + CHUNKED, *[chunk(b"x" * MIB)] * (MAX_BODY // MIB + 2))
    assert (statuses(answer), content(answer)["type"]) == ([413], "body-too-large")
    (entry,) = entries_after(house, last)
    assert (entry["status"], entry["findings"]["refused"]) == (0, "body")
    assert house.peak() - before < 4 * MAX_BODY // MIB


@pytest.mark.parametrize("begun", [b"Content-Length: 100\r\n\r\n{", CHUNKED + chunk(b"{"), CHUNKED + b"5"])
def test_a_slow_body_is_refused_and_told(house: House, begun: bytes) -> None:
    last = house.last()
    answer = asked(house, house.head(b"") + begun)
    assert (statuses(answer), content(answer)["type"]) == ([408], "body-too-slow")
    (entry,) = house.newest(last)
    assert (entry["status"], entry["findings"]["refused"]) == (408, "body")


@pytest.mark.parametrize("how", ["close", "reset", "half_close"])
def test_a_connection_dropped_in_mid_body_orders_nothing(house: House, how: str) -> None:
    last, body = house.last(), house.order()
    with unmoved(house):
        wire = Wire(house.port).send(house.request(body)[:-20])
        getattr(wire, how)()
        told = entries_after(house, last)
        wire.close()
    assert [(each["status"], each["findings"]["refused"]) for each in told] == [(0, "body")]


def entries_after(house: House, last: int) -> list[dict[str, Any]]:
    """Return what the journal has got; the emulator is slower than whoever hangs up."""
    for _ in range(5_000):
        if found := house.newest(last):
            return found
    return []


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: -1",
        b"Content-Length: +2",
        b"Content-Length: 0x2",
        b"Content-Length: 2, 2",
        b"Content-Length: 99999999999999999999999",
        b"Content-Length: 2\r\nContent-Length: 3",
        b"Content-Length: 2\r\nContent-Length: 2",
        b"Content-Length: 2\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nContent-Length: 2",
        b"Transfer-Encoding: gzip",
        b"Transfer-Encoding: chunked, identity",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    ],
)
def test_a_body_whose_end_is_not_clear_is_refused(house: House, framing: bytes) -> None:
    last = house.last()
    answer = asked(house, house.head(b"{}") + framing + END + chunk(b"{}") + b"0" + END)
    assert (statuses(answer), content(answer)["type"]) == ([400], "malformed")
    assert all(entry["status"] == 0 for entry in house.newest(last))


@pytest.mark.parametrize(
    "chunks",
    [
        b"zz\r\n{}",
        b"-2\r\n{}\r\n0\r\n\r\n",
        b"0x2\r\n{}\r\n0\r\n\r\n",
        b"fffffffffffffffffff\r\n{}",
        b"2\r\n{}xx\r\n",
        b"2\n{}\n0\n\n",
        b" 2\r\n{}\r\n0\r\n\r\n",
    ],
)
def test_chunks_against_the_grammar_are_refused(house: House, chunks: bytes) -> None:
    answer = asked(house, house.head(b"{}") + CHUNKED + chunks)
    assert (statuses(answer), content(answer)["type"]) == ([400], "malformed")


def test_a_chunked_body_is_taken_octet_for_octet(house: House) -> None:
    body = house.order()
    pieces = b"".join(chunk(body[at : at + 1]) for at in range(len(body)))
    answer = Wire(house.port).send(house.head(body, CLOSE) + CHUNKED + pieces + b"0" + END).rest()
    assert statuses(answer) == [200]


@pytest.mark.parametrize("trailer", [b"Authorization: nonsense", b"Host: evil.example"])
def test_a_trailer_passes_for_no_header(house: House, trailer: bytes) -> None:
    body = house.order()
    whole = chunk(body) + b"0\r\n" + trailer + END
    answer = Wire(house.port).send(house.head(body, CLOSE) + CHUNKED + whole).rest()
    assert statuses(answer) == [200]


def test_a_trailer_signs_nothing(house: House) -> None:
    body = house.order()
    first, _, rest = house.head(body, CLOSE).partition(b"Authorization: ")
    signature, _, rest = rest.partition(b"\r\n")
    whole = chunk(body) + b"0\r\nAuthorization: " + signature + END
    assert statuses(asked(house, first + rest + CHUNKED + whole)) == [401]


# Heads.


@pytest.mark.parametrize("begun", [b"", b"POST /v3/pay", b"POST /v3/pay HTTP/1.1\r\nHost: 127.0.0.1\r\nX"])
def test_a_slow_head_is_refused(house: House, begun: bytes) -> None:
    answer = asked(house, begun)
    assert (statuses(answer), content(answer)["type"]) == ([408], "head-too-slow")


FLOODS = {
    "one header": (b"POST / HTTP/1.1\r\nX: ", b"a" * MIB, 431),
    "many headers": (b"POST / HTTP/1.1\r\n", b"X: a\r\n" * (MIB // 6), 431),
    "one name": (b"POST / HTTP/1.1\r\n", b"a" * MIB, 431),
    "target": (b"POST /", b"a" * MIB, 414),
    "method": (b"", b"A" * MIB, 400),
    "size of a chunk": (b"POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED, b"0" * MIB, 400),
    "extension of a chunk": (b"POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED + b"5;a=", b"a" * MIB, 431),
    "one trailer": (b"POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED + b"0\r\nX: ", b"a" * MIB, 431),
    "many trailers": (b"POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED + b"0\r\n", b"X: a\r\n" * (MIB // 6), 431),
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process in /proc")
@pytest.mark.parametrize("name", FLOODS)
def test_floods_are_refused_before_they_fill_anything(house: House, name: str) -> None:
    begun, piece, status = FLOODS[name]
    before = house.forget_peak()
    answer = asked(house, begun, *[piece] * 64)
    assert statuses(answer) in ([status], [431])
    assert house.peak() - before < 24


def test_a_large_head_is_taken_as_long_as_it_is_not_too_large(house: House) -> None:
    body = house.order()
    lines = [b"X-%d: %s" % (number, b"a" * 1000) for number in range(100)]
    assert sum(map(len, lines)) < MAX_HEAD
    assert statuses(Wire(house.port).send(house.request(body, *lines)).rest()) == [200]


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /\xe4\xb8\xad HTTP/1.1\r\nHost: a", 400),
        (b"GET / HTTP/1.1\nHost: a", 400),
        (b"GET / HTTP/1.1\r\nHost : a", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b", 400),
        (b"GET / HTTP/1.1\r\nHost: a\x00", 400),
        (b"GET / HTTP/3.7\r\nHost: a", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM", 400),
        (b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close", 400),
        (b"CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\nConnection: close", 400),
        (b"GET ftp://127.0.0.1/v3/certificates HTTP/1.1\r\nHost: a\r\nConnection: close", 400),
        (b"GET http://evil.example/v3/certificates HTTP/1.1\r\nHost: a\r\nConnection: close", 421),
        (b"GET http://127.0.0.1.evil/v3/certificates HTTP/1.1\r\nHost: a\r\nConnection: close", 421),
        (b"GET http://127.0.0.1@evil.example/v3/certificates HTTP/1.1\r\nConnection: close", 421),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: a", 400),
        (b"GET /v3/certificates HTTP/1.0", 421),
    ],
)
def test_heads_that_say_nothing_sensible_are_refused(house: House, head: bytes, status: int) -> None:
    last = house.last()
    assert statuses(asked(house, head + END)) == [status]
    assert house.newest(last) == []


@pytest.mark.parametrize("scheme", [b"Bearer ", b"WECHATPAY2-SHA256-RSA2048 ", b"ALIPAY-SHA256withRSA "])
@pytest.mark.parametrize("filler", [b"a", b"=", b'"', b'a="', b" ", b",", b"a=,"])
@pytest.mark.parametrize("target", [b"/v3/certificates", b"/v3/alipay/trade/query"])
def test_a_long_authorization_is_read_in_no_time(
    house: House, scheme: bytes, filler: bytes, target: bytes
) -> None:
    """A reading that tries again at every letter would take minutes, and nobody else were answered."""
    long = scheme + filler * (100_000 // len(filler))
    head = b"POST " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
    assert statuses(asked(house, head + long + b"x" + END))[0] in {400, 401, 405}


# Connections.


def test_requests_one_behind_the_other_are_answered_in_order(house: House) -> None:
    bodies = [house.order() for _ in range(5)]
    whole = b"".join(
        house.head(each) + b"Content-Length: %d\r\n\r\n" % len(each) + each for each in bodies[:-1]
    )
    answer = Wire(house.port).send(whole + house.request(bodies[-1])).rest()
    assert statuses(answer) == [200] * 5
    made = house.control("GET", "/orders")["orders"][:5]
    numbers = [json.loads(each)["out_trade_no"] for each in bodies]
    assert [each["out_trade_no"] for each in reversed(made)] == numbers


@pytest.mark.parametrize(
    "garbage", [b"garbage\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"\x00"]
)
def test_garbage_behind_a_request_does_not_take_its_answer(house: House, garbage: bytes) -> None:
    body = house.order()
    whole = house.head(body) + b"Content-Length: %d\r\n\r\n" % len(body) + body
    answer = Wire(house.port).send(whole + garbage).rest()
    assert statuses(answer)[0] == 200
    assert content(answer.partition(b"HTTP/1.1 4")[0])["code_url"]


def test_nothing_is_done_of_what_comes_behind_the_last_request(house: House) -> None:
    last = house.request(house.order())
    assert statuses(Wire(house.port).send(last).rest()) == [200]
    assert statuses(asked(house, last + house.request(house.order()))) == [200]


def test_whoever_ends_their_side_after_a_request_is_answered(house: House) -> None:
    body = house.order()
    whole = house.head(body) + b"Content-Length: %d\r\n\r\n" % len(body) + body
    assert statuses(Wire(house.port).send(whole).half_close().rest()) == [200]


def test_a_large_body_and_the_begin_of_the_next_head_in_one_piece(house: House) -> None:
    """What belongs to the body must not count as head, however the pieces arrive."""
    first = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 200000\r\n\r\n" + b"x" * 200_000
    begun, rest = b"GET / HTTP/1.1\r\nHost: 127", b".0.0.1\r\nConnection: close\r\n\r\n"
    assert statuses(asked(house, first + begun, rest)) == [404, 404]


# Content that a merchant signed.

STRANGE = {
    "nothing": b"",
    "no JSON": b"{",
    "lists in lists": b"[" * 100_000,
    "objects in objects": b'{"a":' * 100_000,
    "deep and whole": b'{"a":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "beyond all numbers": b'{"amount":{"total":1e400}}',
    "beyond 64 bits": b'{"amount":{"total":' + b"9" * 100_000 + b"}}",
    "not a number": b'{"amount":{"total":NaN}}',
    "endless": b'{"amount":{"total":Infinity}}',
    "GBK": '{"description":"一杯奶茶"}'.encode("gbk"),
    "UTF-16": '{"description":"a"}'.encode("utf-16"),
    "half a letter": b'{"description":"\xe4\xb8"}',
    "a lone surrogate": b'{"description":"\\ud800"}',
    "a surrogate in octets": b'{"description":"\xed\xa0\x80"}',
    "NUL": b'{"description":"\x00"}',
    "a mark of the order of octets": b"\xef\xbb\xbf{}",
    "more behind it": b"{} {}",
    "gzip": gzip.compress(b"{}"),
    "no object": b'"text"',
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_content_is_a_wrong_parameter(house: House, name: str) -> None:
    last = house.last()
    answer = asked(house, house.request(STRANGE[name], b"Content-Encoding: gzip"))
    assert (statuses(answer), content(answer)["code"]) == ([400], "PARAM_ERROR")
    (entry,) = house.newest(last)
    assert (entry["status"], entry["findings"]["code"]) == (400, "PARAM_ERROR")


def test_of_a_field_that_is_there_twice_the_last_one_counts(house: House) -> None:
    body = house.order().replace(b'"total": 100', b'"total": 0, "total": 7')
    assert statuses(Wire(house.port).send(house.request(body)).rest()) == [200]
    assert house.control("GET", "/orders")["orders"][0]["amount"]["total"] == 7


WRONG = {
    "mchid": ({"mchid": "1900000009"}, "mchid"),
    "serial": ({"serial_no": "0" * 40}, "serial_no"),
    "long ago": ({"timestamp": "1500000000"}, "timestamp"),
    "far off": ({"timestamp": "99999999999"}, "timestamp"),
    "no time": ({"timestamp": "1e9"}, "timestamp"),
    "digits of another script": ({"timestamp": "१७०००००००००"}, "timestamp"),
    "other content": ({"signature": "AAAA"}, "signature"),
    "no base64": ({"signature": "%%%"}, "signature"),
}


@pytest.mark.parametrize("name", WRONG)
def test_whoever_signs_wrong_orders_nothing(house: House, name: str) -> None:
    wrong, refused = WRONG[name]
    last, body = house.last(), house.order()
    answer = asked(house, house.request(body, **wrong))
    assert (statuses(answer), content(answer)["code"]) == ([401], "SIGN_ERROR")
    assert content(answer)["detail"]["field"] == refused
    (entry,) = house.newest(last)
    assert entry["findings"]["refused"] == refused
    assert entry["findings"]["built"].endswith(body.decode() + "\n")


def test_a_body_changed_on_the_way_is_refused(house: House) -> None:
    body = house.order()
    assert statuses(asked(house, house.request(body).replace(b'"total": 100', b'"total": 999'))) == [401]


def test_the_order_of_headers_and_attributes_is_free(house: House) -> None:
    body = house.order()
    first, *fields = house.request(body).partition(END)[0].split(b"\r\n")
    turned = [b",".join(reversed(each.split(b","))) if b"mchid=" in each else each for each in fields]
    scheme = b"WECHATPAY2-SHA256-RSA2048 "
    turned = [
        b"Authorization: " + scheme + each.replace(b"Authorization: " + scheme, b"")
        if b"mchid=" in each
        else each
        for each in turned
    ]
    whole = b"\r\n".join([first, *reversed(turned)]) + END + body
    assert statuses(Wire(house.port).send(whole).rest()) == [200]


def test_a_request_sent_again_is_answered_and_flagged(house: House) -> None:
    body = house.order()
    whole = house.request(body)
    first = Wire(house.port).send(whole).rest()
    last = house.last()
    again = asked(house, whole)
    assert (statuses(again), content(again)) == ([200], content(first))
    (entry,) = house.newest(last)
    assert entry["findings"]["notes"] == ["replayed-nonce"]


@pytest.mark.parametrize("second", [b"nonsense", b'WECHATPAY2-SHA256-RSA2048 mchid="1"'])
def test_of_two_authorizations_the_last_one_counts(house: House, second: bytes) -> None:
    body = house.order()
    assert statuses(asked(house, house.request(body, b"Authorization: " + second))) == [401]
    head, _, rest = house.request(body).partition(b"Authorization: ")
    whole = head + b"Authorization: " + second + b"\r\nAuthorization: " + rest
    assert statuses(Wire(house.port).send(whole).rest()) == [200]


# The control port.


def controlled(house: House, *lines: bytes, method: bytes = b"POST", target: bytes = b"/payer/pay") -> bytes:
    body = b'{"platform":"wechatpay","out_trade_no":"RAW-00001"}'
    first = method + b" /_linktester/v1" + target + b" HTTP/1.1"
    head = [first, *lines, CLOSE, b"Content-Length: %d" % len(body)]
    return asked(house, b"\r\n".join(head) + END + body, port=house.control_port)


def test_nobody_pays_without_the_token(house: House) -> None:
    host = b"Host: 127.0.0.1:%d" % house.control_port
    token = str(house.ready["control_token"]).encode()
    good = b"Authorization: Bearer " + token
    for lines, status in (
        ((host,), 401),
        ((host, b"Authorization: Bearer "), 401),
        ((host, b"Authorization: Bearer " + token[:-1]), 401),
        ((host, b"Authorization: bearer " + token), 401),
        ((host, b"Authorization: Bearer \xff" + token), 401),
        ((host, good, b"Authorization: Bearer wrong"), 401),
        ((good,), 403),
        ((host, good, b"Origin: null"), 403),
        ((host, good, b"Origin: http://127.0.0.1"), 403),
        ((host, good, b"Origin:"), 403),
        ((host, good, b"ORIGIN: https://evil.example"), 403),
    ):
        answer = controlled(house, *lines)
        assert (statuses(answer), lines) == ([status], lines)


@pytest.mark.parametrize(
    "name",
    [
        b"evil.example",
        b"localhost.evil",
        b"127.0.0.1.evil",
        b"evil.localhost",
        b"127.0.0.2",
        b"2130706433",
        b"0x7f.1",
        b"0177.0.0.1",
        b"0.0.0.0",
        b"[::]",
        b"[::ffff:127.0.0.1]",
        b"127.0.0.1:80:80",
        b"localhost, evil.example",
        b"",
    ],
)
def test_no_other_name_leads_to_the_control_port(house: House, name: bytes) -> None:
    token = b"Authorization: Bearer " + str(house.ready["control_token"]).encode()
    assert statuses(controlled(house, b"Host: " + name, token)) == [403]
    absolute = b"http://" + name + b"/_linktester/v1/payer/pay"
    head = b"\r\n".join(
        [b"POST " + absolute + b" HTTP/1.1", b"Host: 127.0.0.1", token, CLOSE, b"Content-Length: 2"]
    )
    assert statuses(asked(house, head + END + b"{}", port=house.control_port)) in ([403], [400])


@pytest.mark.parametrize("name", sorted(LOOPBACK | {"LOCALHOST", "localhost."}))
def test_this_machines_own_names_lead_there(house: House, name: str) -> None:
    token = b"Authorization: Bearer " + str(house.ready["control_token"]).encode()
    host = f"[{name}]" if ":" in name else name
    lines = (b"Host: " + host.encode(), token)
    assert statuses(controlled(house, *lines, method=b"GET", target=b"/health")) == [200]


@pytest.mark.parametrize("method", [b"GET", b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"HEAD"])
def test_other_methods_pay_nothing(house: House, method: bytes) -> None:
    host = b"Host: 127.0.0.1:%d" % house.control_port
    token = b"Authorization: Bearer " + str(house.ready["control_token"]).encode()
    assert statuses(controlled(house, host, token, method=method)) == [404]
