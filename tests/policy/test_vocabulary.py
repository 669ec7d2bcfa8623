import pytest

from linktester.model.link import FamilyId, PlatformId
from linktester.policy.vocabulary import Mechanism, Relation, shipped_vocabulary
from tests.fakes.packs import VOCABULARY


@pytest.mark.parametrize(
    ("host", "target", "relation"),
    [
        ("wechat", "wechat", Relation.OWN),
        ("wechat", "qq", Relation.OWN),
        ("wechat", "jd", Relation.BACKED),
        ("jd", "wechat", Relation.RIVAL),
        ("wechat", "taobao", Relation.RIVAL),
        ("wechat", "web", Relation.ANYONE),
        ("wechat", "nobody", Relation.ANYONE),
        ("stranger", "wechat", Relation.RIVAL),
    ],
)
def test_relations_are_seen_from_the_hosts_group(host: str, target: str, relation: Relation) -> None:
    assert VOCABULARY.relation(PlatformId(host), PlatformId(target)) is relation


@pytest.mark.parametrize(
    ("family", "mechanism"),
    [
        ("taobao-item", Mechanism.HTTPS),
        ("taobao-scheme", Mechanism.SCHEME),
        ("custom-scheme", Mechanism.SCHEME),
        ("android-intent", Mechanism.SCHEME),
        ("taobao-token", Mechanism.TEXT),
        ("web-page", Mechanism.HTTPS),
    ],
)
def test_families_know_how_they_are_usually_written(family: str, mechanism: Mechanism) -> None:
    assert shipped_vocabulary().families[FamilyId(family)] is mechanism


def test_the_shipped_names_hold_the_catalogue() -> None:
    assert {"wechat", "taobao", "jd", "web"} <= shipped_vocabulary().platforms.keys()
