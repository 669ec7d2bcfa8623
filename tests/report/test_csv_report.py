import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from linktester.report import write
from linktester.report.csv_report import guarded
from linktester.report.phrases import Phrases
from linktester.report.rows import COLUMNS, header
from linktester.report.scope import Scope
from linktester.wording import LANGUAGES, Words
from tests.fakes import results as fakes
from tests.fakes import words_of_people as people
from tests.fakes.references import reference

GIVEN = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")
KEYS = [column.key for column in COLUMNS]


def made(tmp_path: Path, results, language="en") -> bytes:
    path = tmp_path / "report.csv"
    write("csv", path, fakes.head(), iter(results), None, Words(language))
    return path.read_bytes()


def read(data: bytes) -> list[dict[str, str]]:
    """Read as a spreadsheet does: BOM, commas, CRLF; the columns by their keys."""
    _, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return [dict(zip(KEYS, row, strict=True)) for row in rows]


def with_link(text: str):
    result = fakes.blocked(GIVEN, fakes.BEFORE)
    return replace(result, probe=replace(GIVEN, link=replace(GIVEN.link, text=text)))


def test_the_file_is_what_spreadsheets_read(tmp_path: Path):
    data = made(tmp_path, fakes.walled_garden(), "zh_CN")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 27


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_row_is_the_header_and_the_only_one(tmp_path: Path, language):
    data = made(tmp_path, fakes.walled_garden(), language)
    first, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(first) == header(Phrases(Words(language)))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) == 26


def test_head_facts_stand_in_every_row(tmp_path: Path):
    rows = read(made(tmp_path, fakes.walled_garden()))
    assert {row["basis"] for row in rows} == {"simulated"}
    assert {row["version"] for row in rows} == {"0.1.0"}
    assert {row["run"] for row in rows} == {"20261122-104501-3f9a"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        " =1",
        "\u3000=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        '=HYPERLINK("h")',
    ],
)
def test_what_might_be_calculated_is_guarded(tmp_path: Path, text):
    (row,) = read(made(tmp_path, [with_link(text)]))
    assert row["link"] == f"'{text}"


def test_ordinary_text_and_numbers_are_not_guarded():
    assert [guarded(cell) for cell in ("https://a/=1", "", "'", "淘宝", 3, -1)] == [
        "https://a/=1",
        "",
        "'",
        "淘宝",
        3,
        -1,
    ]


def test_breaks_quotes_and_commas_stay_in_their_cell(tmp_path: Path):
    text = 'a "b", c;\nd\r\ne'
    (row,) = read(made(tmp_path, [with_link(text)]))
    assert row["link"] == 'a "b", c;\nd\\x0d\ne'


def test_hostile_text_stays_in_its_row_and_can_be_seen(tmp_path: Path):
    rows = read(made(tmp_path, [fakes.hostile(GIVEN), fakes.blocked(GIVEN, fakes.BEFORE)]))
    assert len(rows) == 2
    assert r"<script>alert(1)</script>" in rows[0]["link"]
    assert r"\u202egnp.exe\u2066\x1b[31mred\x1b[0m\x00\x07\ud800\u200b" in rows[0]["disagreement"]
    assert not any(ord(sign) < 32 for row in rows for cell in row.values() for sign in cell)


def test_a_very_long_link_is_cut_to_a_cell(tmp_path: Path):
    (row,) = read(made(tmp_path, [with_link("=" + "x" * 100_000)]))
    assert 32_760 < len(row["link"]) <= 32_767
    assert row["link"].startswith("'=x")
    assert row["link"].endswith(")")
    assert "… (+" in row["link"]


def test_what_people_say_is_guarded_too_and_the_filter_stands_in_every_row(tmp_path: Path):
    rows = [fakes.blocked(GIVEN, fakes.BEFORE), with_link("x")]
    said = people.by_key(people.said(rows[0], note="=1+1", reason="-x"))
    path = tmp_path / "report.csv"
    scope = Scope(annotations=said, filter="=host:qq", of=26)
    write("csv", path, fakes.head(), iter(rows), None, Words("en"), scope)
    found = read(path.read_bytes())
    assert (found[0]["status"], found[0]["note"], found[0]["status-reason"]) == ("failed", "'=1+1", "'-x")
    assert [row["filter"] for row in found] == ["'=host:qq", "'=host:qq"]


def test_no_results_leave_the_header(tmp_path: Path):
    assert made(tmp_path, []).count(b"\r\n") == 1


def test_ten_thousand_results_pass_one_by_one(tmp_path: Path):
    held: list[int] = []

    def stream():
        for number, result in enumerate(fakes.many(10_000)):
            if number == 9_999:
                held.append(next(tmp_path.iterdir()).stat().st_size)
            yield result

    data = made(tmp_path, stream())
    assert held[0] > 0.9 * len(data)
    assert data.count(b"\r\n") == 10_001


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_looks_as_it_did(tmp_path: Path, language):
    rows = [*fakes.walled_garden(), fakes.everything_seen(GIVEN), fakes.hostile(GIVEN)]
    found = made(tmp_path, rows, language).decode("utf-8-sig").replace("\r\n", "\n")
    assert found == reference(f"report/walled-garden.{language}.csv", found)
