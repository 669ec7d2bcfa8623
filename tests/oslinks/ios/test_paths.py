import pytest

from linktester.oslinks.ios.paths import ANY_PATH, path_pattern, trimmed
from linktester.oslinks.ios.pattern import literal
from linktester.oslinks.reach import Budget, Places


def covers(pattern: str, path: str, *, strict: bool) -> bool:
    found = path_pattern(pattern, literal, strict=strict)
    if strict:
        return found.forms[0].covers(Places(path, Budget()))
    short = trimmed(path)
    return found.covers(Places(short, Budget()), Places(short.removeprefix("/"), Budget()))


@pytest.mark.parametrize(
    ("pattern", "path", "loose", "strict"),
    [
        ("/buy/*", "/buy", True, False),
        ("/buy", "/buy/", True, False),
        ("abc", "/abc", True, False),
        ("//abc", "/abc", True, False),
        ("/buy/*", "/buyer", False, False),
        ("/buy/*", "/buy/1", True, True),
        ("/id/????", "/id/481", False, False),
        ("/*", "/", True, True),
        ("/", "/", True, True),
    ],
)
def test_slashes_at_the_ends_count_only_when_read_strictly(
    pattern: str, path: str, loose: bool, strict: bool
) -> None:
    assert covers(pattern, path, strict=False) is loose
    assert covers(pattern, path, strict=True) is strict


def test_the_root_stays_a_slash() -> None:
    assert [trimmed(path) for path in ("/", "//", "/a//", "")] == ["/", "/", "/a", ""]


def test_any_path_is_covered_by_default() -> None:
    assert ANY_PATH.covers(Places("/x", Budget()), Places("x", Budget()))
    assert ANY_PATH.unknown == ()
