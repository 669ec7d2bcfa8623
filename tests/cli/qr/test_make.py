import json
from pathlib import Path

import pytest

from linktester.qr import make, read
from tests.fakes import pictures
from tests.fakes.terminals import say

LINK = "https://example.com/?q=1"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "code.png"
    path.write_bytes(make(LINK).png)
    return path


def test_a_code_is_written_and_can_be_read(tmp_path: Path):
    path = tmp_path / "out.png"
    said = say("qr", "make", LINK, "-o", str(path))
    assert said.code == 0
    assert [each.text for each in read(path.read_bytes())] == [LINK]
    assert "read back and proved" in said.err


def test_a_drawing_is_written_by_its_name(tmp_path: Path):
    path = tmp_path / "out.svg"
    assert say("qr", "make", LINK, "-o", str(path)).code == 0
    assert path.read_text().startswith("<svg")


def test_a_terminal_gets_a_drawing_that_scans():
    out = say("qr", "make", LINK, screen=True).out
    lines = [line for line in out.splitlines() if "█" in line or "▀" in line]
    assert len(lines) == (25 + 1) // 2


def test_mistakes_are_told_at_once():
    said = say("qr", "make", "", "--scale", "1", "--border", "2")
    assert said.code == 2
    assert len(said.err.splitlines()) == 3


def test_a_picture_is_read(picture: Path):
    said = say("qr", "read", str(picture))
    assert (said.code, said.out) == (0, LINK + "\n")


def test_a_picture_is_read_as_json(picture: Path):
    (found,) = [json.loads(line) for line in say("qr", "read", str(picture), "--json").lines]
    assert (found["text"], found["hex"], found["format"]) == (LINK, LINK.encode().hex(), "QRCode")


def test_what_is_wrong_with_a_code_is_said_on_a_terminal(tmp_path: Path):
    path = tmp_path / "inverted.png"
    path.write_bytes(pictures.inverted(make(LINK).png))
    assert "light on dark" in say("qr", "read", str(path), screen=True).out


def test_no_code_is_told(tmp_path: Path):
    path = tmp_path / "empty.png"
    path.write_bytes(pictures.saved(pictures.opened(make(LINK).png).point(lambda _: 255)))
    said = say("qr", "read", str(path))
    assert said.code == 1
    assert "No code was found" in said.err


@pytest.mark.parametrize("name", ["nowhere.png", "."])
def test_a_file_that_cannot_be_read_is_told(name, tmp_path: Path):
    said = say("qr", "read", str(tmp_path / name))
    assert said.code == 2
    assert "cannot be read" in said.err


def test_what_is_no_picture_is_told(tmp_path: Path):
    path = tmp_path / "text.png"
    path.write_text("hello")
    assert say("qr", "read", str(path)).code == 2
