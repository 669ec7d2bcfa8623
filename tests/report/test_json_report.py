import json
from dataclasses import replace

from linktester.codec import from_plain
from linktester.model.run import CaseResult, RunHead, Tally
from linktester.report import write
from linktester.wording import Words
from tests.fakes import results as fakes
from tests.fakes.references import reference

GIVEN = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")


def made(tmp_path, rows, tally=None) -> dict:
    path = tmp_path / "report.json"
    write("json", path, fakes.head(len(rows)), iter(rows), tally, Words("zh_CN"))
    return json.loads(path.read_bytes())


def test_nothing_is_lost(tmp_path):
    rows = [*fakes.walled_garden(), fakes.everything_seen(GIVEN)]
    document = made(tmp_path, rows, fakes.tally(rows))
    assert document["schema"] == "linktester-report-1"
    assert [from_plain(row, CaseResult) for row in document["results"]] == rows
    assert from_plain(document["head"], RunHead) == fakes.head(len(rows))
    assert from_plain(document["tally"], Tally) == replace(fakes.tally(rows))


def test_without_a_tally_the_results_are_counted(tmp_path):
    rows = fakes.walled_garden()
    assert from_plain(made(tmp_path, rows)["tally"], Tally) == fakes.tally(rows)


def test_hostile_text_makes_valid_json(tmp_path):
    (row,) = made(tmp_path, [fakes.hostile(GIVEN)])["results"]
    assert "<script>alert(1)</script>" in row["probe"]["case_id"]


def test_no_results_make_a_valid_document(tmp_path):
    assert made(tmp_path, [])["results"] == []


def test_the_document_looks_as_it_did(tmp_path):
    made(tmp_path, fakes.walled_garden()[:3])
    found = (tmp_path / "report.json").read_text("utf-8")
    assert found == reference("report/three-results.json", found)
