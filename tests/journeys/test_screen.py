"""The first five minutes on a real screen: mouse, keys, another program's clipboard; seen by the pixels."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from linktester.gui.theme import tables
from linktester.model.annotation import Annotation, Status
from linktester.model.verdict import Outcome
from linktester.qr import read
from linktester.store import Archive
from tests.fakes.processes import PRODUCT, children, environment, linktester, watched
from tests.fakes.screen import Screen, Window, needs_screen

pytestmark = [pytest.mark.journey, needs_screen]

ITEM = "https://item.taobao.com/item.htm?id=600000000001"
SHARED = f"看看这个 {ITEM} 快来"
NOTE = "按了“继续”，页面打开了"
RAIL = 92
"""Pixels at the left that are not the page."""
CHIP = 60
"""Pixels from the end of a chip into the next one."""
Box = tuple[int, int, int, int]
PATIENCE = 20.0


class Person:
    """Somebody in front of the screen, and what lies on the disk beside."""

    def __init__(self, screen: Screen, home: Path, language: str = "en") -> None:
        self.screen = screen
        self.home = home
        self.process: subprocess.Popen[bytes] = screen.start(PRODUCT, environment(home, language), home)
        self.window: Window = screen.find_window("^linktester$")
        screen.focus(self.window)

    def code(self, text: str) -> None:
        """Wait until the code on the screen is that of `text`."""
        self.screen.until(lambda: text in [code.text for code in read(self.screen.shot())], f"a code: {text}")

    def colour(self, role: str) -> Box:
        """Return where on the page a colour of the light theme stands; wait for it."""
        return self.screen.until(lambda: where(self.screen.picture(), tables()["light"][role]), role)

    def click(self, box: Box) -> None:
        """Click into the middle of a place."""
        self.screen.click((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)

    def outcomes(self, count: int) -> list[Outcome]:
        """Return what the newest run came to; wait until so many runs are finished."""
        return self.screen.until(lambda: self._outcomes(count), f"{count} runs")

    def said(self, what: str) -> Annotation:
        """Return what was said of the newest run's result; wait until `what` of it is."""
        return self.screen.until(lambda: self._said(what), what)

    def quit(self) -> int:
        """Close the window by its key; return the exit code."""
        self.screen.key("ctrl+q")
        return self.process.wait(PATIENCE)

    def _outcomes(self, count: int) -> list[Outcome]:
        with self._archive() as archive:
            heads = list(archive.runs())
            if len(heads) < count or archive.finished(heads[0].id) is None:
                return []
            return [result.verdict.outcome for result in archive.results(heads[0].id)]

    def _said(self, what: str) -> Annotation | None:
        with self._archive() as archive:
            said = archive.annotations(next(iter(archive.runs())).id)
            return next((each for each in said if getattr(each, what)), None)

    @contextmanager
    def _archive(self) -> Iterator[Archive]:
        archive = Archive.open(self.home / "kept" / "archive.db")
        try:
            yield archive
        finally:
            archive.close()


def where(picture: Image.Image, colour: str) -> Box | None:
    """Return the box around all that has this colour, right of the rail."""
    page = picture.crop((RAIL, 0, *picture.size))
    other = ImageChops.difference(page, Image.new("RGB", page.size, colour)).convert("L")
    box = other.point([255, *[0] * 255]).getbbox()
    return None if box is None else (box[0] + RAIL, box[1], box[2] + RAIL, box[3])


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 60), "#2060a0").save(out, "PNG")
    return out.getvalue()


def test_the_first_five_minutes(tmp_path: Path) -> None:
    with Screen() as screen:
        person = Person(screen, tmp_path)
        assert screen.title(person.window) == "linktester"
        screen.until(lambda: read(screen.shot()), "the sample's code")

        # Pasted with the words somebody wrote around it; the code is that of the link alone.
        screen.key("ctrl+a")
        screen.paste(SHARED)
        person.code(ITEM)
        screen.key("ctrl+Return")
        assert set(person.outcomes(1)) == {Outcome.HONORED}
        person.colour("honored-soft")

        # Before the ministry's order, by the button beside the present.
        present = person.colour("accent-soft")
        screen.click(present[2] + CHIP, (present[1] + present[3]) // 2)
        assert person.outcomes(2).count(Outcome.BLOCKED) == 2
        wall = person.colour("blocked-soft")

        # Why: a click on the wall; then a status by one key, a note, a screenshot from the clipboard.
        screen.click(wall[0] + 20, wall[1] + 10)
        screen.until(lambda: not read(screen.shot()), "the results")
        screen.key("x")
        assert person.said("status").status is Status.NOT_EXECUTABLE
        screen.key("m")
        screen.paste(NOTE)
        screen.key("Tab")
        assert person.said("note").note == NOTE
        screen.offer(a_picture(), "image/png")
        screen.key("ctrl+v")
        assert person.said("screenshot").status is Status.NOT_EXECUTABLE

        screen.key("ctrl+e")
        screen.focus(screen.find_window("Export"))
        screen.key("Return")
        report = screen.until(lambda: next(tmp_path.glob("**/linktester-*.html"), None), "the report")
        screen.until(lambda: NOTE in report.read_text(encoding="utf-8"), "the note in the report")
        screen.key("Escape")
        screen.focus(person.window)
        assert person.quit() == 0, screen.said()

    with Screen() as screen:
        again = Person(screen, tmp_path, "zh_CN")
        again.code(ITEM)
        screen.key("ctrl+6")
        again.colour("blocked")
        screen.key("Return")
        again.colour("blocked-soft")
        assert again.said("note").note == NOTE
        assert again.quit() == 0, screen.said()


def test_what_was_saved_is_there_after_the_window_was_killed(tmp_path: Path) -> None:
    with Screen() as screen:
        person = Person(screen, tmp_path)
        screen.until(lambda: read(screen.shot()), "the sample's code")
        screen.key("ctrl+Return")
        before = person.outcomes(1)
        screen.key("ctrl+4")
        screen.until(lambda: not read(screen.shot()), "the results")
        screen.key("p")
        person.said("status")
        (emulator,) = children(person.process.pid)
        with watched(emulator) as watch:
            person.process.send_signal(signal.SIGKILL)
            person.process.wait(PATIENCE)
            assert watch.ends_within(PATIENCE)
    with Screen() as screen:
        again = Person(screen, tmp_path)
        assert again.outcomes(1) == before
        assert again.said("status").status is Status.PASSED
        screen.until(lambda: read(screen.shot()), "the sample's code")
        screen.key("ctrl+Return")
        assert again.outcomes(2) == before
        assert again.quit() == 0, screen.said()


def test_a_screen_that_does_not_answer_leads_to_the_terminal(tmp_path: Path) -> None:
    dead = {**environment(tmp_path), "DISPLAY": ":987654"}
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"):
        dead.pop(name, None)
    done = subprocess.run(PRODUCT, env=dead, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Usage: linktester" in done.stdout
    assert ":987654" in done.stderr
    assert linktester("--version", home=tmp_path).returncode == 0
