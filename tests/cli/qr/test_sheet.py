from pathlib import Path

import pytest

from linktester.qr import read_document
from tests.fakes.terminals import say


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    path = tmp_path / "codes.csv"
    path.write_text(
        "payload,label\nhttps://example.com/1,一号\nhttps://example.com/2,𠮷野\n", encoding="utf-8"
    )
    return path


def test_a_list_becomes_pages_that_read_back(codes: Path, tmp_path: Path):
    path = tmp_path / "sheet.pdf"
    said = say("qr", "sheet", str(codes), "-o", str(path))
    assert said.code == 0, said.err
    assert sorted(found.text for _, found in read_document(path.read_bytes())) == [
        "https://example.com/1",
        "https://example.com/2",
    ]
    assert "Codes: 2, pages: 1." in said.err
    assert "U+20BB7" in said.err


def test_nothing_is_written_when_a_code_cannot_be_made(tmp_path: Path):
    path = tmp_path / "codes.txt"
    path.write_text("fine\n" + "x" * 3000 + "\n" + "y" * 4000 + "\n")
    said = say("qr", "sheet", str(path), "-o", str(tmp_path / "sheet.pdf"))
    assert said.code == 2
    assert [line.split(": ")[0] for line in said.err.splitlines()] == [f"{path}:2", f"{path}:3"]
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_sheet_that_does_not_fit_is_told(codes: Path, tmp_path: Path):
    words = ("--columns", "6", "--size", "60", "-o", str(tmp_path / "sheet.pdf"))
    said = say("qr", "sheet", str(codes), *words)
    assert said.code == 2
    assert "fewer columns" in said.err


def test_codes_follow_the_rule_of_a_standard_that_is_named(codes: Path, tmp_path: Path):
    assert say("qr", "sheet", str(codes), "--standard", "nope", "-o", str(tmp_path / "a.pdf")).code == 2
    assert say("qr", "sheet", str(codes), "--standard", "upi", "-o", str(tmp_path / "a.pdf")).code == 0


def test_a_sheet_is_a_pdf_and_nothing_else(codes: Path, tmp_path: Path):
    said = say("qr", "sheet", str(codes), "-o", str(tmp_path / "sheet.png"))
    assert said.code == 2
    assert ".png" in said.err
    assert not (tmp_path / "sheet.png").exists()


def test_lines_that_are_no_codes_of_the_standard_are_told(codes: Path, tmp_path: Path):
    said = say("qr", "sheet", str(codes), "-o", str(tmp_path / "sheet.pdf"), "--standard", "pix")
    assert said.code == 0
    assert "no valid code of pix: 2, 3." in said.err
