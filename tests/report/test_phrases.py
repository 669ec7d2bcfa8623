from datetime import UTC, datetime

import pytest

from linktester.model.citation import Source
from linktester.model.link import Identity
from linktester.model.message import message
from linktester.model.phone import Entry
from linktester.model.verdict import By, Cause, Modifier, Outcome, Verdict
from linktester.report.phrases import Phrases, clock, day
from linktester.wording import LANGUAGES, Words
from tests.fakes import results as fakes


def test_a_verdict_is_one_line():
    verdict = Verdict(outcome=Outcome.HONORED, modifiers=(Modifier.CARRIED, Modifier.CONFIRM))
    assert Phrases(Words("en")).verdict(verdict) == "honored + carried + confirm page"
    gap = Verdict(outcome=Outcome.INCONCLUSIVE, cause=Cause.CONFLICT)
    assert Phrases(Words("zh_CN")).verdict(gap) == "无结论 + 来源矛盾"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "values"), [("by", By), ("modifier", Modifier), ("cause", Cause), ("entry", Entry)]
)
def test_every_closed_set_is_worded(language, kind, values):
    phrases = Phrases(Words(language))
    assert all(phrases.words.has(f"outcome.{kind}-{value}") for value in values)


def test_places_name_the_entry_unless_it_is_a_tap():
    phrases = Phrases(Words("en"), {"wechat": "WeChat"})
    assert phrases.place("wechat", "group", "tap") == "WeChat · group chat"
    assert phrases.place("wechat", "scan", "scan-live") == "WeChat · scanner · live scan"
    assert phrases.place("browser", "browser", "typed") == "system browser"


def test_unknown_values_are_shown_bare():
    phrases = Phrases(Words("en"), {})
    assert phrases.platform("nobody") == "nobody"
    assert phrases.of("surface", "new-surface") == "new-surface"
    assert phrases.say(message("gone.code", a=1)) == "gone.code a=1"


def test_an_identity_names_its_parameters():
    phrases = Phrases(Words("en"), {"taobao": "Taobao"})
    assert phrases.identity(Identity("taobao", "item", {"id": "1"})) == "Taobao · item id=1"
    assert phrases.identity(None) == "not identified"


def test_titles_and_notes_are_said_in_the_language_or_in_english():
    english, chinese = Phrases(Words("en"), {}), Phrases(Words("zh_CN"), {})
    both, one = Source("EV-1", "2021", "opens", (), "开放"), Source("OB-1", "2021", "seen")
    assert [english.title(both), chinese.title(both), chinese.title(one)] == ["opens", "开放", "seen"]
    noted = fakes.citation("open", both, note="trial", note_zh="试行")
    assert [english.note(noted), chinese.note(noted)] == ["trial", "试行"]
    assert chinese.note(fakes.citation("open", both, note="trial")) == "trial"
    assert chinese.note(fakes.citation("open", both)) == ""


def test_days_and_moments():
    assert day(fakes.day("2021-12-01")) == "2021-12-01"
    assert day(datetime(2021, 12, 1, 12, 30, tzinfo=UTC)) == "2021-12-01 20:30 +08:00"
    assert clock(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01 08:00:00 +08:00"
    assert clock(None) == ""
