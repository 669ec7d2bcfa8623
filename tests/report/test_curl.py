import shlex
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.evidence import Exchange
from linktester.report.curl import Reach, curl
from linktester.wording import LANGUAGES, Words
from tests.fakes.wiretap import Wiretap

ENGLISH = Words("en")
NO_CURL = shutil.which("curl") is None
needs_curl = pytest.mark.skipif(NO_CURL, reason="curl is not installed")
HEADERS = (
    ("Host", "item.example.com"),
    ("User-Agent", "Mozilla/5.0 (Linux; Android 14) 'quoted' \"twice\" $HOME `id` !x"),
    ("Accept-Encoding", "gzip, deflate"),
    ("Referer", "https://a.example/?q=%E6%B7%98"),
    ("Cookie", "a=1; b=\\2"),
    ("X-Empty", ""),
)


def asked(target: bytes = b"/", headers=HEADERS, method: str = "GET", url: str = "http://item.example.com/"):
    return Exchange(method=method, url=url, target=target, request_headers=headers, status=200)


@pytest.fixture(scope="module")
def wiretap():
    with Wiretap() as made:
        yield made


def sent(wiretap: Wiretap, exchange: Exchange, world: str | None = None) -> bytes:
    """Run the command in a POSIX shell and return the head of the request it made."""
    reach = Reach(base_url=wiretap.base_url, tls_base_url="https://127.0.0.1:1", ca_file="/none.pem")
    command = curl(exchange, ENGLISH, world=world, reach=reach)
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=30, check=False)
    assert done.returncode == 0, (command, done.stderr)
    return wiretap.head()


def wire(exchange: Exchange, *more: tuple[str, str]) -> bytes:
    lines = [exchange.method.encode() + b" " + exchange.target + b" HTTP/1.1"]
    for name, value in (*exchange.request_headers, *more):
        lines.append((f"{name}: {value}" if value else f"{name}:").encode())
    return b"\r\n".join(lines) + b"\r\n\r\n"


@needs_curl
@pytest.mark.parametrize(
    "target",
    [
        b"/",
        b"/item.htm?id=1&spm=a.b.c",
        b"/a/../b/./c//d/%2e%2e/",
        b"/?url=https%3A%2F%2Fa.example%2f%3Fx%3D1",
        b"/[1-3]{a,b}?x[]=1",
        b"//other.example/x",
        b"/a?b?c#not-a-fragment",
        b"/with blank",
        b"/\xe6\xb7\x98\xe5\xae\x9d?q=\xff\x01\x7f",
        b"*",
        b"?x",
        b"/'\"$(id)`id`!!\\\\%s%%\\n",
        b"/|^~<>",
        b"/%zz%",
        b"/@file?-H=x",
    ],
)
def test_curl_asks_for_the_same_octets(wiretap, target):
    exchange = asked(target)
    assert sent(wiretap, exchange) == wire(exchange)


@needs_curl
def test_the_world_is_named(wiretap):
    exchange = asked(b"/x")
    assert sent(wiretap, exchange, "w-1") == wire(exchange, ("Linktester-World", "w-1"))


@needs_curl
def test_what_curl_adds_is_taken_away_again(wiretap):
    exchange = asked(
        b"/x", (("Host", "item.example.com"), ("X-Han", "淘宝 100%"), ("x-two", "a"), ("x-two", "b"))
    )
    assert sent(wiretap, exchange) == wire(exchange)


@needs_curl
@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=40).filter(lambda octets: not set(octets) & {0, 10, 13}))
def test_any_target_arrives_as_it_is(wiretap, octets):
    exchange = asked(b"/" + octets)
    assert sent(wiretap, exchange) == wire(exchange)


def words_of(command: str) -> list[str]:
    return shlex.split(command.replace("\\\n", " "))


def test_a_live_exchange_goes_to_its_own_host_without_a_world():
    said = words_of(curl(asked(b"/x", url="https://item.example.com/x"), ENGLISH, world="w-1"))
    assert said[-1] == "https://item.example.com/x"
    assert not {"--connect-to", "--cacert"} & set(said)
    assert not [word for word in said if word.startswith("Linktester-World")]


def test_an_emulated_secure_host_is_reached_through_its_port_and_certificate():
    reach = Reach(
        base_url="http://127.0.0.1:8001", tls_base_url="https://127.0.0.1:8443", ca_file="/a b/ca.pem"
    )
    said = words_of(curl(asked(b"/x", url="https://item.example.com:444/x"), ENGLISH, world="w", reach=reach))
    assert said[said.index("--connect-to") + 1] == "item.example.com:444:127.0.0.1:8443"
    assert said[said.index("--cacert") + 1] == "/a b/ca.pem"
    assert "Linktester-World: w" in said


def test_a_body_that_is_not_kept_is_asked_for_and_not_made_up():
    first, *rest = curl(asked(b"/open", method="POST"), ENGLISH).split("\n")
    assert first.startswith(": ")
    assert "request-body" in first
    assert "--data-binary @request-body" in "\n".join(rest)
    assert "not keep the body" not in curl(asked(), ENGLISH)


def test_a_header_that_curl_would_take_for_an_order_is_left_out():
    said = curl(asked(b"/", (*HEADERS, ("@/etc/passwd", "x"), ("X", "a\r\nInjected: 1"))), ENGLISH)
    assert "passwd" not in said
    assert "Injected" not in said
    assert "left out" in said.partition("\n")[0]


def test_line_ends_in_a_target_do_not_reach_the_shell():
    said = curl(asked(b"/a\r\nInjected: 1\0"), ENGLISH)
    assert "left out" in said.partition("\n")[0]
    assert r"\015" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("url", ["", "tbopen://m.taobao.com/", "http://[", "\ud800"])
def test_what_has_no_web_address_says_so(language, url):
    said = curl(asked(url=url), Words(language))
    assert said.startswith(": ")
    assert "\n" not in said


def test_a_strange_method_is_not_handed_on():
    assert "-X" not in curl(asked(method="GET /x HTTP/1.1\r\nA: b\r\n\r\n"), ENGLISH)
