"""Intents as JSON data."""

import json
import math

from linktester.oslinks.android.intent import LETTERS, Extra, ExtraType, Intent, plain_intent


def test_every_type_has_its_letter() -> None:
    assert set(LETTERS.values()) == set(ExtraType)


def test_an_intent_is_told_by_the_contracts_names() -> None:
    found = plain_intent(Intent(action="a", selector=Intent(data="x:")), "https://f")
    assert list(found) == [
        "action",
        "data",
        "categories",
        "package",
        "component",
        "type",
        "flags",
        "extras",
        "selector",
        "browser_fallback_url",
    ]
    assert (found["selector"]["data"], found["browser_fallback_url"]) == ("x:", "https://f")


def test_numbers_json_does_not_know_become_words() -> None:
    values = {"a": math.nan, "b": math.inf, "c": -math.inf, "d": 0.5}
    extras = {name: Extra(ExtraType.DOUBLE, value) for name, value in values.items()}
    told = plain_intent(Intent(extras=extras))["extras"]
    assert [told[name]["value"] for name in "abcd"] == ["NaN", "Infinity", "-Infinity", 0.5]
    json.dumps(told, allow_nan=False)
