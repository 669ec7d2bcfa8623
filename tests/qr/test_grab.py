import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.qr import make, read
from linktester.qr.grab import clipboard, screen
from tests.fakes import pictures

CODE = make("https://example.com/", scale=4).png


class Raises:
    """A grab that fails."""

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def __call__(self) -> None:
        raise self._fault


def copied() -> Image.Image:
    return pictures.opened(CODE).convert("CMYK").convert("P")


def test_a_picture_on_the_clipboard_can_be_read():
    assert [each.text for each in read(clipboard(copied))] == ["https://example.com/"]


def test_the_name_of_a_copied_file_does_as_well(tmp_path: Path):
    path = tmp_path / "code.png"
    path.write_bytes(CODE)
    assert clipboard(lambda: [str(path)]) == CODE
    with pytest.raises(InputErrors) as error:
        clipboard(lambda: [str(tmp_path / "gone.png")])
    assert error.value.problems[0].message.code == "qr.clipboard-file"


def test_an_empty_clipboard_is_told():
    with pytest.raises(InputErrors) as error:
        clipboard(lambda: None)
    assert error.value.problems[0].message.code == "qr.clipboard-empty"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (NotImplementedError("xclip is required"), "qr.clipboard-no-tool"),
        (ChildProcessError("xclip error"), "qr.clipboard-refused"),
        (OSError("X connection failed"), "qr.clipboard-refused"),
    ],
)
def test_a_machine_without_a_clipboard_is_told(fault, code):
    with pytest.raises(EnvironmentFault) as error:
        clipboard(Raises(fault))
    assert error.value.message.code == code


def test_the_screen_is_read_and_its_absence_told():
    assert [each.text for each in read(screen(copied))] == ["https://example.com/"]
    with pytest.raises(EnvironmentFault) as error:
        screen(Raises(OSError("X connection failed")))
    assert error.value.message.args["reason"] == "X connection failed"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("what", ["--screen", "--clipboard"])
def test_without_a_display_the_terminal_says_what_to_do(what):
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "linktester", "qr", "read", what],
        env={**bare, "PATH": "/nowhere", "LINKTESTER_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "name the file" in done.stderr or "name a file" in done.stderr
