"""Whether a window can open: no screen, dead, deaf and living ones, and what only the toolkit can judge."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from linktester.gui.display import NO_WINDOW, main, probe
from linktester.gui.libraries import Group, missing
from tests.fakes.screen import Screen, needs_screen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
needs_wayland = pytest.mark.skipif(bool(missing(Group.WAYLAND)), reason="needs Wayland's libraries")

NO_SUCH_SCREEN = ":59999"


def code(environment: dict[str, str], timeout: float = 20) -> str | None:
    found = probe(timeout, environment)
    return found.code if found else None


def ending(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    without = {"DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return subprocess.run(
        [sys.executable, "-m", *words],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def deaf_x_server() -> Iterator[str]:
    """A server that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1] - 6000}"


@contextmanager
def compositor(path: Path, answer: bytes) -> Iterator[None]:
    """Takes one call, reads one request, answers, hangs up."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()

        def serve() -> None:
            line, _ = server.accept()
            with line:
                assert len(line.recv(12)) == 12
                line.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        try:
            yield
        finally:
            thread.join()


def test_without_a_screen_none_is_missed() -> None:
    assert code({}) == "display.none"
    assert code({"DISPLAY": "", "WAYLAND_DISPLAY": ""}) == "display.none"


@pytest.mark.parametrize("name", [NO_SUCH_SCREEN, "nonsense", "\udcff:1", "x" * 5_000, "127.0.0.1:-1"])
def test_a_dead_screen_is_named(name: str) -> None:
    found = probe(20, {"DISPLAY": name})
    assert found is not None
    assert found.code == "display.dead"
    assert found.args == {"name": name}


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    with deaf_x_server() as name:
        assert code({"DISPLAY": name}, 0.2) == "display.dead"


@needs_screen
def test_a_living_screen_lets_the_window_open() -> None:
    with Screen(100, 100) as screen:
        assert probe(20, {"DISPLAY": screen.name}) is None


@needs_screen
def test_a_dead_compositor_beside_a_living_screen_is_no_obstacle(tmp_path: Path) -> None:
    with Screen(100, 100) as screen:
        both = {"DISPLAY": screen.name, "WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert probe(20, both) is None
        assert ending(both, "linktester.gui.display", "--build").returncode == 0


@needs_wayland
def test_a_compositor_that_answers_lets_the_window_open(tmp_path: Path) -> None:
    named = {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}
    with compositor(tmp_path / "w", b"\x02\x00\x00\x00"):
        assert probe(20, named) is None


@needs_wayland
@pytest.mark.parametrize("named", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}])
def test_a_session_names_its_compositor_or_takes_the_first(tmp_path: Path, named: dict[str, str]) -> None:
    with compositor(tmp_path / "wayland-0", b"\x02"):
        assert probe(20, {**named, "XDG_RUNTIME_DIR": str(tmp_path)}) is None


def test_a_compositor_that_hangs_up_is_dead(tmp_path: Path) -> None:
    with compositor(tmp_path / "w", b""):
        assert code({"WAYLAND_DISPLAY": str(tmp_path / "w")}) == "display.dead"


@pytest.mark.parametrize("name", ["nowhere", "/" + "x" * 5_000, "\udcff"])
def test_a_missing_compositor_is_dead(tmp_path: Path, name: str) -> None:
    assert code({"WAYLAND_DISPLAY": name, "XDG_RUNTIME_DIR": str(tmp_path)}) == "display.dead"


def test_only_the_screens_that_were_asked_for_count(tmp_path: Path) -> None:
    assert code({"QT_QPA_PLATFORM": "wayland", "DISPLAY": NO_SUCH_SCREEN}) == "display.none"
    assert code({"QT_QPA_PLATFORM": "xcb:x", "WAYLAND_DISPLAY": "nowhere"}) == "display.none"


def test_drawing_into_memory_needs_no_screen() -> None:
    assert probe(20, {"QT_QPA_PLATFORM": "offscreen"}) is None


def test_what_only_the_toolkit_can_judge_is_tried_in_another_process() -> None:
    found = probe(60, {**os.environ, "QT_QPA_PLATFORM": "nonsense"})
    assert found is not None
    assert found.code == "display.refused"
    assert "nonsense" in str(found.args["reason"])
    assert probe(60, {**os.environ, "QT_QPA_PLATFORM": "vnc:port=0"}) is None


def test_foreign_plugins_are_tried_in_another_process(tmp_path: Path) -> None:
    foreign = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORM_PLUGIN_PATH": str(tmp_path)}
    assert code(foreign, 60) == "display.refused"


def test_the_reason_is_told_on_standard_error() -> None:
    dead = ending({"DISPLAY": NO_SUCH_SCREEN, "LINKTESTER_LANG": "zh_CN"}, "linktester.gui.display")
    assert (dead.returncode, dead.stdout) == (NO_WINDOW, "")
    assert f"屏幕 {NO_SUCH_SCREEN} 没有响应" in dead.stderr


def test_a_window_that_can_open_is_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert main([]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_linktester_alone_without_a_screen_shows_the_terminals_way(language: str) -> None:
    done = ending({"LINKTESTER_LANG": language}, "linktester")
    assert done.returncode == NO_WINDOW
    assert "doctor" in done.stdout
    assert "DISPLAY" in done.stderr
    assert "linktester run" in done.stderr


def test_finding_out_loads_no_toolkit() -> None:
    loaded = (
        "import sys; from linktester.gui.display import probe; probe(5, {}); print('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_program_itself_can_be_told_to_try() -> None:
    assert ending({"QT_QPA_PLATFORM": "offscreen"}, "linktester", "--try-window").returncode == 0
    assert ending({"QT_QPA_PLATFORM": "nonsense"}, "linktester", "--try-window").returncode != 0
