"""Values survive JSON unchanged, and every mistake of an input is named by its path."""

from datetime import UTC, datetime

import pytest

from linktester import codec, tomltext
from linktester.model.citation import Confidence, GapKind
from linktester.model.errors import InputErrors
from linktester.model.events import CaseStarted, Event
from linktester.model.evidence import Evidence, Exchange, HarnessGap, Launched, Requested, Screen
from linktester.model.link import Identity, PlatformId
from linktester.model.message import Message, message
from linktester.model.verdict import Basis
from linktester.model.world import Site, WorldSpec

NOW = datetime(2021, 9, 20, 4, 0, tzinfo=UTC)


def evidence() -> Evidence:
    item = Identity(PlatformId("taobao"), "item", {"id": "1"})
    return Evidence(
        probe_key="k",
        basis=Basis.SIMULATED,
        started_at=NOW,
        exchanges=(Exchange(method="GET", url="https://a/", target=b"/\xff\x00", body=b"\x89PNG"),),
        observations=(
            Requested(url="https://a/", exchange=0),
            HarnessGap(kind=GapKind.CONFLICT),
            Launched(uri="taobao://x", mechanism="custom-scheme", gesture=True, screen=Screen(item, "标题")),
        ),
    )


def test_evidence_survives() -> None:
    assert codec.from_json(codec.to_json(evidence()), Evidence) == evidence()


def test_worlds_survive_with_their_sets() -> None:
    spec = WorldSpec(as_of=NOW, accept=frozenset(Confidence), rollout_seed=3, sites=(Site(host="a.example"),))
    assert codec.from_json(codec.to_json(spec), WorldSpec) == spec


def test_events_carry_their_kind() -> None:
    event = CaseStarted("r", "k", 0)
    assert codec.to_plain(event, Event) == {"type": "CaseStarted", "run": "r", "key": "k", "index": 0}
    assert codec.from_json(codec.to_json(event, Event), Event) == event


def test_message_arguments_survive() -> None:
    said = message("a.b", count=3, share=0.5, name="x")
    assert codec.from_json(codec.to_json(said), Message) == said


def test_a_lone_surrogate_is_written_not_lost() -> None:
    data = codec.to_json(Requested(url="x\ud800y"))
    assert b"ud800" in data


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"\xff"])
def test_what_is_not_json_is_said(data: bytes) -> None:
    with pytest.raises(InputErrors) as caught:
        codec.from_json(data, Evidence)
    assert caught.value.problems[0].message.code == "codec.not-json"


def test_all_mistakes_are_told_with_their_lines() -> None:
    document = tomltext.parse('host = 1\nstatus = "x"\n\ncontent = "nope"\nhots = "a"\n', "site.toml")
    with pytest.raises(InputErrors) as caught:
        codec.structure(document.value, Site, document)
    told = {(problem.place.line, problem.message.code) for problem in caught.value.problems}
    assert told == {
        (1, "toml.wrong-type"),
        (2, "toml.wrong-type"),
        (4, "toml.bad-choice"),
        (5, "toml.unknown-key"),
    }


def test_an_unknown_key_names_its_nearest_neighbour() -> None:
    with pytest.raises(InputErrors) as caught:
        codec.structure({"host": "a", "conten": "video"}, Site)
    assert caught.value.problems[0].message.args["known"] == "content"


def test_a_text_is_no_list() -> None:
    with pytest.raises(InputErrors) as caught:
        codec.from_plain({"as_of": NOW.isoformat(), "sites": "a.example", "accept": "D"}, WorldSpec)
    assert {problem.place.path for problem in caught.value.problems} == {"sites", "accept"}


def test_a_mistake_inside_a_list_names_its_index() -> None:
    with pytest.raises(InputErrors) as caught:
        codec.from_plain({"as_of": NOW.isoformat(), "sites": [{"host": "a"}, {"host": 1}]}, WorldSpec)
    assert [problem.place.path for problem in caught.value.problems] == ["sites[1].host"]


def test_a_missing_key_is_named() -> None:
    with pytest.raises(InputErrors) as caught:
        codec.structure({}, Site)
    assert caught.value.problems[0].message == message("toml.missing-key", key="host")


def test_stored_data_may_hold_keys_of_a_later_version() -> None:
    assert codec.from_plain({"host": "a", "later": 1}, Site) == Site(host="a")


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(InputErrors):
        codec.from_plain({"as_of": "2021-09-20T12:00:00"}, WorldSpec)
