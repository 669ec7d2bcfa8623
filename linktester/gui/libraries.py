"""Which system libraries the window needs on Linux, and which of them this machine lacks.

    python -m linktester.gui.libraries GROUP …    prints the Debian packages to install, one a line

Loads no toolkit itself: it is asked before that is possible.
"""

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import islice

from linktester import resources
from linktester.model.message import Message, message

MOST_NAMES = 3


class Group(StrEnum):
    """What a set of libraries is for."""

    BASICS = "basics"
    """Any drawing, with or without a screen."""
    X11 = "x11"
    WAYLAND = "wayland"


def missing(*groups: Group, load: Callable[[str], object] = ctypes.CDLL) -> dict[str, str]:
    """Return library → Debian package for what cannot be loaded, in the order of the table.

    Empty on systems other than Linux, where the toolkit brings what it needs. `load` raises OSError for a
    library that is not there.
    """
    if sys.platform != "linux":
        return {}
    wanted = {name: package for group in groups for name, package in _table()[group].items()}
    return {name: package for name, package in wanted.items() if not _loads(name, load)}


def lacking(absent: Mapping[str, str]) -> Message:
    """Return the sentence for what `missing` has found, with the command to type where there is one."""
    if not shutil.which("apt-get"):
        return message("display.libraries", names=", ".join(absent))
    # The command names them all; the sentence need not.
    names = ", ".join(islice(absent, MOST_NAMES)) + (" …" if len(absent) > MOST_NAMES else "")
    return message("display.libraries-apt", names=names, command=install_line(absent.values()))


def install_line(packages: Iterable[str]) -> str:
    """Return the command that installs Debian packages, each named once."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(dict.fromkeys(packages))}"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return resources.read_table("libraries.toml")


def _loads(name: str, load: Callable[[str], object]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    for found in dict.fromkeys(missing(*map(Group, sys.argv[1:])).values()):
        sys.stdout.write(f"{found}\n")
