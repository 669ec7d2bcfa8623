"""linktester started again while its window is open, was killed, or hangs: real processes, a real screen."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes import desks
from tests.fakes.processes import PRODUCT, environment
from tests.fakes.screen import PATIENCE, Screen, Window, needs_screen

pytestmark = [pytest.mark.journey, needs_screen]


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A home, and a place to meet at, of its own."""
    with tempfile.TemporaryDirectory(prefix="lt") as folder:
        yield {**environment(tmp_path), "XDG_RUNTIME_DIR": folder, "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def screen() -> Iterator[Screen]:
    with Screen(1000, 700) as made:
        yield made


def again(screen: Screen, env: dict[str, str], *words: str, cwd: Path | None = None) -> str:
    """Start it once more, to its end; return what it said."""
    done = subprocess.run(
        [*PRODUCT, *words],
        env={**env, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def windows(screen: Screen) -> list[Window]:
    return screen.windows("linktester")


@contextmanager
def sleeping(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Stop a process in its tracks for a while."""
    os.kill(child.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(child.pid, signal.SIGCONT)


def test_later_starts_show_what_they_bring_in_the_open_window(
    screen: Screen, env: dict[str, str], tmp_path: Path
) -> None:
    desks.file(tmp_path / "shop", name="checkout")
    first = screen.start(PRODUCT, env)
    window = screen.find_window("linktester")
    # The first one may not listen yet: the second waits for it.
    assert "--new-window" in again(screen, env)
    again(screen, env, "shop/checkout.toml", cwd=tmp_path)
    screen.until(lambda: screen.title(window).startswith("shop"), "the suite’s folder")
    again(screen, env, "linktester://case/two", "linktester://order/wechatpay/native?fen=1&subject=tea")
    again(screen, env, "linktester://run/all")
    assert windows(screen) == [window]
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE) == 128 + signal.SIGTERM
    assert list(Path(env["XDG_RUNTIME_DIR"]).iterdir()) == []


def test_a_new_window_is_had_for_the_asking_and_for_another_home(
    screen: Screen, env: dict[str, str], tmp_path: Path
) -> None:
    screen.start(PRODUCT, env)
    screen.find_window("linktester")
    screen.start([*PRODUCT, "--new-window"], env)
    screen.until(lambda: len(windows(screen)) == 2, "a second window")
    screen.start(PRODUCT, {**env, "LINKTESTER_HOME": str(tmp_path / "other")})
    screen.until(lambda: len(windows(screen)) == 3, "another home’s window")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_neither_a_killed_nor_a_sleeping_window_is_in_the_way(screen: Screen, env: dict[str, str]) -> None:
    first = screen.start(PRODUCT, env)
    screen.find_window("linktester")
    again(screen, env)
    first.kill()
    first.wait()
    second = screen.start(PRODUCT, env)
    window = screen.find_window("linktester")
    assert again(screen, env)
    screen.until(lambda: screen.title(window).startswith("sample"), "the project")
    with sleeping(second):
        screen.start(PRODUCT, env)
        screen.until(lambda: len(screen.windows("sample")) == 2, "a window of its own that works")
    assert window in windows(screen)
