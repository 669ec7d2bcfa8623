"""Tests mirror the tree, in both directions."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "linktester"
TESTS = ROOT / "tests"

BESIDE = {
    "architecture",
    "fakes",
    "vectors",
    "corpus",
    "reference",
    "journeys",
    "benchmarks",
    "released",
    "packaging",
}
"""Folders of `tests/` that mirror nothing."""

WITHOUT_TEST: frozenset[str] = frozenset()
"""Modules that hold values only, or are proved by the room's other tests. This list only shrinks."""

ROOM_TESTS: frozenset[str] = frozenset(
    {
        "payments/hostile",
        "policy/matrix",
        "policy/sabotage",
        "serve/hostile",
        "serve/payapis/malformed",
        "verdict/corpus",
        "verdict/sabotage",
    }
)
"""Tests that speak of a whole room rather than one module."""


def modules() -> set[str]:
    found = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return {name.with_suffix("").as_posix() for name in found if not name.name.startswith("__")}


def values() -> set[str]:
    """Modules of bare values: what they hold is proved wherever it is used."""
    return {name for name in modules() if name.startswith("model/")}


def covered() -> set[str]:
    found = set()
    for path in TESTS.rglob("test_*.py"):
        relative = path.relative_to(TESTS)
        if relative.parts[0] not in BESIDE:
            found.add(relative.with_name(relative.name.removeprefix("test_")).with_suffix("").as_posix())
    return found


def test_every_module_has_its_test() -> None:
    assert sorted(modules() - values() - covered() - WITHOUT_TEST) == []


def test_every_test_has_its_module() -> None:
    assert sorted(covered() - modules() - ROOM_TESTS) == []


def test_the_lists_of_exceptions_only_shrink() -> None:
    assert sorted(WITHOUT_TEST - modules()) == []
    assert sorted(WITHOUT_TEST & covered()) == []
    assert sorted(ROOM_TESTS - covered()) == []
