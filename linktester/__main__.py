"""Starts linktester: the window without arguments, the command line with."""

import gc
import sys
from typing import TYPE_CHECKING

from linktester import __version__

if TYPE_CHECKING:
    from linktester.model.message import Message

NO_WINDOW = 3


def main() -> int:
    """Run what the command line asks for and return the exit code; 3 where no window can open."""
    if not sys.argv[1:]:
        return _window()
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts and packagers many times over; nothing else is loaded for it.
        from linktester.cli.streams import Outlet  # noqa: PLC0415

        out = Outlet(sys.stdout)
        out.write(f"linktester {__version__}\n")
        out.flush()
        return 3 if out.fault else 0
    from linktester.cli.main import main as command_line  # noqa: PLC0415

    return command_line(sys.argv[1:])


def _window() -> int:
    """Open the window; the terminal's own modules are not loaded for it."""
    # The window collects garbage at moments of its own; loading is a tenth quicker without.
    gc.disable()
    from linktester.gui.display import probe  # noqa: PLC0415

    obstacle = probe()
    if obstacle is not None:
        gc.enable()
        return _without_window(obstacle)
    from linktester.gui import toolkit  # noqa: PLC0415

    toolkit.load()
    from linktester.gui.app import main as open_window  # noqa: PLC0415

    return open_window(sys.argv)


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


if __name__ == "__main__":
    sys.exit(main())
