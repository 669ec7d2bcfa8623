import io
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from linktester import resources
from linktester.model.events import (
    CaseFinished,
    CaseStarted,
    EmulatorRestarted,
    Note,
    RunFinished,
    RunStarted,
)
from linktester.model.message import message
from linktester.model.run import NotApplicable, Tally
from linktester.run import JsonLines
from linktester.run.stream import line
from linktester.verdict import classify
from tests.fakes.probes import (
    REAL,
    a_citation,
    a_head,
    a_probe,
    a_result,
    an_entry,
    an_evidence,
    an_expectation,
)

PROBE = a_probe()
RESULT = replace(
    a_result(control=an_evidence(a_probe(host="browser"))),
    verdict=classify(PROBE.link, an_evidence(PROBE), None),
    journal=(an_entry(a_citation()),),
    expected=an_expectation(),
)
EVENTS = [
    RunStarted(replace(a_head(), not_applicable=(NotApplicable(message("suite.na-typed", host="qq"), 2),))),
    CaseStarted("r", PROBE.key, 0),
    CaseFinished("r", 0, RESULT),
    CaseFinished("r", 1, replace(a_result(), finished_at=None)),
    EmulatorRestarted("r", 1),
    Note("r", message("send.emulator-keeps-dying", times=3, log="emulator.log")),
    RunFinished("r", REAL, Tally(outcomes={"HONORED": 1}), cancelled=True, exit_code=130),
]


@pytest.fixture(scope="module")
def schema():
    found = json.loads(resources.read_text("schemas/events.schema.json"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_fits_the_schema_that_ships(schema, event):
    assert [error.message for error in schema.iter_errors(json.loads(line(event)))] == []


def test_the_schema_refuses_what_is_no_event(schema):
    told = json.loads(line(EVENTS[2]))
    for spoil in ({"event": "case_done"}, {"index": -1}, {"result": {}}):
        assert not schema.is_valid(told | spoil)


def test_octets_stay_out_and_observations_tell_their_kind():
    told = json.loads(line(CaseFinished("r", 0, RESULT)))["result"]
    assert [item["type"] for item in told["evidence"]["observations"]] == [
        "Requested",
        "Redirected",
        "Rendered",
    ]
    assert "body" not in told["evidence"]["exchanges"][1]
    assert told["evidence"]["exchanges"][1]["body_length"] > 0
    assert told["probe"]["key"] == PROBE.key


def test_any_text_is_one_line_of_ascii():
    odd = replace(PROBE, referer="\ud800\n\u2028\x00")
    text = line(CaseFinished("r", 0, replace(RESULT, probe=odd)))
    assert text.isascii()
    assert len(text.splitlines()) == 1
    assert json.loads(text)["result"]["probe"]["referer"] == odd.referer


def test_the_sink_writes_a_line_per_event():
    out = io.StringIO()
    sink = JsonLines(out)
    for event in EVENTS:
        sink(event)
    told = [json.loads(text)["event"] for text in out.getvalue().splitlines()]
    assert (told[0], told[-1], len(told)) == ("run_started", "run_finished", len(EVENTS))
