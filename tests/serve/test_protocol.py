import asyncio
import json
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from linktester.serve import protocol
from linktester.serve.app import Receive, Scope, Send
from linktester.serve.octets import Reply
from linktester.serve.protocol import MAX_HEAD, TARGET, Protocol


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the raw target and the length of the body."""
    size, more = 0, True
    while more:
        event = await receive()
        if event["type"] == "http.disconnect":
            return
        size, more = size + len(event["body"]), event["more_body"]
    body = scope["state"][TARGET] + b" %d" % size
    length = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    await send({"type": "http.response.body", "body": body})


class Hasty:
    """Answers at once whatever has no `later` in its target, and breaks at `/broken`."""

    def __init__(self) -> None:
        self.waited: list[bytes] = []
        self.is_waiting = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.waited.append(scope["state"][TARGET])
        self.is_waiting.set()
        await echo(scope, receive, send)

    def at_once(self, scope: Scope, body: bytes) -> Reply | None:
        target: bytes = scope["state"][TARGET]
        if b"later" in target:
            return None
        if target == b"/broken":
            raise KeyError(target)
        told = b"%s %s %d at once;" % (scope["method"].encode(), target, len(body))
        return Reply(200, [(b"content-length", b"%d" % len(told))], told)


def sent(*octets: bytes, head_seconds: float = 10.0, app: Any = echo) -> bytes:
    """Send `octets` to a listening protocol and return all it answers until it closes."""
    return asyncio.run(_sent(octets, head_seconds, app))


async def _sent(octets: tuple[bytes, ...], head_seconds: float, app: Any) -> bytes:
    config = Config(app, http=Protocol, ws="none", lifespan="off", log_config=None, server_header=False)
    config.load()
    state = ServerState()

    class Quick(Protocol):
        head_seconds = 0.0

    Quick.head_seconds = head_seconds
    server = await asyncio.get_running_loop().create_server(lambda: Quick(config, state, {}), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for part in octets:
            writer.write(part)
            try:
                await writer.drain()
            except ConnectionError:
                break
        answer = b""
        try:
            async with asyncio.timeout(20):
                answer = await reader.read()
        except ConnectionError:
            pass
        writer.close()
    return answer


def request(target: bytes, *headers: bytes, body: bytes = b"") -> bytes:
    lines = [b"POST " + target + b" HTTP/1.1", b"Host: a.example", b"Connection: close", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "target",
    [
        b"/a%2fb%41?x=%E5%95%86&y",
        b"http://M.tb.cn:80/h.abc?x#y",
        b"http://a.example",
        b"//double/",
        b"/a?b=http://c/?d",
    ],
)
def test_the_target_arrives_octet_for_octet(target: bytes) -> None:
    assert sent(request(target, b"Content-Length: 0")).endswith(b"\r\n\r\n" + target + b" 0")


def test_chunked_bodies_are_taken() -> None:
    chunks = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert sent(request(b"/", b"Transfer-Encoding: chunked", body=chunks)).endswith(b"/ 5")


def status_and_type(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"connection: close" in head
    return int(head.split(b" ")[1]), json.loads(body)["type"]


@pytest.mark.parametrize(
    ("octets", "status", "kind"),
    [
        (b"nonsense\r\n\r\n", 400, "malformed"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "malformed"),
        (b"GET / HTTP/1.1\r\nHost: a\x00b\r\n\r\n", 400, "malformed"),
        (b"GET /\xe5\x95\x86 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed"),
        (b"GET /a\x01b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed"),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400, "malformed"),
        (b"GET /" + b"a" * MAX_HEAD + b" HTTP/1.1\r\n\r\n", 414, "target-too-long"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * MAX_HEAD + b"\r\n\r\n", 431, "head-too-large"),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 80_000, 431, "head-too-large"),
    ],
)
def test_heads_beyond_grammar_or_limits_are_refused(octets: bytes, status: int, kind: str) -> None:
    assert status_and_type(sent(octets)) == (status, kind)


def test_a_slow_head_is_refused() -> None:
    for octets in ((), (b"GET / HTTP/1.1\r\n", b"Host: a")):
        assert status_and_type(sent(*octets, head_seconds=0.05)) == (408, "head-too-slow")


def test_a_body_beyond_the_limit_is_refused() -> None:
    huge = b"x" * (protocol.MAX_BODY + 1)
    answer = sent(request(b"/", b"Transfer-Encoding: chunked"), b"%x\r\n" % len(huge), huge)
    assert answer == b"" or status_and_type(answer) == (413, "body-too-large")


def test_pipelined_requests_are_answered_in_order() -> None:
    first = b"GET /one HTTP/1.1\r\nHost: a\r\n\r\n"
    answer = sent(first + request(b"/two", b"Content-Length: 0"))
    assert answer.index(b"/one 0") < answer.index(b"/two 0")


def test_an_upgrade_is_answered_as_if_not_asked() -> None:
    wish = (b"Upgrade: websocket", b"Connection: Upgrade, close", b"Content-Length: 0")
    answer = sent(b"\r\n".join([b"GET /ws HTTP/1.1", b"Host: a", *wish]) + b"\r\n\r\n")
    assert b"/ws 0" in answer


def test_two_hosts_are_refused() -> None:
    answer = sent(b"GET / HTTP/1.1\r\nHost: a.example\r\nHOST: b.example\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"two-hosts"' in answer


def test_each_request_of_a_connection_has_its_own_host() -> None:
    one = b"GET /%d HTTP/1.1\r\nHost: a.example\r\n"
    answer = sent(one % 1 + b"\r\n" + one % 2 + b"Connection: close\r\n\r\n")
    assert answer.count(b"HTTP/1.1 200 ") == 2


def get(target: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    return b"\r\n".join([method + b" " + target + b" HTTP/1.1", b"Host: a.example", *headers]) + b"\r\n\r\n"


def test_what_is_whole_is_answered_at_once_and_in_order() -> None:
    app = Hasty()
    last = request(b"/4", b"Content-Length: 3", body=b"abc")
    answer = sent(get(b"/1") + get(b"/later-2") + get(b"/3") + last, app=app)
    places = [answer.index(told) for told in (b"GET /1 0 at once;", b"/later-2 0", b"/3 0", b"/4 3")]
    assert places == sorted(places)
    assert app.waited == [b"/later-2", b"/3", b"/4"], "nobody is answered before those who came first"


def test_chunks_that_came_together_are_one_body() -> None:
    chunks = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    app = Hasty()
    assert sent(request(b"/", b"Transfer-Encoding: chunked", body=chunks), app=app).endswith(
        b"POST / 5 at once;"
    )
    assert app.waited == []


def test_a_body_that_is_still_to_come_is_waited_for() -> None:
    async def spoken() -> bytes:
        config = Config(app, http=Protocol, ws="none", lifespan="off", log_config=None, server_header=False)
        config.load()
        loop, state = asyncio.get_running_loop(), ServerState()
        server = await loop.create_server(lambda: Protocol(config, state, {}), "127.0.0.1", 0)
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(request(b"/", b"Content-Length: 6", body=b"abc"))
            await app.is_waiting.wait()
            writer.write(b"def")
            answer = await reader.read()
            writer.close()
        return answer

    app = Hasty()
    assert asyncio.run(spoken()).endswith(b"/ 6")


def test_nothing_is_kept_alive_that_was_not_asked_to_be() -> None:
    old = sent(b"GET /old HTTP/1.0\r\n\r\n", app=Hasty())
    assert b"connection: close" in old
    assert old.endswith(b"GET /old 0 at once;")
    assert b"connection: close" in sent(get(b"/new", b"Connection: close"), app=Hasty())


def test_an_answer_to_head_has_no_body() -> None:
    answer = sent(get(b"/", b"Connection: close", method=b"HEAD"), app=Hasty())
    assert b"content-length: 17\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_a_fault_of_ours_is_told_and_ends_the_connection(caplog: pytest.LogCaptureFixture) -> None:
    answer = sent(get(b"/broken") + get(b"/next"), app=Hasty())
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert answer.endswith(b"Internal Server Error")
    assert "KeyError" in caplog.text


def test_a_body_that_breaks_the_grammar_is_refused_though_its_head_was_whole() -> None:
    app = Hasty()
    answer = sent(request(b"/", b"Transfer-Encoding: chunked", body=b"3\r\nabcX"), app=app)
    assert status_and_type(answer) == (400, "malformed")


def test_an_answer_to_whoever_waits_for_a_go_ahead_comes_after_it() -> None:
    app = Hasty()
    answer = sent(request(b"/", b"Expect: 100-continue", b"Content-Length: 3", body=b"abc"), app=app)
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")
    assert app.waited == [b"/"]
