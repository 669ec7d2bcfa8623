import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks import batch
from linktester.oslinks.android.config import ConfigError
from tests.fakes.oslinkvectors import APP, FileVector, files, one_rule

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["applinks", "details", "components", "appIDs", "paths", "defaults", "/", "?", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("vector", files(), ids=repr)
def test_apps_are_told_with_their_answer(vector: FileVector) -> None:
    # The vectors were measured with Apple's tool; where its pages say otherwise, both answers are told.
    answer = batch.aasa(vector.file, vector.url)
    assert answer["because"].get("swcutil", answer["result"]) == {"apps": vector.apps}


def test_where_the_pages_and_the_tool_differ_the_pages_answer_and_the_tool_is_told() -> None:
    answer = batch.aasa(one_rule({"/": "/buy/*"}), "https://shop.example/buy")
    assert answer["result"] == {"apps": {}}
    assert answer["because"]["swcutil"] == {"apps": {APP: "match"}}
    assert [note["code"] for note in answer["because"]["notes"]] == ["oslinksbatch.swcutil"]


def test_the_explanation_names_the_rule() -> None:
    because = batch.aasa(one_rule({"/": "/a/b"}), "https://h.example/a/b")["because"]
    assert because["apps"][APP]["decided"]["where"] == "applinks.details[0].components[0]"
    because = batch.aasa(one_rule({"/": "/a/b"}), "https://h.example/a/c")["because"]
    assert because["apps"][APP]["nearest"]["code"] == "iosrules.part-fails"


def test_no_app_takes_what_is_no_web_address() -> None:
    found = batch.aasa(one_rule({}), "weixin://dl/business")
    assert found["result"] == {"apps": {}}
    assert found["because"]["notes"][0]["code"] == "oslinksbatch.not-web"


@pytest.mark.parametrize("config", [None, 5, "x", [], {"applinks": 5}])
def test_what_is_no_association_file_is_refused(config: object) -> None:
    with pytest.raises(ConfigError):
        batch.aasa(config, "https://h.example/")


@pytest.mark.parametrize(("config", "text"), [({}, None), ([], "https://h/"), ({"base": 5}, "https://h/")])
def test_what_is_no_question_about_a_url_is_refused(config: object, text: object) -> None:
    with pytest.raises(ConfigError):
        batch.url(config, text)


def test_urls_are_taken_apart_or_fail() -> None:
    assert batch.url({"base": None}, "https://H.example:443")["result"]["href"] == "https://h.example/"
    assert batch.url({"base": "https://h.example/a/"}, "../b")["result"]["pathname"] == "/b"
    found = batch.url({"base": "nothing"}, "b")
    assert found["result"] == {"failure": True}
    assert found["because"]["notes"][0]["code"] == "oslinksbatch.base-fails"


def test_patterns_too_large_to_be_tried_are_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        batch.aasa(one_rule({"/": "/" + "*a?" * 60_000}), "https://h.example/" + "ab" * 100_000)
    assert caught.value.reason.code == "iosrules.too-costly"


@settings(deadline=None, max_examples=300)
@given(config=JSON, url=st.sampled_from(["https://h.example/a?b#c", "/x", "", "http://["]))
def test_any_config_is_answered_or_refused(config: object, url: str) -> None:
    try:
        json.dumps(batch.aasa(config, url))
    except ConfigError as refused:
        assert refused.reason.code
