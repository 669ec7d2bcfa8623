import json
from dataclasses import replace

from linktester.codec import from_plain
from linktester.model.annotation import Annotation
from linktester.model.run import CaseResult, RunHead, Tally
from linktester.report import write
from linktester.report.scope import Scope
from linktester.wording import Words
from tests.fakes import orders
from tests.fakes import results as fakes
from tests.fakes import words_of_people as people
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


def test_words_of_people_stand_beside_the_results(tmp_path):
    rows = fakes.walled_garden()[:3]
    said = people.said(rows[1], note=fakes.HOSTILE_TEXT.replace("\ud800", ""))
    path = tmp_path / "report.json"
    write("json", path, fakes.head(3), iter(rows), None, Words("en"), Scope(annotations=people.by_key(said)))
    document = json.loads(path.read_bytes())
    first, second, _ = document["results"]
    assert "annotation" not in first
    assert from_plain(second["annotation"], Annotation) == said
    assert [from_plain(row, CaseResult) for row in document["results"]] == rows
    assert document["statuses"] == {"passed": 0, "failed": 1, "not-executable": 0, "skipped": 0, "none": 2}
    assert "scope" not in document


def test_a_part_of_a_run_says_so_and_counts_itself(tmp_path):
    rows = fakes.walled_garden()
    scope = Scope(filter="host:qq \u202e", shown=2, of=26)
    path = tmp_path / "report.json"
    write("json", path, fakes.head(26), iter(rows[:2]), fakes.tally(rows), Words("en"), scope)
    document = json.loads(path.read_bytes())
    assert document["scope"] == {"filter": "host:qq \u202e", "shown": 2, "of": 26}
    assert from_plain(document["tally"], Tally) == fakes.tally(rows[:2])


def test_hostile_text_makes_valid_json(tmp_path):
    (row,) = made(tmp_path, [fakes.hostile(GIVEN)])["results"]
    assert "<script>alert(1)</script>" in row["probe"]["case_id"]


def test_no_results_make_a_valid_document(tmp_path):
    assert made(tmp_path, [])["results"] == []


def test_the_document_looks_as_it_did(tmp_path):
    made(tmp_path, fakes.walled_garden()[:3])
    found = (tmp_path / "report.json").read_text("utf-8")
    assert found == reference("report/three-results.json", found)


def test_a_payment_case_holds_what_was_wished_for_and_how_it_ended(tmp_path):
    rows = [orders.paid(landed="https://shop.example/done"), fakes.walled_garden()[0]]
    first, second = made(tmp_path, rows)["results"]
    assert first["order"] == {
        "product": "wechatpay/h5",
        "fen": 1234,
        "subject": "tea",
        "return_url": "https://shop.example/done",
    }
    assert first["payment"] == {
        "platform": "wechatpay",
        "number": "LT1",
        "fen": 1234,
        "state": "SUCCESS",
        "paid": True,
        "leg": "same-tab",
        "landed": "https://shop.example/done",
    }
    assert {"order", "payment"}.isdisjoint(second)
