import tomllib
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.link import Content
from linktester.model.zone import CHINA
from linktester.policy import Packs, load
from linktester.policy.sightingtext import Ids, head, new_ids, observation, rule
from tests.fakes.sightings import DAY, sighting

SINCE = datetime(2026, 11, 22, tzinfo=CHINA)
IDS = Ids("OB-1", "team.1")


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load()


def read(text: str, table: str) -> dict[str, object]:
    (found,) = tomllib.loads(text)[table]
    return found


def test_a_new_file_begins_with_its_platform_and_day() -> None:
    assert tomllib.loads(head("wechat", DAY)) == {"platform": "wechat", "version": "2026-11-22"}


def test_all_that_is_known_is_written_and_nothing_else() -> None:
    seen = sighting(client="8.0.11", note="twice", screenshot="0a" * 32)
    assert read(observation(IDS, seen), "observation") == {
        "id": "OB-1",
        "date": "2026-11-22",
        "title": "Seen on a phone by Wang: BLOCKED",
        "who": "wechat",
        "surface": "group",
        "outcome": "BLOCKED",
        "confidence": "T",
        "tester": "Wang",
        "device": "a phone",
        "os": "android",
        "client": "8.0.11",
        "screenshot": "0a" * 32,
    }
    assert read(rule(IDS, seen, "block-page", SINCE), "rule") == {
        "id": "team.1",
        "kind": "observation",
        "surfaces": ["group"],
        "entries": ["tap"],
        "families": ["taobao-item"],
        "os": ["android"],
        "client_from": "8.0.11",
        "effect": "block-page",
        "confidence": "T",
        "from": "2026-11-22T00:00:00+08:00",
        "last_confirmed": "2026-11-22",
        "sources": ["OB-1"],
        "note": "twice",
    }


def test_a_targets_rule_names_the_host_it_was_seen_from() -> None:
    seen = sighting(target="taobao", content=Content.E_COMMERCE, outcome="REWRITTEN")
    found = read(rule(IDS, seen, "install-page", SINCE), "rule")
    assert (found["gate"], found["hosts"]) == ("target", ["wechat"])
    assert (found["targets"], found["contents"]) == (["taobao"], ["e-commerce"])


@pytest.mark.parametrize(
    ("client", "below"),
    [("8.0.11", "8.0.12"), ("8.0", "8.1"), ("8", "9"), ("8.0.13.1234(0x2800)", "8.0.13.1235"), ("x", None)],
)
def test_an_old_client_speaks_for_itself_alone(client: str, below: str | None) -> None:
    found = read(rule(IDS, sighting(client=client, newest=False), "open", SINCE), "rule")
    assert found["client_from"] == client
    assert found.get("client_below") == below


def test_ids_are_readable_free_and_those_of_two_people_differ(packs: Packs) -> None:
    ids = new_ids(sighting(), packs)
    assert ids.observation.startswith("OB-wechat-group-taobao-item-android-2026-11-22-")
    assert ids.rule.startswith("team.wechat.group.taobao-item.android.2026-11-22.")
    assert new_ids(sighting(), packs) == ids
    assert new_ids(sighting(tester="Li"), packs).observation != ids.observation
    taken = {ids.observation: None, f"{ids.observation}-2": None}
    crowded = Packs(
        packs={}, rules={}, classes={}, sources=taken, vocabulary=packs.vocabulary, stale_after_days=1,
        index=packs.index,
    )  # fmt: skip
    assert new_ids(sighting(), crowded).observation == f"{ids.observation}-3"


any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=200, deadline=None)
@given(tester=any_text, device=any_text, note=any_text, client=any_text)
def test_any_text_comes_back_as_it_was(tester: str, device: str, note: str, client: str) -> None:
    seen = sighting(tester=tester, device=device, note=note, client=client)
    text = observation(IDS, seen) + "\n" + rule(IDS, seen, "open", SINCE)
    told, found = read(text, "observation"), read(text, "rule")
    assert (told.get("tester", ""), told.get("device", ""), told.get("client", "")) == (
        tester,
        device,
        client,
    )
    assert found.get("note", "") == note
    assert "\n" not in str(told["title"])
    assert not any(mark in text for mark in "\u202e\u2066\x00\x1b\u2028")
