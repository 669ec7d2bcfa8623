import json

from linktester.model.citation import GapKind, Source
from linktester.serve.problems import gap, problem


def test_a_problem_says_what_and_carries_its_status() -> None:
    answer = problem(404, "unknown-app", app="no\x00body", role="client")
    told = json.loads(answer.body)
    assert (answer.status, told["status"], told["type"]) == (404, 404, "unknown-app")
    assert "no?body" in told["title"]
    assert answer.headers == ((b"content-type", b"application/problem+json"),)
    assert answer.record.role == "client"


def test_huge_and_broken_arguments_are_cut() -> None:
    assert len(problem(421, "not-here", host="\ud800" * 100_000).body) < 2_000


def test_gaps_are_501_with_their_type_and_sources_in_the_record_only() -> None:
    source = Source("OB-1", "2021-09-17", "two papers disagree")
    answer = gap(GapKind.CONFLICT, (source,))
    assert json.loads(answer.body)["type"] == "conflicting-evidence"
    assert answer.status == 501
    assert answer.record.gap is GapKind.CONFLICT
    assert answer.record.gap_sources == (source,)
    assert b"OB-1" not in answer.body
    assert json.loads(gap(GapKind.NO_POLICY).body)["type"] == "no-policy"
