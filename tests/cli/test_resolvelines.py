import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.cli.resolvelines import KINDS, Tally, answerer
from linktester.wording import Words
from tests.fakes.oslinkvectors import APP, one_rule
from tests.fakes.terminals import say

ASK = answerer(Words("en"))
FILTER = {"schemes": ["https"], "authorities": [{"host": "a.example"}]}
GOOD: list[tuple[dict[str, Any], Any]] = [
    (
        {"kind": "aasa", "config": one_rule({"/": "/a"}), "url": "https://a.example/a"},
        {"apps": {APP: "match"}},
    ),
    (
        {"kind": "intent_filter", "config": FILTER, "url": "https://a.example/"},
        {"match": True, "category": "HOST"},
    ),
    ({"kind": "intent_filter", "config": FILTER, "url": None}, {"match": False, "category": "NO_MATCH_DATA"}),
    (
        {"kind": "intent_filter", "config": {"pattern": {"type": "prefix", "pattern": "/a"}}, "url": "/ab"},
        {"match": True},
    ),
    (
        {
            "kind": "assetlinks",
            "config": {"dynamic_app_link_components": [{"/": "/a"}]},
            "url": "https://h/a",
        },
        {"opens_app": True},
    ),
    ({"kind": "url", "config": {"base": None}, "url": "no url"}, {"failure": True}),
]


def asked(line: bytes) -> dict[str, Any]:
    said = ASK(line)
    assert said.endswith("\n")
    assert said.count("\n") == 1
    return dict(json.loads(said))


@pytest.mark.parametrize(("question", "result"), GOOD, ids=str)
def test_every_kind_is_answered(question: dict[str, Any], result: Any) -> None:
    said = asked(json.dumps({"id": 7, **question}).encode())
    assert list(said) == ["id", "result", "because"]
    assert (said["id"], said["result"]) == (7, result)


def test_an_intent_is_read() -> None:
    line = {"kind": "intent_uri", "config": {}, "url": "intent:#Intent;package=com.example;end"}
    assert asked(json.dumps(line).encode())["result"]["package"] == "com.example"


def test_every_code_of_the_explanation_has_its_sentence() -> None:
    said = ASK(json.dumps(GOOD[0][0]).encode())
    assert said.count('"code":') == said.count('"message":') > 0


def test_half_characters_are_answered_too() -> None:
    said = asked(b'{"id":"a","kind":"url","config":{"base":null},"url":"https://a.example/\\ud800"}')
    assert said["result"]["pathname"] == "/%EF%BF%BD"
    said = asked(b'{"id":"a","kind":"intent_uri","config":{"form":"any"},"url":"shop:\\ud800"}')
    assert said["result"]["data"] == "shop:\ud800"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"x", None),
        (b'{"id":1}', 1),
        (b'{"id":1,"kind":"other"}', 1),
        (b'{"id":1,"kind":5}', 1),
        (b'{"id":1,"kind":"aasa","config":5,"url":"https://a.example/"}', 1),
        (b'{"id":1,"kind":"aasa","config":{},"url":5}', 1),
        (b'{"id":1,"kind":"intent_filter","config":{"paths":[{"type":"advancedGlob","pattern":"["}]}}', 1),
        (b'{"id":1,"kind":"intent_uri","config":null,"url":"intent:#Intent;"}', 1),
        (b'{"id":1,"kind":"url","config":{"base":5},"url":"a"}', 1),
        (b'{"id":1,"kind":5,"url":"\\ud800"}', 1),
        (b'{"id":1,"kind":"aasa","url":"\xff"}', 1),
        (b'{"id":1,"kind":"aasa","config":' + b"[" * 100_000 + b"]" * 100_000 + b"}", None),
    ],
)
def test_a_bad_line_is_answered_with_what_is_wrong(line: bytes, name: object) -> None:
    said = asked(line)
    assert list(said) == ["id", "error"]
    assert said["id"] == name


NUMBER = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBER | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(KINDS)), JSON, JSON)
def test_any_question_gets_a_line(kind: str, config: Any, url: Any) -> None:
    said = asked(json.dumps({"id": [1], "kind": kind, "config": config, "url": url}).encode())
    assert said["id"] == [1]
    assert said.keys() in ({"id", "error"}, {"id", "result", "because"})


def test_expectations_are_counted_when_they_are_checked() -> None:
    tally = Tally()
    ask = answerer(Words("en"), tally)
    question = GOOD[1][0]
    for expect, met in (
        ({"match": True}, True),
        ({"match": False}, False),
        ({"other": 1}, False),
        (5, False),
    ):
        assert json.loads(ask(json.dumps({**question, "expect": expect}).encode()))["met"] is met
    ask(b'{"kind":"aasa","config":5,"url":"x","expect":{}}')
    assert "met" not in json.loads(ask(json.dumps(question).encode()))
    assert (tally.met, tally.missed) == (1, 4)


def test_lines_are_answered_in_order_with_exit_code_nought() -> None:
    typed = "".join(json.dumps({"id": n, **GOOD[1][0]}) + "\n\n" for n in range(30)) + "oops\n"
    said = say("resolve", "--jsonl", typed=typed)
    assert said.code == 0
    assert [json.loads(line)["id"] for line in said.lines] == [*range(30), None]


def test_an_answer_comes_while_the_input_is_still_open() -> None:
    words = [sys.executable, "-m", "linktester", "resolve", "--jsonl"]
    line = json.dumps({"id": 1, **GOOD[1][0]}).encode() + b"\n"
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for _ in range(3):
            child.stdin.write(line)
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == 1
        child.stdin.close()
        assert child.wait() == 0
