"""`linktester` alone, on a real screen: the window opens and something is drawn in it."""

import sys
from pathlib import Path

import pytest

from tests.fakes.processes import PRODUCT, environment
from tests.fakes.screen import Screen, needs_screen

pytestmark = [pytest.mark.journey, needs_screen]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_window_opens_and_is_drawn(tmp_path: Path, language: str) -> None:
    with Screen() as screen:
        child = screen.start(PRODUCT, environment(tmp_path, language))
        window = screen.find_window("linktester")
        screen.focus(window)
        screen.until(lambda: len(screen.picture().getcolors(1 << 24)) > 50, "something drawn")
        assert child.poll() is None, screen.said()


def test_a_program_that_opens_no_window_is_told_with_what_it_said(tmp_path: Path) -> None:
    with Screen(100, 100) as screen:
        screen.start([sys.executable, "-c", "print('no window here')"], environment(tmp_path)).wait()
        with pytest.raises(AssertionError, match="no window here"):
            screen.find_window("linktester", seconds=0.2)
