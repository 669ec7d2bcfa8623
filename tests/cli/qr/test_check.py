import json
from pathlib import Path

import pytest
from PIL import ImageOps

from linktester import qr
from tests.fakes import pictures
from tests.fakes.terminals import say

PIX = (
    "00020126430014br.gov.bcb.pix0121qa@linktester.example52040000530398654041.005802BR"
    "5910LINKTESTER6006RECIFE62090505QA0016304A8C8"
)
BROKEN = PIX[:-4] + "0000"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "codes.png"
    path.write_bytes(pictures.side_by_side(qr.make(PIX, scale=4).png, qr.make("hello", scale=4).png))
    return path


def test_a_valid_code_is_told_field_by_field():
    said = say("qr", "check", PIX)
    assert said.code == 0
    assert "Pix BR Code (Brazil) (pix)" in said.out
    assert "Valid\tyes" in said.out
    assert "26/01\t32+21\t" in said.out
    assert "qa@linktester.example" in said.out


def test_an_invalid_code_is_told_with_its_remedy():
    said = say("qr", "check", BROKEN)
    assert said.code == 1
    assert "Checksum\n" in said.out
    assert "write A8C8" in said.out
    assert "qa@linktester.example" in said.out


def test_a_text_that_is_no_code_is_told():
    said = say("qr", "check", "hello")
    assert said.code == 1
    assert "nobody can say" in said.out


def test_a_code_comes_from_standard_input_without_the_last_line_break():
    assert say("qr", "check", "-", typed=PIX + "\n").code == 0
    assert say("qr", "check", "-", typed=PIX + "\n\n").code == 1


def test_a_code_is_judged_as_asked():
    said = say("qr", "check", PIX, "--standard", "epc")
    assert said.code == 1
    assert "(epc)" in said.out


def test_the_date_of_rules_can_be_chosen():
    code = (
        "00020101021226490009SG.PAYNOW010120210209900001Z0301004082030123152040000530370254043.20"
        "5802SG5910LINKTESTER6009Singapore62080104QA-163047E55"
    )
    before, after = (
        say("qr", "check", code, "--as-of", "2030-01-01"),
        say("qr", "check", code, "--as-of", "2031-06-01"),
    )
    assert "expired" not in before.out
    assert "expired" in after.out
    assert say("qr", "check", code, "--as-of", "someday").code == 2


def test_a_code_is_told_as_json():
    (line,) = say("qr", "check", BROKEN, "--json").lines
    said = json.loads(line)
    assert (said["standard"], said["valid"]) == ("pix", False)
    assert said["summary"]["amount"] == "1.00"
    assert [each["aspect"] for each in said["findings"]] == ["checksum"]
    assert bytes.fromhex(said["payload_hex"]).decode() == BROKEN


def test_every_code_of_a_picture_is_told(picture: Path):
    said = say("qr", "check", "-f", str(picture), "--json")
    assert said.code == 1
    assert sorted(json.loads(line)["standard"] for line in said.lines) == ["pix", "unknown"]
    assert {json.loads(line)["page"] for line in said.lines} == {1}


def test_what_keeps_scanners_away_is_told_and_counts(tmp_path: Path):
    path = tmp_path / "inverted.png"
    path.write_bytes(pictures.inverted(qr.make(PIX).png))
    said = say("qr", "check", "-f", str(path))
    assert said.code == 1
    assert "light on dark" in said.out
    assert "Valid\tyes" in said.out


def test_modules_are_measured_in_millimetres_where_the_print_is_known(tmp_path: Path):
    path = tmp_path / "code.png"
    path.write_bytes(qr.make(PIX, scale=4).png)
    assert say("qr", "check", "-f", str(path), "--dpi", "150").code == 0
    said = say("qr", "check", "-f", str(path), "--dpi", "600")
    assert said.code == 1
    assert "0.17 mm wide in print" in said.out


def test_pages_of_a_document_are_told(tmp_path: Path):
    path = tmp_path / "code.pdf"
    path.write_bytes(qr.pdf(qr.make(PIX)))
    said = say("qr", "check", "-f", str(path))
    assert said.code == 0
    assert "page 1" in said.out


@pytest.mark.parametrize(
    "words",
    [
        (),
        (PIX, "-f", "x.png"),
        (PIX, "--jsonl"),
        ("-f", "nowhere.png"),
        (PIX, "--standard", "pixx"),
        ("-f", "x.png", "--clipboard"),
    ],
)
def test_a_wrong_command_line_is_told(words):
    said = say("qr", "check", *words)
    assert said.code == 2
    assert said.err


def test_the_name_of_a_picture_is_not_taken_for_a_code(picture: Path):
    said = say("qr", "check", str(picture))
    assert said.code == 2
    assert "--file" in said.err


def test_a_picture_without_a_code_is_told(tmp_path: Path):
    path = tmp_path / "empty.png"
    path.write_bytes(pictures.saved(pictures.opened(qr.make("x").png).point(lambda _: 255)))
    said = say("qr", "check", "-f", str(path))
    assert said.code == 1
    assert "No code could be read" in said.err


def test_a_code_without_margin_on_a_dark_page_is_told_by_its_fault(tmp_path: Path):
    bare = ImageOps.crop(pictures.opened(qr.make("wxp://f2f0abc").png), 4 * 8)
    path = tmp_path / "dark.png"
    path.write_bytes(pictures.saved(ImageOps.expand(bare, 40, 0)))
    said = say("qr", "check", "-f", str(path))
    assert said.code == 1
    assert "light margin" in said.err


def test_a_finding_has_the_name_of_its_field():
    code = (
        "00020126430014br.gov.bcb.pix0121qa@linktester.example53039865802BR5910LINKTESTER6006RECIFE63040D1B"
    )
    assert "Merchant category (52)" in say("qr", "check", code).out
