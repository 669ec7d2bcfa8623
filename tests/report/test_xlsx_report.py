import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from linktester.model.annotation import Status
from linktester.model.errors import InputErrors
from linktester.report import write
from linktester.report.phrases import Phrases
from linktester.report.rows import COLUMNS, header
from linktester.report.scope import Scope
from linktester.wording import LANGUAGES, Words
from tests.fakes import results as fakes
from tests.fakes import words_of_people as people
from tests.fakes.reportmemory import peaks

GIVEN = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")
KEYS = [column.key for column in COLUMNS]


def made(tmp_path: Path, results, language="en", tally=None, **head) -> bytes:
    path = tmp_path / "report.xlsx"
    write("xlsx", path, fakes.head(**head), iter(results), tally, Words(language))
    return path.read_bytes()


def sheets(data: bytes) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_index(index).to_python() for index in range(len(book.sheet_names))]


def table(data: bytes) -> list[dict[str, object]]:
    return [dict(zip(KEYS, row, strict=True)) for row in sheets(data)[1][1:]]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def with_link(text: str):
    result = fakes.blocked(GIVEN, fakes.BEFORE)
    return replace(result, probe=replace(GIVEN, link=replace(GIVEN.link, text=text)))


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["Summary", "Results", "Sources"]), ("zh_CN", ["概览", "结果", "来源"])],
)
def test_there_are_three_sheets(tmp_path: Path, language, names):
    data = made(tmp_path, fakes.walled_garden(), language)
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == names
    assert tuple(sheets(data)[1][0]) == header(Phrases(Words(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_holds_what_the_csv_holds(tmp_path: Path, language):
    rows = fakes.walled_garden()
    found = table(made(tmp_path, rows, language))
    assert len(found) == 26
    words = Phrases(Words(language))
    assert [row["verdict"] for row in found] == [words.outcome(each.verdict.outcome) for each in rows]
    assert [row["attempt"] for row in found] == [each.attempt for each in rows]
    assert [row["key"] for row in found] == [each.probe.key for each in rows]


def test_moments_are_text_with_their_offset(tmp_path: Path):
    first = table(made(tmp_path, fakes.walled_garden()))[0]
    assert first["as-of"] == "2021-09-10 12:00:00 +08:00"
    assert first["finished"] == "2026-11-22 10:45:02 +08:00"
    assert first["last-evidence"] == "2021-09-17"


def test_the_summary_counts_what_was_read(tmp_path: Path):
    summary = {row[0]: row[1] for row in sheets(made(tmp_path, fakes.walled_garden()))[0]}
    assert (summary["Results"], summary["blocked"], summary["carried"]) == (26, 9, 8)
    assert summary["Basis"] == "simulated"


def test_a_tally_that_is_given_is_told(tmp_path: Path):
    tally = replace(fakes.tally([]), outcomes={"HONORED": 41})
    summary = {row[0]: row[1] for row in sheets(made(tmp_path, fakes.walled_garden(), tally=tally))[0]}
    assert summary["honored"] == 41


def test_the_sources_say_how_much_rests_on_them(tmp_path: Path):
    first, *rows = sheets(made(tmp_path, fakes.walled_garden()))[2]
    assert first == ["Source", "Date", "What it says", "References", "Results resting on it"]
    assert [(row[0], row[4]) for row in rows] == [
        ("EV-2021-09-17-OTH", 8),
        ("EV-2021-11-29", 7),
        ("EV-2021-09-17-WX", 3),
        ("EV-2021-09-17-QQ", 2),
        ("EV-2022-03-30", 1),
    ]
    assert rows[2][2:4] == ["WeChat phase one: outside links open in 1:1 chat", "360doc; qdcj"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-1",
        "@SUM(A1)",
        "{=1+1}",
        "https://h.example/x",
        "mailto:a@h.example",
        "internal:Sheet1!A1",
        "520000000001",
        "2021-12-01",
        "TRUE",
        "<b>bold</b>&amp;",
        "_x000D_",
        " spaces ",
        "a\nb\tc",
        "淘宝👍",
    ],
)
def test_every_text_stays_the_text_it_is(tmp_path: Path, text):
    data = made(tmp_path, [with_link(text)])
    assert table(data)[0]["link"] == text
    assert "<f>" not in "".join(parts(data).values())


def test_nothing_becomes_a_link_or_a_formula(tmp_path: Path):
    found = parts(made(tmp_path, [*fakes.walled_garden(), fakes.hostile(GIVEN), with_link("=1")]))
    assert [name for name in found if "xl/worksheets/_rels" in name] == []
    for name, text in found.items():
        assert "hyperlink" not in text.lower().replace("hyperlinkschanged", ""), name
        assert "<f>" not in text


def test_what_people_say_stands_in_its_own_columns_and_counts(tmp_path: Path):
    rows = fakes.walled_garden()
    said = people.by_key(people.said(rows[0], note="=1+1"), people.said(rows[1], Status.PASSED))
    scope = Scope(annotations=said, filter="host:wechat", shown=3, of=26)
    path = tmp_path / "report.xlsx"
    write("xlsx", path, fakes.head(26), iter(rows[:3]), fakes.tally(rows), Words("en"), scope)
    data = path.read_bytes()
    first, second, third = table(data)
    assert (first["verdict"], first["status"], first["note"]) == ("blocked", "failed", "=1+1")
    assert (second["status"], third["status"], third["filter"]) == ("passed", "", "host:wechat")
    summary = sheets(data)[0]
    counted = {row[0]: row[1] for row in summary}
    assert summary[1][0] == "3 of 26 results, chosen by: host:wechat"
    assert (counted["Results"], counted["blocked"], counted["failed"], counted["no status"]) == (3, 2, 1, 1)


def test_escapes_that_share_an_underscore_are_not_decoded(tmp_path: Path):
    data = made(tmp_path, [with_link("_x005F_x0041_")])
    assert table(data)[0]["link"] == "_x005F _x0041_"


def test_markup_of_the_writer_is_text_too(tmp_path: Path):
    text = "<r><t>x</t></r><c/></r>"
    data = made(tmp_path, [with_link(text)])
    assert table(data)[0]["link"] == text + " "
    assert "&lt;r&gt;&lt;t&gt;x" in parts(data)["xl/worksheets/sheet2.xml"]


def test_hostile_text_makes_a_whole_file(tmp_path: Path):
    nasty = fakes.HOSTILE_TEXT
    data = made(
        tmp_path, [fakes.hostile(GIVEN)], name=nasty, suites=(nasty,), version=nasty, packs={nasty: nasty}
    )
    (row,) = table(data)
    for key in ("case", "link", "client", "reached", "rules", "disagreement", "version"):
        assert r"\u202egnp.exe\u2066\x1b[31mred\x1b[0m\x00\x07\ud800\u200b" in row[key], key
    illegal = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    assert [name for name, text in parts(data).items() if illegal.search(text)] == []


def test_a_very_long_link_is_cut_to_a_cell(tmp_path: Path):
    text = table(made(tmp_path, [with_link("x" * 100_000)]))[0]["link"]
    kept, mark = text.split("… ")
    assert len(text) <= 32_767
    assert mark == f"(+{100_000 - len(kept)})"


def test_the_header_stands_still_and_can_be_filtered(tmp_path: Path):
    found = parts(made(tmp_path, fakes.walled_garden()))
    assert 'state="frozen"' in found["xl/worksheets/sheet2.xml"]
    assert '<autoFilter ref="A1:AX27"/>' in found["xl/worksheets/sheet2.xml"]
    assert '<autoFilter ref="A1:E6"/>' in found["xl/worksheets/sheet3.xml"]


def test_verdicts_have_colours_beside_their_words(tmp_path: Path):
    found = parts(made(tmp_path, fakes.walled_garden()))
    pattern = r'<c r="O\d+" s="(\d+)" t="inlineStr"><is><t>([a-z]+)</t>'
    looks = set(re.findall(pattern, found["xl/worksheets/sheet2.xml"]))
    assert {word for _, word in looks} == {"honored", "rewritten", "blocked", "inconclusive"}
    assert len({style for style, _ in looks}) == 4


def test_the_same_run_makes_the_same_file(tmp_path: Path):
    first = made(tmp_path, fakes.walled_garden())
    assert made(tmp_path, fakes.walled_garden()) == first
    assert "2026-11-22T02:45:01Z" in parts(first)["docProps/core.xml"]


def test_no_results_make_a_workbook(tmp_path: Path):
    found = sheets(made(tmp_path, []))
    assert len(found[1]) == len(found[2]) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told():
    with pytest.raises(InputErrors) as error:
        write("xlsx", Path("/dev/full"), fakes.head(), fakes.walled_garden(), None, Words("en"))
    assert error.value.problems[0].message.code == "report.not-writable"


def test_results_are_not_held(tmp_path: Path):
    made(tmp_path, fakes.many(26))  # what is loaded once does not count
    few, many = peaks("xlsx", tmp_path / "report.xlsx", 100, 1_000)
    assert many < few + 300_000


def test_thousands_of_results_make_one_table(tmp_path: Path):
    data = made(tmp_path, fakes.many(2_500))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_index(1).height == 2_501
