"""Fields of intents."""

import pytest

from linktester.oslinks.android.intent import Extra, ExtraType
from linktester.oslinks.android.intentdraft import Draft, IntentUriError, component, extra, launch_flags


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("p/.C", "p/p.C"),
        ("p/q.C", "p/q.C"),
        ("p/", None),
        ("p", None),
        ("", None),
        ("/C", "/C"),
        ("p/a/b", "p/a/b"),
    ],
)
def test_components_are_completed(text: str, read: str | None) -> None:
    assert component(text) == read


@pytest.mark.parametrize(
    ("letter", "text", "read"),
    [
        ("S", "", Extra(ExtraType.STRING, "")),
        ("B", "True", Extra(ExtraType.BOOLEAN, True)),
        ("c", "\U0001f600", Extra(ExtraType.CHAR, "\ud83d")),
        ("l", "9223372036854775807", Extra(ExtraType.LONG, 2**63 - 1)),
        ("s", "-32768", Extra(ExtraType.SHORT, -32768)),
    ],
)
def test_extras_are_read_by_their_letter(letter: str, text: str, read: Extra) -> None:
    assert extra(letter, text) == read


@pytest.mark.parametrize(
    ("letter", "text"), [("K", "1"), ("", "x"), ("c", ""), ("i", "1.5"), ("d", "x"), ("s", "32768")]
)
def test_values_of_another_type_are_refused(letter: str, text: str) -> None:
    with pytest.raises(IntentUriError):
        extra(letter, text)


def test_flags_lose_their_grants() -> None:
    assert launch_flags("0xff") == 0x3C
    assert launch_flags("-1") == -1 & ~0xC3
    with pytest.raises(IntentUriError):
        launch_flags("0xfffffffff")


def test_a_draft_keeps_the_order_of_categories() -> None:
    assert Draft(categories={"b": None, "a": None}).done().categories == ("b", "a")
