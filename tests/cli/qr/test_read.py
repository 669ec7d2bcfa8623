import json
from pathlib import Path

import pytest

from linktester import qr
from tests.fakes import pictures
from tests.fakes.terminals import say

LINK = "https://example.com/?q=1"
PIX = (
    "00020126430014br.gov.bcb.pix0121qa@linktester.example52040000530398654041.005802BR"
    "5910LINKTESTER6006RECIFE62090505QA0016304A8C8"
)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "code.png"
    path.write_bytes(qr.make(LINK).png)
    return path


def test_a_picture_is_read(picture: Path):
    said = say("qr", "read", str(picture))
    assert (said.code, said.out) == (0, f"{LINK}\tunknown\t1\n")


def test_each_code_is_told_with_its_standard(tmp_path: Path):
    path = tmp_path / "two.png"
    path.write_bytes(pictures.side_by_side(qr.make(LINK, scale=4).png, qr.make(PIX, scale=4).png))
    assert sorted(line.split("\t")[1] for line in say("qr", "read", str(path)).lines) == ["pix", "unknown"]
    assert "Pix BR Code (Brazil) (pix) · QRCode" in say("qr", "read", str(path), screen=True).out


def test_pages_are_told(tmp_path: Path):
    path = tmp_path / "codes.pdf"
    entries = [qr.Entry(qr.make(f"code {number}")) for number in range(3)]
    path.write_bytes(qr.sheet(entries, qr.Layout(columns=1, side_mm=120)).octets)
    lines = [line.split("\t") for line in say("qr", "read", str(path)).lines]
    assert [(line[0], line[2]) for line in lines] == [("code 0", "1"), ("code 1", "2"), ("code 2", "3")]
    assert "page 3" in say("qr", "read", str(path), screen=True).out


def test_a_picture_is_read_as_json(picture: Path):
    (found,) = [json.loads(line) for line in say("qr", "read", str(picture), "--json").lines]
    assert (found["text"], found["hex"], found["format"]) == (LINK, LINK.encode().hex(), "QRCode")
    assert (found["page"], found["standard"]) == (1, "unknown")


def test_what_is_wrong_with_a_code_is_said_on_a_terminal(tmp_path: Path):
    path = tmp_path / "inverted.png"
    path.write_bytes(pictures.inverted(qr.make(LINK).png))
    assert "light on dark" in say("qr", "read", str(path), screen=True).out


def test_no_code_is_told(tmp_path: Path):
    path = tmp_path / "empty.png"
    path.write_bytes(pictures.saved(pictures.opened(qr.make(LINK).png).point(lambda _: 255)))
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


@pytest.mark.parametrize("words", [(), ("x.png", "--screen"), ("--screen", "--clipboard")])
def test_one_picture_is_read_at_a_time(words):
    said = say("qr", "read", *words)
    assert said.code == 2
    assert "Give one picture" in said.err
