"""A real X screen of its own for real windows: seen by its pixels, touched with a real pointer and keys.

The server keeps its picture in a file (`-fbdir`), so a screenshot needs no tool. There is no window manager:
a window stands at 0,0 unless it is moved, and gets the keys when `focus` gives them to it.
"""

import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import NewType, Self, TypeVar

import pytest
from PIL import Image

from linktester.gui.libraries import Group, missing

Answer = TypeVar("Answer")
Window = NewType("Window", str)
"""The X server's number of a window."""

TOOLS = ("Xvfb", "xdotool", "xclip")
MISSING = [name for name in TOOLS if shutil.which(name) is None] + [*missing(Group.BASICS, Group.X11)]
needs_screen = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

PATIENCE = 30.0
"""Seconds after which something that was to appear counts as not appearing."""
_XWD = struct.Struct(">25I")


class Screen:
    """One X server with the programs that were started on it; all of them end with it."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self.width, self.height = width, height
        self.name = ""
        """What DISPLAY is to be; known once the screen runs."""
        self._ends = ExitStack()

    def __enter__(self) -> Self:
        if MISSING:
            pytest.skip(f"needs {', '.join(MISSING)}")
        with ExitStack() as ends:
            self._folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
            self.name = self._start(ends)
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def start(
        self, command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program on this screen; `env` is all it gets besides the screen's name.

        What it prints goes to `<folder>/<number>.log`; see `said`.
        """
        child = subprocess.Popen(
            command,
            env=self._environment(os.environ if env is None else env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=self._ends.enter_context(self._log(len(list(self._folder.glob("*.log")))).open("wb")),
            stderr=subprocess.STDOUT,
        )
        self._ends.callback(_end, child)
        return child

    def said(self) -> str:
        """Return what all programs have printed, for the message of a failed test."""
        logs = sorted(self._folder.glob("*.log"))
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in logs)

    def find_window(self, title: str, seconds: float = PATIENCE) -> Window:
        """Return the newest visible window whose title holds the regular expression `title`; wait for it."""
        try:
            found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title, seconds=seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"no window “{title}” after {seconds} s\n{self.said()}") from None
        return Window(found.split()[-1])

    def windows(self, title: str) -> list[Window]:
        """Return all windows that are visible now and whose title holds the regular expression `title`."""
        asked = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=self._environment(os.environ),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return [Window(number) for number in asked.stdout.split()]

    def title(self, window: Window) -> str:
        """Return a window's title."""
        return self._xdotool("getwindowname", window).rstrip("\n")

    def focus(self, window: Window) -> None:
        """Give the keyboard to a window, as a click on its title would."""
        self._xdotool("windowfocus", "--sync", window)

    def resize(self, window: Window, width: int, height: int) -> None:
        """Move a window to the corner and give it a size."""
        self._xdotool("windowmove", window, "0", "0")
        self._xdotool("windowsize", window, str(width), str(height))

    def move(self, x: int, y: int) -> None:
        """Put the pointer at a point of the screen."""
        self._xdotool("mousemove", "--sync", str(x), str(y))

    def click(self, x: int, y: int, *, button: int = 1, times: int = 1) -> None:
        """Click at a point of the screen."""
        self._xdotool("mousemove", str(x), str(y), "click", "--repeat", str(times), str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one point, move, release at another."""
        self._xdotool("mousemove", *map(str, start), "mousedown", "1")
        half = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        self._xdotool("mousemove", *map(str, half), "mousemove", *map(str, end), "mouseup", "1")

    def key(self, *names: str) -> None:
        """Press keys one after another, named as xdotool does: `ctrl+Return`, `F5`, `Tab`."""
        self._xdotool("key", "--clearmodifiers", *names)

    def type(self, text: str) -> None:
        """Type ASCII text; what no keyboard has is for `paste`."""
        assert text.isascii(), "xdotool would rebuild the keyboard for this text; paste it"
        self._xdotool("type", "--delay", "2", "--", text)

    def offer(self, data: str | bytes, kind: str = "UTF8_STRING") -> None:
        """Put text, or a picture (`image/png`), on the clipboard, as another program would."""
        octets = data.encode() if isinstance(data, str) else data
        # `-quiet` keeps it in the foreground, where it can be ended with the screen.
        command = ["xclip", "-quiet", "-selection", "clipboard", "-t", kind, "-i"]
        child = subprocess.Popen(
            command,
            env=self._environment(os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._ends.callback(_end, child)
        assert child.stdin
        child.stdin.write(octets)
        child.stdin.close()
        self.until(lambda: self.clipboard(kind) == octets, "the clipboard")

    def clipboard(self, kind: str = "UTF8_STRING") -> bytes | None:
        """Return what is on the clipboard as `kind`; None when it is not offered so."""
        asked = subprocess.run(
            ["xclip", "-selection", "clipboard", "-t", kind, "-o"],
            env=self._environment(os.environ),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return asked.stdout if asked.returncode == 0 else None

    def paste(self, text: str) -> None:
        """Put text on the clipboard and press Ctrl+V."""
        self.offer(text)
        self.key("ctrl+v")

    def shot(self) -> bytes:
        """Return the whole screen as a PNG."""
        out = BytesIO()
        self.picture().save(out, "PNG")
        return out.getvalue()

    def picture(self) -> Image.Image:
        """Return the whole screen."""
        octets = (self._folder / "Xvfb_screen0").read_bytes()
        head = _XWD.unpack_from(octets)
        size, width, height, stride, colours = head[0], head[4], head[5], head[12], head[19]
        start = size + 12 * colours
        pixels = octets[start : start + stride * height]
        return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", stride)

    def until(self, ask: Callable[[], Answer], what: str, seconds: float = PATIENCE) -> Answer:
        """Ask again and again until the answer is true, and return it."""
        end = time.monotonic() + seconds
        while True:
            if found := ask():
                return found
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not after {seconds} s\n{self.said()}")
            time.sleep(0.05)

    def _start(self, ends: ExitStack) -> str:
        reading, writing = os.pipe()
        size = f"{self.width}x{self.height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-nocursor"]
        server = subprocess.Popen(
            [*command, "-noreset", "-fbdir", str(self._folder)],
            pass_fds=(writing,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ends.callback(_end, server)
        os.close(writing)
        with os.fdopen(reading) as line:
            number = line.readline().strip()
        assert number, "Xvfb did not start"
        return f":{number}"

    def _log(self, number: int) -> Path:
        return self._folder / f"{number:03}.log"

    def _xdotool(self, *words: str, seconds: float = PATIENCE) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self._environment(os.environ),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        assert done.returncode == 0, f"xdotool {' '.join(words)}: {done.stderr}\n{self.said()}"
        return done.stdout

    def _environment(self, env: Mapping[str, str]) -> dict[str, str]:
        """Return `env` for this screen: no other screen, and no toolkit that was told to draw nowhere."""
        without = {"WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "XAUTHORITY"}
        return {**{name: value for name, value in env.items() if name not in without}, "DISPLAY": self.name}


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
