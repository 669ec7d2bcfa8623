from linktester.links import diff, identify
from linktester.model.link import Identity, ParamChange, ParamDiff, PlatformId


def item(**params: str) -> Identity:
    return Identity(PlatformId("taobao"), "item", params)


def lines(found: tuple[ParamDiff, ...]) -> list[tuple[str, str | None, str | None, str]]:
    return [(line.name, line.intended, line.reached, line.change.value) for line in found]


def test_every_change_has_its_name() -> None:
    found = diff(item(id="1", a="x", b="y"), item(id="1", a="z", c="w"))
    assert lines(found) == [
        ("id", "1", "1", "equal"),
        ("a", "x", "z", "changed"),
        ("b", "y", None, "dropped"),
        ("c", None, "w", "added"),
    ]
    assert all(line.significant for line in found)


def test_another_platform_or_kind_has_its_line() -> None:
    found = diff(item(id="1"), Identity(PlatformId("jd"), "page", {"id": "1"}))
    assert lines(found)[:2] == [("platform", "taobao", "jd", "changed"), ("kind", "item", "page", "changed")]


def test_pages_are_compared_by_parameter() -> None:
    before = identify("https://shop.example/a?id=1&ref=2&x=1&x=2")
    after = identify("https://shop.example/a?id=1&spm=3&x=1&x=3")
    assert before is not None
    assert after is not None
    found = diff(before, after, ("spm",))
    assert lines(found) == [
        ("url", "https://shop.example/a", "https://shop.example/a", "equal"),
        ("id", "1", "1", "equal"),
        ("ref", "2", None, "dropped"),
        ("x", "1", "1", "equal"),
        ("x#2", "2", "3", "changed"),
        ("spm", None, "3", "added"),
    ]
    assert [line.name for line in found if not line.significant] == ["spm"]


def test_equal_identities_differ_in_nothing() -> None:
    same = identify("https://shop.example/a?id=1")
    assert same is not None
    assert {line.change for line in diff(same, same)} == {ParamChange.EQUAL}


def test_a_url_that_is_none_stays_whole() -> None:
    odd = Identity(PlatformId("alipay"), "screen", {"url": "not a url?x=1"})
    assert lines(diff(odd, odd)) == [("url", "not a url?x=1", "not a url?x=1", "equal")]
