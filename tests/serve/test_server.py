import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from linktester.serve import ServeOptions, main
from tests.fakes.emulator import EMULATOR, running_emulator

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


def failed(capsys: pytest.CaptureFixture[str], **options: Any) -> tuple[int, dict[str, Any]]:
    code = main(ServeOptions(json=True, **options))
    (line,) = capsys.readouterr().out.splitlines()
    event = json.loads(line)
    assert event["event"] == "failed"
    return code, event


def test_a_state_directory_that_cannot_be_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    code, event = failed(capsys, state_dir=tmp_path / "file")
    assert (code, event["code"]) == (3, "serve.state-dir-unusable")
    assert str(tmp_path) in event["message"]


def test_other_machines_are_let_in_only_on_purpose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failed(capsys, state_dir=tmp_path, host="0.0.0.0")[1]["code"] == "serve.not-loopback"


def test_a_ready_file_that_is_none_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, event = failed(capsys, state_dir=tmp_path / "state", ready_file=tmp_path)
    assert (code, event["code"]) == (3, "serve.bad-ready-file")
    assert tmp_path.is_dir()


def test_a_taken_port_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, event = failed(capsys, state_dir=tmp_path, port=port)
    assert (code, event["code"]) == (3, "serve.port-in-use")
    assert str(port) in event["message"]


def test_wrong_packs_are_told_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "packs" / "mine.toml"
    pack.parent.mkdir()
    pack.write_text('platform = "wechat"\n[[rule]]\nid = 5\n')
    code, event = failed(capsys, state_dir=tmp_path, packs=(pack.parent,))
    assert (code, event["code"]) == (2, "serve.bad-packs")
    assert "mine.toml" in event["message"]


def test_the_words_are_for_people_without_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ServeOptions(state_dir=tmp_path, host="0.0.0.0")) == 3
    assert "0.0.0.0" in capsys.readouterr().out


@pytest.mark.journey
def test_a_second_writer_is_refused_and_shown_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running_emulator(tmp_path) as ready:
        code, event = failed(capsys, state_dir=tmp_path)
    assert (code, event["code"]) == (3, "serve.already-running")
    assert event["running"] == {**ready, "attached": True}


@pytest.mark.journey
def test_ready_files_come_with_the_start_and_go_with_the_end(tmp_path: Path) -> None:
    file = tmp_path / "ready.line"
    with running_emulator(tmp_path / "state", "--ready-file", str(file)) as ready:
        assert json.loads(file.read_text()) == ready
        assert json.loads((tmp_path / "state" / "ready.json").read_text()) == ready
    assert not file.exists()
    assert not (tmp_path / "state" / "ready.json").exists()


@pytest.mark.journey
def test_a_restart_has_the_same_ports_and_token(tmp_path: Path) -> None:
    keep = ("base_url", "tls_base_url", "control_url", "control_token", "credentials_file")
    with running_emulator(tmp_path) as first:
        pass
    with running_emulator(tmp_path) as second:
        assert {name: first[name] for name in keep} == {name: second[name] for name in keep}


@pytest.mark.journey
@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    words = (*EMULATOR, "--state-dir", str(tmp_path))
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["event"] == "ready"
        child.send_signal(number)
        assert child.wait(5) == 0
        assert child.stdout.read() == b""


@pytest.mark.journey
@posix_only
def test_after_a_kill_the_next_one_starts(tmp_path: Path) -> None:
    words = (*EMULATOR, "--state-dir", str(tmp_path))
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        ready = json.loads(child.stdout.readline())
        child.kill()
    with running_emulator(tmp_path) as again:
        assert again["base_url"] == ready["base_url"]


@pytest.mark.journey
@posix_only
@pytest.mark.parametrize(
    ("words", "logged"),
    [((), True), (("--quiet",), False), (("--json",), False)],
    ids=["plain", "quiet", "json"],
)
def test_people_see_requests_as_they_come(tmp_path: Path, words: tuple[str, ...], logged: bool) -> None:
    command = (sys.executable, "-m", "linktester.serve", "--state-dir", str(tmp_path), *words)
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "LANG": "C"},
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        ready = json.loads((tmp_path / "ready.json").read_text())
        with pytest.raises(HTTPError):
            urlopen(f"{ready['base_url']}/v3/certificates")
        if logged:
            assert child.stderr.readline().endswith("wechatpay GET /v3/certificates → 401 SIGN_ERROR\n")
        child.send_signal(signal.SIGINT)
        assert child.wait(5) == 0
        rest = child.stderr.read()
    assert ("authorization" in rest) is logged
    assert ready["control_token"] not in rest


@pytest.mark.journey
def test_a_log_may_go_to_a_file_beside_the_one_line(tmp_path: Path) -> None:
    file = tmp_path / "live.log"
    with running_emulator(tmp_path / "state", "--log", str(file)) as ready, pytest.raises(HTTPError):
        urlopen(f"{ready['base_url']}/v3/certificates")
    assert "→ 401 SIGN_ERROR" in file.read_text("utf-8")


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, event = failed(capsys, state_dir=tmp_path / "state", log_file=tmp_path / "none" / "live.log")
    assert (code, event["code"]) == (3, "serve.bad-log")
