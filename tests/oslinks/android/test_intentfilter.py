"""Intent filters against links."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.intentfilter import (
    Authority,
    Category,
    IntentFilter,
    match,
    match_data,
    takes_type,
)
from linktester.oslinks.android.uri import parse_uri
from tests.fakes.androidvectors import json_filter, load, web_filter

CASES = [
    pytest.param(case["filter"], link, category, id=f"{case['source']} {link}")
    for case in load("filters")
    for link, category in case["links"]
]


@pytest.mark.parametrize(("text", "link", "category"), CASES)
def test_filters_take_links_as_android_does(text: str, link: str, category: str) -> None:
    data = None if link == "null" else parse_uri(link)
    assert match_data(json_filter(text), data) == category


@pytest.mark.parametrize(
    ("changed", "category"),
    [
        ({}, Category.HOST),
        ({"action": None}, Category.HOST),
        ({"action": "other"}, Category.NO_MATCH_ACTION),
        ({"categories": ["other"]}, Category.NO_MATCH_CATEGORY),
        ({"data": parse_uri("https://else.example")}, Category.NO_MATCH_DATA),
        ({"mime_type": "text/plain"}, Category.NO_MATCH_TYPE),
    ],
)
def test_action_data_and_categories_are_asked_in_that_order(
    changed: dict[str, Any], category: Category
) -> None:
    given_intent: dict[str, Any] = {
        "action": "android.intent.action.VIEW",
        "data": parse_uri("https://shop.example/x"),
        "categories": ["android.intent.category.BROWSABLE"],
    }
    found = match(web_filter("shop.example"), **(given_intent | changed))
    assert found is category
    assert found.is_match is (category is Category.HOST)


@pytest.mark.parametrize(
    ("types", "asked", "held"),
    [
        (["image/png"], "image/png", True),
        (["image/png"], "image/*", True),
        (["image/png"], "*/*", True),
        (["image/png"], "image/jpeg", False),
        (["image/*"], "image/jpeg", True),
        (["*/*"], "text/plain", True),
        (["image/*"], "imagex/jpeg", False),
        (["image/*"], None, False),
        (["image/png"], "image", False),
    ],
)
def test_types_with_stars_on_either_side(types: list[str], asked: str | None, held: bool) -> None:
    assert takes_type(types, asked) is held


def test_a_type_hit_outranks_the_data() -> None:
    wanted = IntentFilter(types=("image/*",), schemes=("content",))
    assert match_data(wanted, parse_uri("content://x"), "image/png") is Category.TYPE
    assert match_data(IntentFilter(types=("image/*",)), None, "image/png") is Category.TYPE


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30))
def test_no_link_makes_a_filter_raise(text: str) -> None:
    wanted = json_filter(
        '{"schemes": ["https", ""], "authorities": [{"host": "*.a"}, {"host": "*", "port": 1}],'
        '"paths": [{"type": "simpleGlob", "pattern": "/.*x"}]}'
    )
    assert match_data(wanted, parse_uri(text)) in Category


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="abC.", min_size=1, max_size=8))
def test_a_host_covers_itself_in_any_case_and_below_a_star(host: str) -> None:
    assert Authority(host).covers(host.swapcase())
    assert Authority(f"*{host}").covers(f"x.{host}")
    assert not Authority(f"x{host}").covers(host)
