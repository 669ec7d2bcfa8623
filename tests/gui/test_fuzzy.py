import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from linktester.gui.fuzzy import find


def marked(query: str, text: str) -> str | None:
    hit = find(query, text)
    if hit is None:
        return None
    return "".join(f"[{each}]" if place in hit.places else each for place, each in enumerate(text))


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("dup", "Duplicate", "[D][u][p]licate"),
        ("ncs", "New case", "[N]ew [c]a[s]e"),
        ("模拟", "重启模拟器", "重启[模][拟]器"),
        ("case", "Lowercase, New case", "Lowercase, New [c][a][s][e]"),
        ("run all", "Run all", "[R][u][n][ ][a][l][l]"),
        ("rna", "Run all", "[R]u[n] [a]ll"),
        ("xyz", "Duplicate", None),
        ("", "Duplicate", "Duplicate"),
        ("a", "", None),
    ],
)
def test_letters_are_found_where_one_means_them(query: str, text: str, found: str | None) -> None:
    assert marked(query, text) == found


def test_whole_words_count_more_than_scattered_letters() -> None:
    whole, start, inside, far = (
        find("copy", text) for text in ("Copy link", "A copy", "Photocopy", "Paste yonder")
    )
    assert whole is not None
    assert start is not None
    assert inside is not None
    assert far is None
    assert whole.score > start.score > inside.score
    scattered = find("cl", "Copy link")
    together = find("cl", "Clear")
    assert scattered is not None
    assert together is not None
    assert together.score > scattered.score


@settings(deadline=None, max_examples=150)
@given(some.text(max_size=30), some.text(max_size=60))
def test_found_letters_are_those_asked_for_in_their_order(query: str, text: str) -> None:
    hit = find(query, text)
    if hit is None:
        return
    assert list(hit.places) == sorted(set(hit.places))
    wanted = [each.casefold() for each in query if not each.isspace()]
    found = [text[place].casefold() for place in hit.places if not text[place].isspace()]
    assert found == wanted


@settings(deadline=None, max_examples=80)
@given(some.text(min_size=1, max_size=40), some.data())
def test_every_part_of_a_text_finds_it(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text) - 1))
    assert find(text[start:], text) is not None


def test_a_pasted_megabyte_is_no_query() -> None:
    assert find("x" * 1_000_000, "Duplicate") is None
