import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.citation import Gate
from linktester.model.link import Content, PlatformId
from linktester.model.pack import Match
from linktester.model.phone import Entry, Surface
from linktester.policy.select import specificity, version_key
from tests.fakes.packs import packs, question, rule


def test_a_rule_matches_only_what_it_names() -> None:
    found = packs(
        rule("entry", "accept", "2020-01-01", surfaces=["scan"], entries=["scan-live"]),
        rule("content", "open", "2020-01-01", contents=["e-commerce"]),
        rule("relation", "open", "2020-01-01", classes=[], relations=["rival"]),
        rule("filed", "confirm", "2020-01-01", classes=["WEB"], filed=False),
        rule("host", "open", "2020-01-01", surfaces=[], gate="target", hosts=["jd"]),
    )

    def about(**asked: object) -> set[str]:
        return {one.rule.id.removeprefix("wechat.") for one in found.index.about(question(**asked))}  # type: ignore[arg-type]

    assert about() == {"content", "relation"}
    assert about(surface="scan") == set()
    assert about(surface="scan", entry=Entry.SCAN_LIVE) == {"entry"}
    assert about(content=Content.VIDEO) == {"relation"}
    assert about(filed=False, family="web-page", target="web") == {"filed"}
    assert about(surface="moments") == set()
    assert about(gate=Gate.TARGET, target="wechat", host="jd") == {"host"}
    assert about(gate=Gate.TARGET, target="wechat", host="qq") == set()
    assert about(host="qq") == set()


def test_rules_without_a_surface_stand_on_every_surface() -> None:
    found = packs(rule("any", "open", "2020-01-01", surfaces=[]), rule("chat", "open", "2020-01-01"))
    assert len(found.index.about(question())) == 2
    assert [one.rule.id for one in found.index.about(question(surface="note"))] == ["wechat.any"]


def test_the_order_is_newest_first_then_narrowest_then_by_name() -> None:
    found = packs(
        rule("b", "open", "2020-01-01", classes=["WEB"]),
        rule("a", "open", "2020-01-01", classes=["WEB"]),
        rule("old", "open", "2019-01-01"),
        rule("narrow", "open", "2020-01-01", contents=["e-commerce"]),
    )
    ids = [one.rule.id for one in found.index.about(question())]
    assert ids == ["wechat.narrow", "wechat.a", "wechat.b", "wechat.old"]


def test_the_index_forgets_but_answers_alike() -> None:
    found = packs(rule("a", "open", "2020-01-01"))
    first = found.index.about(question())
    for number in range(5000):
        found.index.about(question(str(number)))
    assert found.index.about(question()) == first


def test_an_owner_is_narrower_than_a_class_and_a_class_than_a_relation() -> None:
    owner = specificity(Match(targets=(PlatformId("taobao"),)))
    kind = specificity(Match(classes=("TB",)))
    relation = specificity(Match(relations=("rival",), surfaces=(Surface("chat"),)))
    assert owner > kind > relation > specificity(Match())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("8.0.11", (8, 0, 11)),
        ("8.0.0", (8,)),
        (" 7.0.5 beta", (7, 0, 5)),
        ("8.0.46.2540(0x28002E3C)", (8, 0, 46, 2540)),
        ("0", ()),
        ("", None),
        ("v8", None),
        ("\ud800", None),
    ],
)
def test_versions_are_read_as_numbers(text: str, key: tuple[int, ...] | None) -> None:
    assert version_key(text) == key


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_may_stand_for_a_version(text: str) -> None:
    key = version_key(text)
    assert key is None or all(number >= 0 for number in key)
