from datetime import date, timedelta
from pathlib import Path

import pytest

from linktester.serve.state import Database, Token, Tokens
from tests.fakes.payers import NOON

LIFE = timedelta(hours=2)
DAY = date(2026, 3, 1)


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(Database(tmp_path))


def a_token(text: str, minutes: int = 0) -> Token:
    made = NOON + timedelta(minutes=minutes)
    return Token(token=text, platform="p", owner="app", made_at=made, expires_at=made + LIFE)


def test_a_token_is_found_over_or_not(tokens: Tokens) -> None:
    token = tokens.add(a_token("a"))
    assert tokens.find("a") == token
    assert tokens.find("b") is None


def test_the_newest_of_an_app(tokens: Tokens) -> None:
    for minutes, text in enumerate("abc"):
        tokens.add(a_token(text, minutes))
    newest = tokens.newest("p", "app")
    assert newest is not None
    assert newest.token == "c"
    assert tokens.newest("p", "other") is None


def test_older_tokens_are_cut_short_and_never_lengthened(tokens: Tokens) -> None:
    tokens.add(a_token("old"))
    tokens.add(a_token("new", 1))
    tokens.cut("p", "app", NOON + timedelta(minutes=5), but="new")
    tokens.cut("p", "app", NOON + timedelta(days=5), but="new")
    ends = {text: found.expires_at for text in ("old", "new") if (found := tokens.find(text))}
    assert ends == {"old": NOON + timedelta(minutes=5), "new": NOON + timedelta(minutes=1) + LIFE}


def test_counting_goes_by_day_and_by_what_is_counted(tokens: Tokens) -> None:
    assert [tokens.count("p", "app", "links", DAY) for _ in range(3)] == [1, 2, 3]
    assert tokens.count("p", "app", "links", DAY + timedelta(days=1)) == 1
    assert tokens.count("p", "app", "opens", DAY) == 1


def test_forgetting(tokens: Tokens) -> None:
    tokens.add(a_token("a"))
    tokens.count("p", "app", "links", DAY)
    tokens.forget()
    assert tokens.find("a") is None
    assert tokens.count("p", "app", "links", DAY) == 1


def test_what_was_counted_can_be_asked_without_counting(tokens: Tokens) -> None:
    day = date(2026, 3, 1)
    assert tokens.counted("p", "o", "x", day) == 0
    tokens.count("p", "o", "x", day)
    assert [tokens.counted("p", "o", "x", day) for _ in range(2)] == [1, 1]
