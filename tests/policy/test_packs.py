from tests.fakes.packs import packs, rule, seen


def test_versions_name_every_pack_with_its_hash() -> None:
    found = packs(rule("a", "open", "2020-01-01"), team=[seen("t", "open", "2021-01-01")])
    versions = found.versions()
    assert list(versions) == ["ours/wechat", "wechat"]
    assert all(value.startswith("2026-11-22 ") for value in versions.values())
    assert versions["wechat"] != versions["ours/wechat"]


def test_the_hash_follows_the_text() -> None:
    first = packs(rule("a", "open", "2020-01-01")).packs["wechat"]
    same = packs(rule("a", "open", "2020-01-01")).packs["wechat"]
    other = packs(rule("a", "confirm", "2020-01-01")).packs["wechat"]
    assert (first.hash == same.hash, first.hash == other.hash) == (True, False)
    assert len(first.hash) == 16
