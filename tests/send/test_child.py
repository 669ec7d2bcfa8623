"""The emulator's process: started, watched, restarted, reaped."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import Evidence, Rendered
from linktester.send import EmulatorProcess, Ready
from linktester.send.child import answers, command
from tests.fakes.phones import asend, probe, run, seen

SERVE = (sys.executable, "-m", "linktester.serve")


def emulator(folder: Path, **more: object) -> EmulatorProcess:
    return EmulatorProcess(folder, program=SERVE, **more)  # type: ignore[arg-type]


def script(folder: Path, source: str, **more: object) -> EmulatorProcess:
    return EmulatorProcess(folder, program=(sys.executable, "-c", source), **more)  # type: ignore[arg-type]


def code(process: EmulatorProcess) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        process.start()
    assert not process.alive
    return caught.value.message.code


def test_it_runs_until_stopped(tmp_path: Path) -> None:
    process = emulator(tmp_path)
    with pytest.raises(EnvironmentFault):
        assert process.ready
    with process:
        ready = process.ready
        assert process.alive
        assert process.is_own
        assert process.start() is ready
        assert answers(ready)
    assert not process.alive
    assert not answers(ready)
    process.stop()


def test_it_is_a_phone_line_and_comes_back_on_the_same_ports(tmp_path: Path) -> None:
    async def go(ready: Ready) -> Evidence:
        (found,) = await asend(ready, probe("https://a.example/"))
        return found

    with emulator(tmp_path) as process:
        first = process.ready
        assert seen(run(go(first)), Rendered)
        kill(process)
        second = process.ensure()
        assert (second.base_url, second.control_url) == (first.base_url, first.control_url)
        assert process.restarts == 1
        assert seen(run(go(second)), Rendered)
        assert process.ensure() is second


def test_one_that_listens_no_more_counts_as_dead_before_it_has_ended(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        line = {
            "event": "ready",
            "base_url": f"http://127.0.0.1:{port}",
            "tls_base_url": f"https://127.0.0.1:{port}",
            "control_url": f"http://127.0.0.1:{port}/_linktester/v1",
            "control_token": "t",
            "credentials_file": str(tmp_path / "credentials.json"),
        }
        source = f"import sys; print({json.dumps(line)!r}, flush=True); sys.stdin.read()"
        process = script(tmp_path, source)
        process.start()
        assert process.alive
    try:
        assert not process.alive
    finally:
        process.stop()


def test_three_deaths_in_a_minute_are_too_many(tmp_path: Path) -> None:
    process = emulator(tmp_path, clock=one_moment)
    with process:
        for _ in range(2):
            kill(process)
            process.ensure()
        kill(process)
        with pytest.raises(EnvironmentFault) as caught:
            process.ensure()
        assert caught.value.message.code == "send.emulator-keeps-dying"


def test_a_death_while_it_starts_again_is_one_of_them(tmp_path: Path) -> None:
    source = """
import sys
from pathlib import Path
from linktester.serve.server import main
from linktester.serve.options import ServeOptions
folder = Path(sys.argv[sys.argv.index("--state-dir") + 1])
starts = len(list(folder.glob("start-*")))
(folder / f"start-{starts}").touch()
if starts == 1:
    sys.exit(9)
sys.exit(main(ServeOptions(state_dir=folder, json=True, exit_with_stdin=True)))
"""
    with script(tmp_path, source, clock=one_moment) as process:
        kill(process)
        assert answers(process.ensure())
        kill(process)
        with pytest.raises(EnvironmentFault) as caught:
            process.ensure()
        assert caught.value.message.code == "send.emulator-keeps-dying"


def test_a_second_one_on_the_same_folder_attaches(tmp_path: Path) -> None:
    with emulator(tmp_path) as first, emulator(tmp_path) as second:
        assert second.ready == first.ready
        assert not second.is_own
        second.stop()
        assert first.alive


def test_one_that_was_shared_is_replaced_when_its_owner_ends(tmp_path: Path) -> None:
    with emulator(tmp_path) as first, emulator(tmp_path) as second:
        shared = second.ready
        first.stop()
        assert not second.alive
        replaced = second.ensure()
        assert second.is_own
        assert second.restarts == 1
        assert replaced.control_url == shared.control_url
        assert answers(replaced)


def test_a_folder_whose_emulator_is_still_starting_is_tried_again(tmp_path: Path) -> None:
    source = """
