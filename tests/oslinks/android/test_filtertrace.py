"""Why a filter takes a link."""

import pytest

from linktester.oslinks.android.filtertrace import explain, few
from linktester.oslinks.android.intentfilter import match_data
from linktester.oslinks.android.uri import parse_uri
from linktester.oslinks.trace import Condition
from tests.fakes.androidvectors import json_filter, load, web_filter

CASES = [
    pytest.param(case["filter"], link, id=f"{case['source']} {link}")
    for case in load("filters")
    for link, _ in case["links"]
    if "types" not in case["filter"]
]


@pytest.mark.parametrize(("text", "link"), CASES)
def test_a_match_names_what_decided_and_a_miss_its_nearest(text: str, link: str) -> None:
    wanted = json_filter(text)
    data = None if link == "null" else parse_uri(link)
    found = explain(wanted, data)
    blocked = found.decided is not None and found.decided.said.code == "androidrules.group-blocks"
    assert (found.decided is not None) == (match_data(wanted, data).is_match or blocked)
    assert found.decided is not None or found.nearest is not None


def test_the_nearest_miss_is_that_of_the_last_stage() -> None:
    wanted = json_filter(
        '{"schemes": ["https"], "authorities": [{"host": "h"}],'
        '"paths": [{"type": "literal", "pattern": "/x"}, {"type": "literal", "pattern": "/order/1"}]}'
    )
    found = explain(wanted, parse_uri("https://h/order/2"), "activity[0].filter[1]")
    assert [each.where for each in found.tried] == [
        "activity[0].filter[1].schemes",
        "activity[0].filter[1].authorities[0]",
        "activity[0].filter[1].paths[0]",
        "activity[0].filter[1].paths[1]",
    ]
    assert found.nearest is not None
    assert found.nearest.where.endswith("paths[1]")
    assert found.nearest.missed is not None
    assert found.nearest.missed.seen == "/order/2"


def test_a_blocking_group_is_what_decided() -> None:
    wanted = json_filter(
        '{"schemes": ["https"], "authorities": [{"host": "h"}], "uriRelativeFilterGroups":'
        '[{"action": "block", "filters": [{"part": "path", "type": "prefix", "pattern": "/"}]}]}'
    )
    found = explain(wanted, parse_uri("https://h/"))
    assert found.decided is not None
    assert found.decided.said.code == "androidrules.group-blocks"


def test_long_lists_are_counted_and_clipped() -> None:
    patterns = ",".join(f'{{"type": "literal", "pattern": "/{number}"}}' for number in range(1_000))
    wanted = json_filter(f'{{"schemes": ["s"], "authorities": [{{"host": "h"}}], "paths": [{patterns}]}}')
    found = explain(wanted, parse_uri("s://h/999"))
    assert (found.total, len(found.tried)) == (1_002, 200)
    assert found.decided is not None
    assert found.decided.where == "paths[999]"


def test_a_link_without_a_host_says_so() -> None:
    found = explain(web_filter("h"), parse_uri("https:x"))
    assert found.nearest is not None
    assert found.nearest.said.code == "androidrules.part-absent"


def test_a_miss_far_behind_is_kept() -> None:
    held = [Condition("path", str(number), "x", True) for number in range(300)]
    kept = few([*held, Condition("path", "last", "x", False), Condition("path", "more", "x", False)])
    assert [each.wanted for each in kept[199:]] == ["199", "last"]
