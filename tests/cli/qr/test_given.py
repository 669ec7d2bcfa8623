import io
from pathlib import Path

import pytest

from linktester.cli.face import Face
from linktester.cli.qr import given
from linktester.model.errors import InputErrors
from linktester.wording import Words


def face(octets: bytes = b"") -> Face:
    return Face(Words("en"), stdin=io.TextIOWrapper(io.BytesIO(octets)))


@pytest.mark.parametrize(
    ("typed", "payload"),
    [(b"a\n", b"a"), (b"a\r\n", b"a"), (b"a\n\n", b"a\n"), (b"\xff", b"\xff"), (b"", b"")],
)
def test_standard_input_loses_the_last_line_break_only(typed, payload):
    assert given.payload(face(typed), "-") == payload


def test_octets_of_the_command_line_survive():
    assert given.payload(face(), "ü\udcff") == b"\xc3\xbc\xff"
    assert given.payload(face(), "\ud800") == b"\xed\xa0\x80"
    assert given.payload(face(), " a ") == b" a "


def test_the_name_of_a_file_is_no_payload(tmp_path: Path):
    path = tmp_path / "code.PNG"
    path.write_bytes(b"")
    with pytest.raises(InputErrors):
        given.payload(face(), str(path))
    assert given.payload(face(), "nowhere.png") == b"nowhere.png"


def test_values_keep_their_signs():
    assert given.values(["a=b=c", "d="]) == {"a": "b=c", "d": ""}


def test_a_standard_is_found_or_a_near_one_told():
    assert given.standard(None) is None
    found = given.standard("pix")
    assert found is not None
    assert found.id == "pix"
    with pytest.raises(InputErrors) as error:
        given.standard("swissqr")
    assert error.value.problems[0].message.args["near"] == "swiss-qr"


def test_a_picture_comes_from_standard_input():
    assert given.picture(face(b"\x89PNG"), "-") == b"\x89PNG"
