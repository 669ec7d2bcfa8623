"""Words are chosen by language, and arguments stay plain text."""

import pytest

from linktester.model.message import message
from linktester.wording import Words, choose_language, places


def test_a_sentence_is_filled_in_both_languages() -> None:
    said = message("toml.missing-key", key="id")
    assert Words("en").say(said) == 'The key "id" is missing. Add it.'
    assert Words("zh_CN").say(said) == "缺少键“id”，请补上。"


def test_arguments_are_not_a_format_of_their_own() -> None:
    assert "{key} {0.__class__}" in Words("en").say(message("toml.missing-key", key="{key} {0.__class__}"))


def test_an_unknown_code_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Words("en").say(message("toml.no-such-code"))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        Words("tlh")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LINKTESTER_LANG": "en"}, "en"),
        ({"LINKTESTER_LANG": "zh-CN"}, "zh_CN"),
    ],
)
def test_the_language_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert choose_language(environment) == language


def test_local_names_fall_back_to_english() -> None:
    assert Words("zh_CN").local({"en": "Alipay", "zh_CN": "支付宝"}) == "支付宝"
    assert Words("zh_CN").local({"en": "Lark"}) == "Lark"


def test_places_are_named() -> None:
    assert places("{a} and {b_2}, {not-one}") == {"a", "b_2"}
