import json

import pytest

from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes, found


@pytest.mark.parametrize("row", appfiles.vectors("findings")["aasa"], ids=str)
def test_rules_that_do_something_else_are_told_on_their_line(row: dict[str, str]) -> None:
    hits = [
        each.finding
        for each in found(appfiles.aasa(*json.loads(row["components"])))
        if each.finding.code == row["code"]
    ]
    assert len(hits) == 1
    assert hits[0].line is not None


GOOD = ({"/": "/help", "exclude": True}, {"/": "/a/?*", "?": {"b": "c"}}, {"/": "/b", "#": "top"})


def test_good_rules_have_nothing_to_say() -> None:
    assert codes(appfiles.aasa(*GOOD)) == set()


def test_rules_of_other_apps_shadow_nothing() -> None:
    entries = [
        {"appIDs": ["ABCDE12345.a"], "components": [{"/": "*"}]},
        {"appIDs": ["ABCDE12345.b"], "components": [{"/": "/a"}]},
    ]
    octets = json.dumps({"applinks": {"details": entries}}).encode()
    assert codes(octets) == set()
    entries[1]["appIDs"] = ["ABCDE12345.a"]
    assert codes(json.dumps({"applinks": {"details": entries}}).encode()) == {"linkdoctor.shadowed"}


def test_the_old_form_is_looked_at_too() -> None:
    entry = {"appID": appfiles.APP, "paths": ["NOT /a/*", "/a/b", "*"]}
    octets = json.dumps({"applinks": {"apps": [], "details": [entry]}}).encode()
    assert "linkdoctor.shadowed" in codes(octets)


def test_thousands_of_rules_are_looked_at_in_bounds() -> None:
    components = [{"/": f"/a/{number}/?*"} for number in range(3_000)]
    assert codes(appfiles.aasa(*components)) == set()
