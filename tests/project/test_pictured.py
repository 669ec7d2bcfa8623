import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from linktester import qr
from linktester.model.errors import InputErrors
from linktester.project.pictured import read_file, read_picture
from tests.fakes.pictures import opened, saved


def codes(errors: InputErrors) -> list[str]:
    return [problem.message.code for problem in errors.problems]


def beside(*payloads: str) -> bytes:
    pictures = [opened(qr.make(payload).png) for payload in payloads]
    paper = Image.new("L", (sum(each.width for each in pictures), max(each.height for each in pictures)), 255)
    left = 0
    for picture in pictures:
        paper.paste(picture, (left, 0))
        left += picture.width
    return saved(paper)


def test_every_code_is_told_once():
    found = read_picture(beside("https://a.example/", "https://b.example/", "https://a.example/"))
    assert sorted(found.texts) == ["https://a.example/", "https://b.example/"]
    assert found.findings == ()


def test_a_picture_without_code_says_what_to_check():
    found = read_picture(saved(Image.new("L", (80, 80), 255)))
    assert found.texts == ()
    assert [finding.message.code for finding in found.findings] == ["qr.check-unreadable"]


def test_a_file_is_read(tmp_path: Path):
    path = tmp_path / "code.png"
    path.write_bytes(qr.make("weixin://dl/business/?t=abc").png)
    assert read_file(path).texts == ("weixin://dl/business/?t=abc",)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("text.png", b"no picture at all", "qr.picture-broken"),
        ("missing.png", None, "given.unreadable"),
        ("bad\0name.png", None, "given.unreadable"),
    ],
)
def test_what_is_no_picture_is_told(tmp_path: Path, name: str, data: bytes | None, code: str):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputErrors) as told:
        read_file(path)
    assert codes(told.value) == [code]


def test_a_folder_is_told(tmp_path: Path):
    with pytest.raises(InputErrors) as told:
        read_file(tmp_path)
    assert codes(told.value) == ["given.folder"]


def test_a_picture_beyond_all_bounds_is_not_unpacked():
    stream = BytesIO()
    Image.new("1", (10_000, 10_000), 1).save(stream, "PNG")
    with pytest.raises(InputErrors) as told:
        read_picture(stream.getvalue())
    assert codes(told.value) == ["qr.picture-too-many-pixels"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path):
    path = tmp_path / "pipe.png"
    os.mkfifo(path)
    with pytest.raises(InputErrors) as told:
        read_file(path)
    assert codes(told.value) == ["given.unreadable"]
