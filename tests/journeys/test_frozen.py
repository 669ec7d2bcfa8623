"""What a frozen program does otherwise than one that is run by an interpreter, tried without freezing it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.processes import environment

FROZEN = """
import os, sys
sys.frozen = True
sys.argv[0] = "linktester"
from linktester.__main__ import main
code = main()
print(os.environ.get("LD_LIBRARY_PATH"), os.environ.get("LD_LIBRARY_PATH_ORIG"))
sys.exit(code)
"""


def frozen(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in environment(home).items() if not name.startswith("LD_")}
    command = [sys.executable, "-c", FROZEN, *words]
    return subprocess.run(command, env={**env, **more}, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="nobody else has this variable")
def test_programs_it_starts_find_the_systems_libraries(tmp_path: Path) -> None:
    ours = {"LD_LIBRARY_PATH": "/opt/linktester"}
    assert frozen(tmp_path, "--version", **ours).stdout.splitlines()[1] == "None None"
    theirs = {**ours, "LD_LIBRARY_PATH_ORIG": "/opt/theirs"}
    assert frozen(tmp_path, "--version", **theirs).stdout.splitlines()[1] == "/opt/theirs None"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_it_says_so_and_offers_the_terminal(tmp_path: Path) -> None:
    without = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"), "")
    done = frozen(tmp_path, **without, XDG_RUNTIME_DIR=os.devnull, TMPDIR=str(tmp_path))
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("To go on in the terminal, type “linktester run”")
