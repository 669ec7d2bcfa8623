"""Whether a window can open here, asked before the toolkit is loaded.

The toolkit ends the whole process when its screen does not answer, which no handler can catch. So the screen
is greeted over its own socket first, which takes milliseconds; only a set-up that this cannot judge is tried
with the toolkit itself, in a process that may die.

    python -m linktester.gui.display    exit code 0 when a window can open, else 3 and the reason
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

from linktester.gui.libraries import Group, lacking, missing
from linktester.model.message import Message, message

TIMEOUT = 5.0
NO_WINDOW = 3
_SCREENLESS = {"offscreen", "minimal"}
_FOREIGN_PLUGINS = ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")
_BUILD = "--build"
_FROZEN_BUILD = "--try-window"
"""What the frozen program, which has no modules to name, is told instead; see `linktester.__main__`."""


def probe(timeout: float = TIMEOUT, environment: Mapping[str, str] | None = None) -> Message | None:
    """Return why no window can open, with the remedy; None when one can.

    Waits at most about `timeout` seconds for each screen. Windows and macOS always have one.
    """
    if find_spec("PySide6") is None:
        return message("display.no-toolkit")
    if sys.platform in {"win32", "darwin"}:
        return None
    env = os.environ if environment is None else environment
    asked = [each.partition(":")[0] for each in env.get("QT_QPA_PLATFORM", "").split(";") if each]
    if asked and asked[0] in _SCREENLESS:
        return _lacking(Group.BASICS)
    if _in_doubt(asked, env):
        return _lacking(Group.BASICS) or _built(env, timeout)
    obstacles = []
    for obstacle in _ways(asked, env, timeout):
        if obstacle is None:
            return None
        obstacles.append(obstacle)
    return obstacles[-1] if obstacles else message("display.none")


def _in_doubt(asked: list[str], env: Mapping[str, str]) -> bool:
    """Tell whether the toolkit would be loaded or set up in a way that only itself can judge."""
    known = all(each == "xcb" or each.startswith("wayland") for each in asked)
    return not known or any(env.get(name) for name in _FOREIGN_PLUGINS)


def _ways(asked: list[str], env: Mapping[str, str], timeout: float) -> Iterator[Message | None]:
    """Yield for each screen that is named what keeps a window from it, in the toolkit's own order."""
    wayland = env.get("WAYLAND_DISPLAY") or ("wayland-0" if env.get("XDG_SESSION_TYPE") == "wayland" else "")
    if wayland and (not asked or any(each.startswith("wayland") for each in asked)):
        yield _wayland(Path(env.get("XDG_RUNTIME_DIR", "")) / wayland, timeout)
    if env.get("DISPLAY") and (not asked or "xcb" in asked):
        yield _x11(env["DISPLAY"], timeout)


def _wayland(path: Path, timeout: float) -> Message | None:
    """Ask the compositor at `path` for a sign of life (`wl_display.sync`, object 1, request 0)."""
    import socket  # noqa: PLC0415 - start-up is counted in milliseconds

    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(timeout)
            line.connect(str(path))
            line.sendall(struct.pack("=III", 1, 12 << 16, 2))
            if not line.recv(1):
                return message("display.dead", name=str(path))
    except OSError:
        return message("display.dead", name=str(path))
    return _lacking(Group.BASICS, Group.WAYLAND)


def _x11(name: str, timeout: float) -> Message | None:
    """Greet the X server as the toolkit will, with the same library and the same cookie."""
    try:
        library = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return _lacking(Group.BASICS, Group.X11)
    answers: list[bool] = []
    # The library waits for ever on a server that takes the call and says nothing; a thread can be left.
    greeting = Thread(target=_greet, args=(library, name, answers), daemon=True)
    greeting.start()
    greeting.join(timeout)
    return _lacking(Group.BASICS, Group.X11) if answers == [True] else message("display.dead", name=name)


def _greet(library: ctypes.CDLL, name: str, answers: list[bool]) -> None:
    library.xcb_connect.restype = ctypes.c_void_p
    library.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    library.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    library.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = library.xcb_connect(os.fsencode(name), None)
    answers.append(library.xcb_connection_has_error(connection) == 0)
    library.xcb_disconnect(connection)


def _lacking(*groups: Group) -> Message | None:
    absent = missing(*groups)
    return lacking(absent) if absent else None


def _built(env: Mapping[str, str], timeout: float) -> Message | None:
    """Let the toolkit try, in a process of its own."""
    import subprocess  # noqa: PLC0415 - start-up is counted in milliseconds

    command = _command()
    try:
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return message("display.refused", reason="…")
    if done.returncode == 0:
        return None
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return message("display.refused", reason=lines[0][:300] if lines else f"{done.returncode}")


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, _FROZEN_BUILD]
    return [sys.executable, "-m", __spec__.name if __spec__ else __name__, _BUILD]


def build() -> int:
    """Load and set up the toolkit, and nothing else; a process that cannot dies of it."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - this process may die of it

    QGuiApplication([])
    return 0


def main(arguments: list[str]) -> int:
    """Say on standard error why no window can open; the exit code tells whether one can."""
    if arguments == [_BUILD]:
        return build()
    obstacle = probe()
    if obstacle is None:
        return 0
    from linktester.wording import Words, choose_language  # noqa: PLC0415 - only when there is something to say

    sys.stderr.write(Words(choose_language()).say(obstacle) + "\n")
    return NO_WINDOW


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
