import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from linktester.model.errors import InputErrors
from linktester.report.workbook import put, workbook

TEXTS = ["=1+1", "https://h.example/", "<r><t>x</t></r>", "_x005F_x0041_", "00123", " a ", "淘宝"]


def made(path: Path, texts: list[str]) -> bytes:
    with workbook(path) as book:
        sheet = book.add_worksheet("a")
        for line, text in enumerate(texts):
            put(sheet, line, 0, text, book.add_format())
        put(sheet, len(texts), 0, 7, book.add_format())
        put(sheet, len(texts), 1, "", book.add_format())
    return path.read_bytes()


def test_texts_stay_texts_and_numbers_numbers(tmp_path: Path):
    data = made(tmp_path / "a.xlsx", TEXTS)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    found = [row[0] for row in rows]
    assert [str(text).rstrip() for text in found[:2]] == TEXTS[:2]
    assert found[2:4] == ["<r><t>x</t></r> ", "_x005F _x0041_"]
    assert found[4:] == [*TEXTS[4:], 7.0]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_workbook_that_breaks_off_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_text("old")
    with pytest.raises(AttributeError), workbook(path) as book:
        put(None, 0, 0, "there is no such sheet", book.add_format())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path):
    with pytest.raises(InputErrors), workbook(tmp_path / "no" / "a.xlsx"):
        pass
