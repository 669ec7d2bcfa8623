import http.client
import json
import os
import socket
import ssl
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.fakes.emulator import running_emulator

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with running_emulator(tmp_path_factory.mktemp("state")) as line:
        yield line


def control(ready: dict[str, Any], method: str, path: str, body: Any = None) -> Any:
    url = urlsplit(ready["control_url"])
    connection = http.client.HTTPConnection(url.netloc, timeout=20)
    headers = {"Authorization": f"Bearer {ready['control_token']}"}
    connection.request(method, url.path + path, json.dumps(body) if body is not None else None, headers)
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def over_tls(ready: dict[str, Any], host: str, octets: bytes) -> bytes:
    """Send one request to `host` over TLS, its certificate checked, and return the whole answer."""
    bundle = json.loads(Path(ready["credentials_file"]).read_text())
    context = ssl.create_default_context(cadata=bundle["ca_pem"])
    url = urlsplit(ready["tls_base_url"])
    with (
        socket.create_connection((url.hostname, url.port), 20) as raw,
        context.wrap_socket(raw, server_hostname=host) as line,
    ):
        line.sendall(octets)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_every_host_has_a_certificate_of_the_bundles_authority(ready: dict[str, Any]) -> None:
    for host in ("item.taobao.com", "wechat.linktester.test", "my-shop.example"):
        wish = f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        assert over_tls(ready, host, wish).startswith(b"HTTP/1.1 ")


def test_secrets_are_for_their_owner_only(ready: dict[str, Any]) -> None:
    folder = Path(ready["credentials_file"]).parent
    if os.name == "posix":
        for name in ("credentials.json", "control-token", "ready.json", "tls/ca.pem"):
            assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_plain_http_takes_absolute_targets(ready: dict[str, Any]) -> None:
    url = urlsplit(ready["base_url"])
    connection = http.client.HTTPConnection(url.netloc, timeout=20)
    connection.request("GET", "http://item.taobao.com/item.htm?id=19", headers={"Host": url.netloc})
    answer = connection.getresponse()
    assert b"https://item.taobao.com/item.htm?id=19" in answer.read()
    assert answer.getheader("linktester-request")
    connection.close()


def test_many_worlds_answer_side_by_side_and_say_why_afterwards(ready: dict[str, Any]) -> None:
    question = {"text": "https://m.tb.cn/h.5xyz", "entry": "tap", "os": "ios"}
    seen = {}
    for day in ("2021-09-01", "2021-10-01", "2022-03-01"):
        world = control(ready, "POST", "/worlds", {"as_of": f"{day}T12:00:00+08:00"})["id"]
        url = urlsplit(ready["base_url"])
        connection = http.client.HTTPConnection(url.netloc, timeout=20)
        headers = {"Host": "wechat.linktester.test", "Linktester-World": world}
        connection.request("POST", "/surfaces/chat", json.dumps(question), headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        (entry,) = control(
            ready, "POST", "/journal/query", {"ids": [answer.getheader("linktester-request")]}
        )["entries"]
        seen[day] = (told["does"], urlsplit(told["url"]).hostname, entry["effects"])
        assert entry["world"] == world
        assert entry["citations"][0]["sources"]
        connection.close()
    assert seen["2021-09-01"][2] == ["block-page"]
    assert seen["2021-10-01"] == ("load", "weixin110.qq.com", ["confirm"])
    assert seen["2022-03-01"] == ("load", "m.tb.cn", ["open"])


def test_it_survives_what_is_no_http(ready: dict[str, Any]) -> None:
    for address in (ready["base_url"], ready["tls_base_url"], ready["control_url"]):
        url = urlsplit(address)
        with socket.create_connection((url.hostname, url.port), 20) as line:
            line.sendall(b"\x00\xff" * 500)
            line.shutdown(socket.SHUT_WR)
            line.recv(65_536)
    assert control(ready, "GET", "/health")["version"]


def test_shutdown_ends_the_process(tmp_path: Path) -> None:
    with running_emulator(tmp_path) as ready:
        assert control(ready, "POST", "/shutdown") == {}
        url = urlsplit(ready["base_url"])
        for _ in range(20_000):
            try:
                socket.create_connection((url.hostname, url.port), 1).close()
            except OSError:
                break
        else:
            pytest.fail("it still listens")
