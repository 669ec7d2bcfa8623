from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.ios.target import decoded, target


def test_the_url_is_seen_as_a_browser_writes_it() -> None:
    goal = target("HTTPS://Shop.Example:443/a/../b%2Fc?x=%41#é")
    assert goal is not None
    assert (goal.host, goal.path, goal.query, goal.fragment) == ("shop.example", "/b%2Fc", "x=%41", "%C3%A9")


def test_a_path_alone_stands_for_any_host() -> None:
    goal = target("/a?b")
    assert goal is not None
    assert (goal.path, goal.query) == ("/a", "b")
    assert target("//evil.example/a") is None


def test_only_web_addresses_are_targets() -> None:
    assert target("weixin://dl") is None
    assert target("not a url") is None


def test_decoding_leaves_what_is_no_utf8() -> None:
    assert decoded("/caf%C3%A9%2Fx") == "/café/x"
    assert decoded("/100%zz%e9x%e4%b8%ad") == "/100%zz%e9x中"
    assert decoded("%C3%28%c3") == "%C3(%c3"


@settings(deadline=None, max_examples=300)
@given(text=st.text(alphabet="%0aAfFeE9Cc3é", max_size=30))
def test_decoding_raises_never(text: str) -> None:
    assert len(decoded(text)) <= len(text)


def test_items_keep_order_repeats_and_missing_values() -> None:
    goal = target("https://h.example/?a=1&b&a=2=3&=x")
    assert goal is not None
    view = goal.view(folds=False, decodes=False)
    items = [(name, value.text) for name, value in view.items]
    assert items == [("a", "1"), ("b", ""), ("a", "2=3"), ("", "x")]


def test_forms_are_folded_and_decoded_on_demand() -> None:
    goal = target("https://h.example/%41B//?K=V")
    assert goal is not None
    view = goal.view(folds=True, decodes=True)
    assert (view.path.text, view.trimmed.text, view.bare.text) == ("/ab//", "/ab", "ab")
    assert [value.text for value in view.values("k")] == ["v"]
    assert goal.view(folds=True, decodes=True) is view
