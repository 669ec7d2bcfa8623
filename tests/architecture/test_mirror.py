"""Tests mirror the tree, in both directions."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "linktester"
TESTS = ROOT / "tests"

BESIDE = {"architecture", "fakes", "vectors", "corpus", "reference", "journeys", "benchmarks", "released"}
"""Folders of `tests/` that mirror nothing."""

WITHOUT_TEST: frozenset[str] = frozenset()
"""Modules that hold values only, or are proved by the room's other tests. This list only shrinks."""

ROOM_TESTS: frozenset[str] = frozenset({"verdict/corpus", "verdict/sabotage"})
"""Tests that speak of a whole room rather than one module."""


def modules() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).with_suffix("").as_posix()
        if not path.name.startswith("__") and not name.startswith("model/"):
            found.add(name)
    return found


def covered() -> set[str]:
    found = set()
    for path in TESTS.rglob("test_*.py"):
        relative = path.relative_to(TESTS)
        if relative.parts[0] not in BESIDE:
            found.add(relative.with_name(relative.name.removeprefix("test_")).with_suffix("").as_posix())
    return found


def test_every_module_has_its_test() -> None:
    assert sorted(modules() - covered() - WITHOUT_TEST) == []


def test_every_test_has_its_module() -> None:
    assert sorted(covered() - modules() - ROOM_TESTS) == []


def test_the_lists_of_exceptions_only_shrink() -> None:
    assert sorted(WITHOUT_TEST - modules()) == []
    assert sorted(WITHOUT_TEST & covered()) == []
    assert sorted(ROOM_TESTS - covered()) == []