import json, sys
from pathlib import Path
from linktester.serve.server import main
from linktester.serve.options import ServeOptions
tried = Path(sys.argv[sys.argv.index("--state-dir") + 1]) / "tried"
if not tried.exists():
    tried.touch()
    print(json.dumps({"event": "failed", "code": "serve.already-running", "message": "held"}), flush=True)
else:
    sys.exit(main(ServeOptions(state_dir=tried.parent, json=True, exit_with_stdin=True)))
"""
    with script(tmp_path, source) as process:
        assert process.is_own
        assert answers(process.ready)


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, below: str) -> None:
    file = tmp_path / "file"
    file.touch()
    assert code(emulator(file / below)) == "send.state-unusable"


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are of POSIX")
def test_it_is_out_of_reach_of_the_terminals_interrupt(tmp_path: Path) -> None:
    with emulator(tmp_path) as process:
        child = process._process
        assert child is not None
        assert os.getsid(child.pid) != os.getsid(0)
        assert os.getpgid(child.pid) != os.getpgid(0)


def test_a_folder_named_in_odd_octets(tmp_path: Path) -> None:
    name = "a?b=c#d%20 我" if sys.platform in ("win32", "darwin") else os.fsdecode(b"a?b=c#d%20 \xff")
    with emulator(tmp_path / name.replace("?", "" if sys.platform == "win32" else "?")) as process:
        assert answers(process.ready)
        assert "BEGIN CERTIFICATE" in process.ready.ca_pem()


def test_attaching_by_a_ready_file(tmp_path: Path) -> None:
    file = tmp_path / "ready.json"
    with emulator(tmp_path):
        attached = EmulatorProcess.attach(file)
        assert attached.alive
        assert not attached.is_own
        kept = file.read_bytes()
    with pytest.raises(EnvironmentFault) as caught:
        attached.ensure()
    assert caught.value.message.code == "send.emulator-gone"
    file.write_bytes(kept)
    with pytest.raises(EnvironmentFault) as caught:
        EmulatorProcess.attach(file)
    assert caught.value.message.code == "send.emulator-not-answering"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("raise SystemExit(1)", "send.emulator-silent"),
        ("print('hello', flush=True); import time; time.sleep(60)", "send.emulator-silent"),
        (
            'print(\'{"event":"failed","code":"x","message":"y"}\')',
            "send.emulator-refused-to-start",
        ),
    ],
)
def test_starts_that_fail(tmp_path: Path, source: str, told: str) -> None:
    assert code(script(tmp_path, source)) == told


def test_a_start_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    assert code(script(tmp_path, "input()", start_seconds=0.05)) == "send.emulator-silent"


def test_no_such_program(tmp_path: Path) -> None:
    process = EmulatorProcess(tmp_path, program=(str(tmp_path / "none"),))
    assert code(process) == "send.emulator-not-startable"


def test_its_words_are_kept_in_a_log(tmp_path: Path) -> None:
    code(script(tmp_path, "import sys; sys.stderr.write('last words')"))
    assert (tmp_path / "emulator.log").read_text() == "last words"


def test_it_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    source = f"""
import os, sys
from pathlib import Path
from linktester.send import EmulatorProcess
process = EmulatorProcess(Path({str(tmp_path)!r}), program={SERVE!r})
print(process.start().control_url, flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().startswith(b"http")
        ready = Ready.from_file(tmp_path / "ready.json")
        assert answers(ready)
        parent.kill()
    assert any(not answers(ready) for _ in range(1_000))


def test_how_it_starts_itself() -> None:
    assert command() == (sys.executable, "-m", "linktester", "serve")


def one_moment() -> float:
    return 0.0


def kill(process: EmulatorProcess) -> None:
    child = process._process
    assert child is not None
    os.kill(child.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    child.wait()
