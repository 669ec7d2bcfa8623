"""Starts linktester: the window without arguments or with something to show, the command line with a verb."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linktester import __version__

if TYPE_CHECKING:
    from linktester.gui.instance import Start
    from linktester.model.message import Message

NO_WINDOW = 3
NEW_WINDOW = "--new-window"
"""Opens a window of its own even where one is open."""


def main() -> int:
    """Run what the command line asks for and return the exit code; 3 where no window can open."""
    words = sys.argv[1:]
    _give_back_library_path()
    if words == ["--version"]:
        # Asked by scripts and packagers many times over; nothing else is loaded for it.
        return _print(sys.stdout, f"linktester {__version__}")
    things = [word for word in words if word != NEW_WINDOW]
    if not things or _is_to_show(things):
        return _window(things, is_new=len(things) < len(words))
    if words[:1] == ["--try-window"]:
        from linktester.gui.display import build  # noqa: PLC0415 - this process may die of it

        return build()
    from linktester.cli.main import main as command_line  # noqa: PLC0415

    return command_line(words)


def _is_to_show(words: Sequence[str]) -> bool:
    """Tell whether these are links and files; verbs of the terminal have neither dots nor slashes."""
    if not any(sign in words[0] for sign in ":/\\."):
        return False
    from linktester.gui.opening import is_for_window  # noqa: PLC0415 - most command lines do without

    return is_for_window(words)


def _window(words: Sequence[str], *, is_new: bool) -> int:
    """Open the window, or hand over to the one that is open; the terminal's modules are not loaded for it."""
    # The window collects garbage at moments of its own; loading is a tenth quicker without.
    gc.disable()
    start = _begun(words, is_new=is_new)
    if start is None:
        return _handed_over()
    from linktester.gui.display import probe  # noqa: PLC0415

    obstacle = probe()
    if obstacle is not None:
        gc.enable()
        if start.claim is not None:
            start.claim.release()
        return _without_window(obstacle)
    from linktester.gui import toolkit  # noqa: PLC0415

    toolkit.load()
    from linktester.gui.app import main as open_window  # noqa: PLC0415

    return open_window(sys.argv[:1], start)


def _begun(words: Sequence[str], *, is_new: bool) -> "Start | None":
    """Return how the window begins; None when an open one has taken over."""
    from linktester.gui.instance import Start, claim  # noqa: PLC0415
    from linktester.workspace import Places  # noqa: PLC0415

    things: tuple[str, ...] = ()
    if words:
        from linktester.gui.opening import absolute  # noqa: PLC0415 - mostly nothing is to be shown

        things = tuple(absolute(word, Path.cwd()) for word in words)
    home = Places.find().data
    found = claim(home)
    if is_new or found.is_ours or not found.is_possible:
        return Start(things, found)
    from linktester.gui.handover import Outcome, meet  # noqa: PLC0415 - the first one has nobody to meet

    found, outcome = meet(home, things)
    if outcome is Outcome.TAKEN:
        return None
    return Start(things, found, is_second=outcome is not None)


def _handed_over() -> int:
    """Say that there is nothing more to do here."""
    from linktester.model.message import message  # noqa: PLC0415
    from linktester.wording import Words, choose_language  # noqa: PLC0415

    words = Words(choose_language())
    _print(sys.stdout, words.say(message("instance.handed-over", option=NEW_WINDOW)))
    return 0


def _without_window(obstacle: "Message") -> int:
    """Show what the terminal offers, then why there is no window: the last line is the one that is read."""
    from linktester.cli.main import main as command_line  # noqa: PLC0415
    from linktester.cli.streams import outlet  # noqa: PLC0415
    from linktester.model.message import message  # noqa: PLC0415
    from linktester.wording import Words, choose_language  # noqa: PLC0415

    command_line(["--help"])
    words = Words(choose_language())
    told = outlet(sys.stderr)
    told.write(f"\n{words.say(obstacle)}\n{words.say(message('display.terminal'))}\n")
    told.flush()
    return NO_WINDOW


def _print(stream: object, line: str) -> int:
    """Print a line; return 0, and 3 where it was lost."""
    from linktester.cli.streams import Outlet  # noqa: PLC0415

    out = Outlet(stream)  # type: ignore[arg-type]
    out.write(f"{line}\n")
    out.flush()
    return 3 if out.fault else 0


def _give_back_library_path() -> None:
    """Let programs we start find the system's libraries again.

    A frozen program is begun with its own folder in front of them, and keeps what it has loaded; a browser or
    a file manager that inherits that would load our toolkit instead of its own.
    """
    if not getattr(sys, "frozen", False) or sys.platform != "linux":
        return
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    sys.exit(main())
