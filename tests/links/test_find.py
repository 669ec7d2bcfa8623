import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.links import find, parse
from linktester.links.find import MAX_FOUND, first_token, is_message
from linktester.links.pieces import cut

TEXTS = tomllib.loads(
    (Path(__file__).parents[1] / "vectors" / "links" / "share_texts.toml").read_text(encoding="utf-8")
)["text"]


@pytest.mark.parametrize("entry", TEXTS, ids=lambda entry: entry["name"])
def test_links_in_share_texts(entry) -> None:
    assert list(find(entry["text"])) == entry["links"]
    assert parse(entry["text"]).link.family == entry["family"]


def test_each_link_is_told_once_in_order() -> None:
    assert find("https://b.example/ https://a.example/ https://b.example/") == (
        "https://b.example/",
        "https://a.example/",
    )


def test_unknown_schemes_are_not_tappable() -> None:
    assert find("nobody://x and xhttps://y.example/") == ()


def test_intent_links_are_found_whole() -> None:
    link = "intent://scan/#Intent;scheme=zxing;package=com.example;end"
    assert find(f"点 {link} 试试") == (link,)
    assert find("intent:#Intent;package=com.taobao.litetao;end。") == (
        "intent:#Intent;package=com.taobao.litetao;end",
    )


def test_tokens_need_equal_glyphs() -> None:
    assert first_token(find("￥dAEYbi4KO4D€ ￥dAEYbi4KO4D￥")) == "￥dAEYbi4KO4D￥"
    assert first_token(find("https://a.example/")) is None


def test_find_is_bounded() -> None:
    text = " ".join(f"https://h{number}.example/" for number in range(MAX_FOUND + 5))
    assert len(find(text)) == MAX_FOUND


def test_a_million_closing_brackets_are_trimmed() -> None:
    assert find("https://a.example/" + ")" * 1_000_000) == ("https://a.example/",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("https://a.example/b", False),
        ("https://a.example/ 看看", True),
        ('openjd://virtual?params={"category": "jump"}', False),
        ("看看 https://a.example/", True),
        ("note: see https://a.example/", True),
    ],
)
def test_is_message(text: str, message: bool) -> None:
    assert is_message(cut(text)) is message


@given(st.text(alphabet=st.sampled_from("aht ps:/.$￥(),。0123456789#;intend")))
@settings(max_examples=200, deadline=None)
def test_what_is_found_stands_in_the_text(text: str) -> None:
    assert all(link and link in text for link in find(text))
