"""Ready lines."""

import json
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.send import Ready

TOLD = {
    "event": "ready",
    "base_url": "http://127.0.0.1:1",
    "tls_base_url": "https://[::1]:2",
    "control_url": "http://127.0.0.1:3/_linktester/v1",
    "control_token": "t",
    "credentials_file": "c.json",
}


def told(**other: object) -> bytes:
    return json.dumps(TOLD | other).encode()


def code(line: bytes) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        Ready.from_line(line)
    return caught.value.message.code


def test_a_ready_line() -> None:
    ready = Ready.from_line(told(more="ignored") + b"\n")
    assert ready.control_token == "t"
    assert ready.address("http") == ("127.0.0.1", 1)
    assert ready.address("https") == ("::1", 2)


@pytest.mark.parametrize(
    "line",
    [b"", b"Traceback", b"[]", b"[" * 5_000, told(event="x"), told(base_url=1), told(base_url=""), b"\xff"],
)
def test_no_ready_line(line: bytes) -> None:
    assert code(line) == "send.no-ready-line"


def test_a_start_that_failed_is_told_in_its_own_words() -> None:
    with pytest.raises(EnvironmentFault) as caught:
        Ready.from_line(b'{"event":"failed","code":"serve.port-in-use","message":"port 1 is taken"}')
    assert caught.value.message.code == "send.emulator-refused-to-start"
    assert caught.value.message.args["words"] == "port 1 is taken"


def test_a_failed_line_may_tell_who_runs_already() -> None:
    line = json.dumps({"event": "failed", "code": "c", "message": "m", "running": TOLD})
    running = Ready.running_in(line)
    assert running is not None
    assert running.base_url == TOLD["base_url"]
    assert Ready.running_in(b'{"event":"failed"}') is None
    assert Ready.running_in(b'{"running":{}}') is None


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "ready.json"
    with pytest.raises(EnvironmentFault) as caught:
        Ready.from_file(file)
    assert caught.value.message.code == "send.no-ready-file"
    file.write_bytes(told())
    assert Ready.from_file(file).control_token == "t"


@pytest.mark.parametrize("bundle", [None, b"", b"[]", b'{"ca_pem": 5}'])
def test_no_credentials(tmp_path: Path, bundle: bytes | None) -> None:
    file = tmp_path / "credentials.json"
    if bundle is not None:
        file.write_bytes(bundle)
    ready = Ready.from_line(told(credentials_file=str(file)))
    with pytest.raises(EnvironmentFault) as caught:
        ready.ca_pem()
    assert caught.value.message.code == "send.no-credentials"
