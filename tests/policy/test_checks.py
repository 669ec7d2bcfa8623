import pytest

from linktester.model.errors import InputErrors
from linktester.wording import Words
from tests.fakes.packs import Fields, packs, rule, seen


def told(*rules: Fields, team: tuple[Fields, ...] = ()) -> list[tuple[str, str]]:
    """Return (code, key) of every mistake."""
    with pytest.raises(InputErrors) as caught:
        packs(*rules, team=team)
    problems = caught.value.problems
    for problem in problems:
        assert problem.place.line
        assert Words("zh_CN").say(problem.message) != Words("en").say(problem.message)
    return [(p.message.code, (p.place.path or "").rpartition(".")[2]) for p in problems]


@pytest.mark.parametrize(
    ("more", "code", "key"),
    [
        ({"families": ["taobao-itme"]}, "policy.unknown-family", "families"),
        ({"targets": ["toabao"]}, "policy.unknown-platform", "targets"),
        ({"surfaces": ["chats"]}, "policy.unknown-surface", "surfaces"),
        ({"classes": ["TBX"]}, "policy.unknown-class", "classes"),
        ({"relations": ["enemy"]}, "policy.unknown-relation", "relations"),
        ({"cells": ["A/x/y/z/E9"]}, "policy.unknown-cell", "cells"),
        ({"effect": "opens"}, "policy.unknown-effect", "effect"),
        ({"sources": []}, "policy.no-source", "sources"),
        ({"sources": ["EV-1", "EV-9"]}, "policy.unknown-source", "sources"),
        ({"sources": ["OB-1"]}, "policy.change-needs-event", "sources"),
        ({"confidence": None}, "policy.confidence-missing", "id"),
        ({"effect": "unknown"}, "policy.confidence-too-much", "confidence"),
        ({"confidence": "T"}, "policy.t-needs-team", "confidence"),
        ({"partial": True}, "policy.partial-alone", "partial"),
        ({"otherwise": "open"}, "policy.otherwise-alone", "otherwise"),
        ({"partial": True, "otherwise": "opens"}, "policy.unknown-effect", "otherwise"),
        ({"share": 0.5}, "policy.bad-share", "share"),
        ({"partial": True, "otherwise": "swallow", "share": 1.5}, "policy.bad-share", "share"),
        ({"client_from": "new"}, "policy.bad-client", "client_from"),
        ({"client_from": "8.0", "client_below": "7.9"}, "policy.no-client", "client_below"),
        ({"hosts": ["qq"]}, "policy.hosts-at-host-gate", "hosts"),
        ({"note": "why"}, "policy.no-chinese", "note_zh"),
        ({"note": "why", "note_zh": "why"}, "policy.no-chinese", "note_zh"),
        ({"until": "2021-11-28"}, "policy.until-before-from", "until"),
        ({"last_confirmed": "2021-11-28"}, "policy.confirmed-before", "last_confirmed"),
        (
            {"until": "2021-12-01", "last_confirmed": "2021-12-02"},
            "policy.confirmed-after",
            "last_confirmed",
        ),
        ({"era_start": "2020-01-01"}, "policy.era-of-change", "era_start"),
        ({"kind": "observation", "era_start": "2022-01-01"}, "policy.era-after-from", "era_start"),
    ],
)
def test_a_mistake_is_told_at_its_key(more: Fields, code: str, key: str) -> None:
    fields = {**rule("a", "open", "2021-11-29"), **more}
    found = told({name: value for name, value in fields.items() if value is not None})
    assert [one for one, _ in found] == [code]
    assert key in {"id", found[0][1]}


def test_nothing_cannot_hold_in_part() -> None:
    silent = rule("a", "unknown", "2021-11-29", confidence=None, partial=True, otherwise="open")
    assert told(silent) == [("policy.partial-of-nothing", "partial")]


def test_a_teams_pack_holds_what_the_team_saw() -> None:
    found = told(team=(seen("t", "open", "2022-01-01", surfaces=["nowhere"]),))
    assert found == [("policy.unknown-surface", "surfaces")]


def test_near_names_are_offered() -> None:
    with pytest.raises(InputErrors) as caught:
        packs(rule("a", "opne", "2021-11-29"))
    assert "open" in str(caught.value.problems[0].message.args["near"])


def test_all_mistakes_of_a_rule_come_at_once() -> None:
    found = told(rule("a", "opens", "2021-11-29", surfaces=["chats"], families=["x"], sources=[]))
    assert len(found) == 4
