"""Starts linktester: the window without arguments, the command line with."""

import sys

from linktester import __version__


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts and packagers many times over; nothing else is loaded for it.
        from linktester.cli.streams import Outlet  # noqa: PLC0415

        out = Outlet(sys.stdout)
        out.write(f"linktester {__version__}\n")
        out.flush()
        return 3 if out.fault else 0
    from linktester.cli.main import main as command_line  # noqa: PLC0415

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
