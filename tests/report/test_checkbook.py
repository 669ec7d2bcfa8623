import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from linktester.model.errors import InputErrors
from linktester.qr import read
from linktester.report.cards import MOST_CODES, answers
from linktester.report.checkbook import COLUMNS, write_checkbook
from linktester.report.phrases import Phrases
from linktester.wording import LANGUAGES, Words
from tests.fakes import checklists as fakes
from tests.fakes.results import HOSTILE_TEXT

KEYS = [column.key for column in COLUMNS]
BLANK = ("outcome", "tester", "device", "seen-client", "seen-on", "note")


def made(tmp_path: Path, checklist, language: str = "en") -> bytes:
    path = tmp_path / "checks.xlsx"
    write_checkbook(path, checklist, Words(language))
    return path.read_bytes()


def table(data: bytes) -> list[dict[str, object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [dict(zip(KEYS, row, strict=True)) for row in sheet[1:]]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_check_is_one_row_with_room_to_write(tmp_path, language):
    phrases = Phrases(Words(language))
    data = made(tmp_path, fakes.checklist(fakes.ITEM, fakes.SCANNED), language)
    first, second = table(data)
    assert (first["number"], first["link"], first["where"]) == (
        1,
        fakes.ITEM.link,
        phrases.place("wechat", "group", "tap"),
    )
    assert second["keys"].split("\n") == list(fakes.SCANNED.keys)
    assert "OB-2" in second["sources"]
    assert [row[key] for row in (first, second) for key in BLANK] == [""] * 12
    heads = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[0]
    assert heads == [phrases.text(f"sheet.column-{key}") for key in KEYS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_chosen_from_a_list(tmp_path, language):
    found = parts(made(tmp_path, fakes.checklist(fakes.ITEM, fakes.SCANNED), language))
    sheet = found["xl/worksheets/sheet1.xml"].decode()
    (offered,) = re.findall(
        r'<dataValidation type="list".*? sqref="K2:K3"><formula1>"(.*?)"</formula1>', sheet
    )
    assert tuple(offered.split(",")) == answers(Phrases(Words(language)))


def test_each_row_has_the_picture_of_its_code(tmp_path):
    found = parts(
        made(tmp_path, fakes.checklist(fakes.ITEM, replace(fakes.SCANNED, link="扫码"), fakes.LONG))
    )
    pictures = [read(data)[0].text for name, data in sorted(found.items()) if name.endswith(".png")]
    assert pictures == [fakes.ITEM.link, "扫码"]
    drawing = found["xl/drawings/drawing1.xml"].decode()
    anchors = re.findall(r"<xdr:from><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", drawing)
    assert anchors == [(str(KEYS.index("code")), "1"), (str(KEYS.index("code")), "2")]


def test_a_row_without_a_code_says_why_and_holds_the_whole_link(tmp_path):
    (row,) = table(made(tmp_path, fakes.checklist(fakes.LONG)))
    assert row["code"].startswith("No code")
    assert row["link"] == fakes.LONG.link


def test_all_rows_are_there_but_only_the_first_have_codes(tmp_path):
    count = MOST_CODES + 2
    data = made(tmp_path, fakes.many(count))
    rows = table(data)
    assert len(rows) == count
    assert len([name for name in parts(data) if name.endswith(".png")]) == MOST_CODES
    assert str(MOST_CODES) in rows[-1]["code"]
    about = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1).to_python()
    assert any(f"first {MOST_CODES} checks" in str(cell) for row in about for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "https://h.example/x", "@SUM(A1)", "00123", "mailto:a@h.example"])
def test_nothing_becomes_a_formula_or_a_link(tmp_path, text):
    check = replace(fakes.SCANNED, link=text, client=text, others=(text,))
    data = made(tmp_path, fakes.checklist(check))
    (row,) = table(data)
    assert (row["link"], row["client"], row["others"]) == (text, text, text)
    sheet = parts(data)["xl/worksheets/sheet1.xml"].decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()


def test_hostile_text_makes_a_whole_file(tmp_path):
    check = replace(fakes.SCANNED, link=HOSTILE_TEXT, client=HOSTILE_TEXT, keys=(HOSTILE_TEXT,))
    data = made(tmp_path, fakes.checklist(check))
    (row,) = table(data)
    for key in ("link", "client", "keys"):
        assert r"\u202egnp.exe" in row[key]
    illegal = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]")
    assert [n for n, text in parts(data).items() if n.endswith("xml") and illegal.search(text)] == []


def test_an_empty_checklist_makes_a_workbook_that_says_so(tmp_path):
    data = made(tmp_path, fakes.checklist(past=1))
    assert table(data) == []
    about = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1).to_python()
    assert any("nothing to ask" in str(cell) for row in about for cell in row)


def test_what_cannot_be_written_is_told(tmp_path):
    with pytest.raises(InputErrors):
        write_checkbook(tmp_path / "no" / "a.xlsx", fakes.checklist(fakes.ITEM), Words("en"))
