"""Nobody is asked unless that was chosen; what is asked says nothing, and what is answered is compared."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from linktester import __version__
from linktester.gui.fleet import Fleet
from linktester.gui.settings import Settings
from linktester.gui.updates import Found, Updates, Wish, compared, wish
from linktester.model.message import Message
from tests.fakes.versionpages import version_page

FREE = Fleet(file=Path("/none"))
TODAY = date(2026, 11, 22)


@pytest.fixture
def settings(qapp: object, tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def on(settings: Settings, address: str) -> Settings:
    settings.put("updates", "on")
    settings.put("address", address)
    return settings


def told(qtbot: QtBot, updates: Updates) -> Message:
    with qtbot.waitSignal(updates.answered, timeout=20_000) as heard:
        updates.ask()
    assert heard.args is not None
    said: Message = heard.args[0]
    return said


def test_it_is_off_until_somebody_switches_it_on(settings: Settings) -> None:
    assert wish(settings, FREE) == Wish(is_on=False, address="")
    settings.put("updates", "on")
    settings.put("address", " https://a.example/v ")
    assert wish(settings, FREE) == Wish(is_on=True, address="https://a.example/v")


def test_what_is_laid_down_goes_first(settings: Settings) -> None:
    on(settings, "https://mine.example/v")
    never = Fleet(file=Path("/x"), check=False)
    assert not wish(settings, never).is_on
    theirs = Fleet(file=Path("/x"), check=True, address="https://theirs.example/v")
    assert wish(settings, theirs) == Wish(is_on=True, address="https://theirs.example/v")


@pytest.mark.parametrize(
    ("answer", "mine", "found"),
    [
        ("0.2.0\n", "0.1.0", (Found.NEWER, "0.2.0")),
        ("v1\r\nmore", "0.1.0", (Found.NEWER, "1")),
        ("0.10", "0.9.9", (Found.NEWER, "0.10")),
        ("0.1", "0.1.0", (Found.SAME, "0.1")),
        ("\ufeff0.1.0", "0.1.0", (Found.SAME, "0.1.0")),
        ("0.0.9", "0.1.0", (Found.OLDER, "0.0.9")),
        ("", "0.1.0", None),
        ("<html>1.2", "0.1.0", None),
        ("1.2.3.4.5", "0.1.0", None),
        ("9" * 4_000, "0.1.0", None),
        ("1.2-beta", "0.1.0", None),
    ],
)
def test_versions_are_compared_by_their_numbers(
    answer: str, mine: str, found: tuple[Found, str] | None
) -> None:
    assert compared(answer, mine) == found


def test_nobody_is_asked_when_it_is_off(qtbot: QtBot, settings: Settings) -> None:
    with version_page(b"9.0\n") as page:
        settings.put("address", page.address)
        updates = Updates(settings, FREE)
        updates.ask_daily(TODAY)
        assert told(qtbot, updates).code == "updates.off"
        assert page.asked == []


def test_a_newer_version_is_told_once_a_day(qtbot: QtBot, settings: Settings) -> None:
    with version_page(b"9.0\n") as page:
        updates = Updates(on(settings, page.address), FREE)
        with qtbot.waitSignal(updates.answered, timeout=20_000) as heard:
            updates.ask_daily(TODAY)
        assert heard.args is not None
        assert heard.args[0].code == "updates.newer"
        assert heard.args[0].args["version"] == "9.0"
        updates.ask_daily(TODAY)
        assert told(qtbot, updates).code == "updates.newer"
        assert len(page.asked) == 2


def test_the_question_says_nothing_about_this_machine(qtbot: QtBot, settings: Settings) -> None:
    with version_page(b"9.0\n") as page:
        told(qtbot, Updates(on(settings, page.address), FREE))
        path, headers = page.asked[0]
        assert path == "/version.txt"
        assert headers.pop("User-Agent") == "linktester"
        assert __version__ not in str(headers)
        assert "Cookie" not in headers


def test_what_is_not_newer_is_told_only_to_who_asks(qtbot: QtBot, settings: Settings) -> None:
    with version_page(__version__.encode()) as page:
        updates = Updates(on(settings, page.address), FREE)
        with qtbot.assertNotEmitted(updates.answered):
            updates.ask_daily(TODAY)
            qtbot.waitUntil(lambda: not updates.is_asking, timeout=20_000)
        assert told(qtbot, updates).code == "updates.newest"


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (b"<html>", 200, "updates.no-version"),
        (b"", 200, "updates.no-version"),
        (b"\xff\xfe\x00", 200, "updates.no-version"),
        (b"x" * 1_000_000, 200, "updates.no-version"),
        (b"9.0", 404, "updates.status"),
        (b"9.0", 500, "updates.status"),
    ],
)
def test_every_other_answer_is_told(
    qtbot: QtBot, settings: Settings, answer: bytes, status: int, code: str
) -> None:
    with version_page(answer, status) as page:
        assert told(qtbot, Updates(on(settings, page.address), FREE)).code == code


def test_nobody_else_is_asked_whatever_is_answered(qtbot: QtBot, settings: Settings) -> None:
    with version_page(b"9.0") as other, version_page(b"", 302, Location=other.address) as page:
        said = told(qtbot, Updates(on(settings, page.address), FREE))
        assert said.code == "updates.status"
        assert other.asked == []


@pytest.mark.parametrize(
    "address", ["", "x", "file:///etc/passwd", "ftp://a.example/", "https://u:p@a.example/"]
)
def test_an_address_that_cannot_be_asked_is_told(qtbot: QtBot, settings: Settings, address: str) -> None:
    assert told(qtbot, Updates(on(settings, address), FREE)).code == "updates.no-address"


def test_who_does_not_answer_is_told(qtbot: QtBot, settings: Settings) -> None:
    with version_page(b"") as page:
        gone = page.address
    assert told(qtbot, Updates(on(settings, gone), FREE)).code == "updates.unreachable"


def test_a_question_can_be_given_up(qtbot: QtBot, settings: Settings) -> None:
    with version_page(b"9.0") as page:
        updates = Updates(on(settings, page.address), FREE)
        with qtbot.assertNotEmitted(updates.answered):
            updates.ask()
            updates.stop()
            updates.stop()
        assert not updates.is_asking
