"""Filters from JSON."""

from typing import Any

import pytest

from linktester.oslinks.android.config import ConfigError
from linktester.oslinks.android.filterconfig import read_filter, read_pattern


@pytest.mark.parametrize(("port", "read"), [(None, -1), (80, 80), ("80", 80), ("-5", -5)])
def test_ports_come_as_numbers_and_as_text(port: Any, read: int) -> None:
    assert read_filter({"authorities": [{"host": "h", "port": port}]}).authorities[0].port == read


@pytest.mark.parametrize(
    "config",
    [
        None,
        [],
        {"schemes": "https"},
        {"schemes": [1]},
        {"authorities": [{"host": None}]},
        {"authorities": [{"host": "h", "port": "x"}]},
        {"authorities": [{"host": "h", "port": True}]},
        {"authorities": [{"host": "h", "port": 10**5000}]},
        {"paths": [{"type": "glob", "pattern": "/"}]},
        {"paths": [{"type": "literal"}]},
        {"paths": [{"type": "advancedGlob", "pattern": "["}]},
        {"uriRelativeFilterGroups": [{"action": "maybe", "filters": []}]},
        {
            "uriRelativeFilterGroups": [
                {"action": "allow", "filters": [{"part": "host", "type": "literal", "pattern": ""}]}
            ]
        },
    ],
)
def test_unusable_filters_are_refused(config: Any) -> None:
    with pytest.raises(ConfigError):
        read_filter(config)


def test_null_and_absent_are_nothing() -> None:
    assert read_filter({"schemes": None, "paths": []}) == read_filter({})


def test_a_pattern_keeps_its_text() -> None:
    assert read_pattern({"type": "simpleGlob", "pattern": "a.*"}, "x").text == "a.*"
