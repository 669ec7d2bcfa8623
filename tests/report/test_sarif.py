import json
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from linktester.report.sarif import Result, Rule, document

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": "^[!-~]*$"}
                                                        }
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        }
                                                    },
                                                }
                                            }
                                        }
                                    },
                                },
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "required": ["kind"],
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""The part of OASIS's schema that concerns what is written here."""
RULE = Rule("a.b", "warning", "says", "because")


@given(
    st.text(st.characters(exclude_characters="\0"), max_size=20),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
    st.none() | st.text(max_size=5),
)
def test_a_log_is_what_the_standard_asks_for(
    file: str, line: int | None, column: int | None, suppressed: str | None
) -> None:
    result = Result("a.b", "error", "text", file, line, column, "a[0]", suppressed)
    log = json.loads(json.dumps(document([RULE], [result])))
    jsonschema.validate(log, SCHEMA)
    (told,) = log["runs"][0]["results"]
    assert told["ruleIndex"] == 0
    assert ("suppressions" in told) == (suppressed is not None)
    assert ("region" in told["locations"][0]["physicalLocation"]) == (line is not None)


def test_files_are_references_that_a_tool_can_follow() -> None:
    def uri(file: str) -> str:
        log = document([RULE], [Result("a.b", "note", "", file)])
        return str(
            log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        )

    assert uri("a b/灵.json") == "a%20b/%E7%81%B5.json"
    assert uri("/a/b#c") == "file:///a/b%23c"
