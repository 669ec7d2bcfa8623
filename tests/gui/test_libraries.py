"""Libraries the window needs: found missing, named with their packages, and the command that brings them."""

import subprocess
import sys

import pytest

from linktester import resources
from linktester.gui.libraries import Group, install_line, lacking, missing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring these libraries along")


class Machine:
    """Loads every library but some."""

    def __init__(self, *without: str) -> None:
        self.without = without
        self.asked: list[str] = []

    def load(self, name: str) -> object:
        self.asked.append(name)
        if name in self.without:
            raise OSError(f"{name}: cannot open shared object file")
        return self


def test_what_does_not_load_is_named_with_its_package() -> None:
    machine = Machine("libxcb-cursor.so.0", "libEGL.so.1")
    found = missing(Group.BASICS, Group.X11, load=machine.load)
    assert found == {"libEGL.so.1": "libegl1", "libxcb-cursor.so.0": "libxcb-cursor0"}


def test_only_the_groups_asked_for_are_tried() -> None:
    machine = Machine("libEGL.so.1")
    assert missing(Group.WAYLAND, load=machine.load) == {}
    assert machine.asked
    assert all("wayland" in name for name in machine.asked)


def test_every_group_has_libraries() -> None:
    for group in Group:
        machine = Machine()
        missing(group, load=machine.load)
        assert machine.asked


def test_a_package_is_named_once() -> None:
    assert install_line(["libglib2.0-0", "libegl1", "libglib2.0-0"]).endswith(" libglib2.0-0 libegl1")


def test_the_sentence_names_the_libraries() -> None:
    said = lacking({"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"})
    assert said.args["names"] == "libEGL.so.1, libGL.so.1"
    assert said.args.get("command", "libegl1 libgl1").endswith("libegl1 libgl1")


def test_the_set_up_script_reads_packages_one_a_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linktester.gui.libraries", "basics", "x11"],
        capture_output=True,
        text=True,
        check=True,
    )
    known = resources.read_text("libraries.toml")
    assert all(f'"{package}"' in known for package in done.stdout.split())
    assert done.stderr == ""
