from dataclasses import replace

import pytest

from linktester.model.checklist import Why
from linktester.model.link import Content
from linktester.model.phone import Entry
from linktester.report.cards import MOST_CODES, answers, cards, facts, meanings, reasons, shown_link, where
from linktester.report.phrases import Phrases
from linktester.wording import LANGUAGES, Words
from tests.fakes import checklists as fakes
from tests.fakes.results import HOSTILE_TEXT

ENGLISH = Phrases(Words("en"))


def card(check, phrases=ENGLISH):
    (made,) = cards(fakes.checklist(check), phrases)
    return made


def test_a_card_says_what_to_do_where_and_why():
    made = card(fakes.ITEM)
    assert (made.where, made.entry, made.system, made.client) == (
        "WeChat · group chat",
        "tap",
        "Android",
        "8.0.46",
    )
    assert made.what == "Taobao · e-commerce · taobao-item"
    assert made.why == ("No source says what happens here.",)
    assert made.code.payload == fakes.ITEM.link.encode()
    assert made.no_code == ""


def test_reasons_name_the_age_and_keep_their_order():
    assert reasons(fakes.SCANNED, 180, ENGLISH) == (
        "The sources contradict each other.",
        "Last seen on 2021-11-29, more than 180 days ago.",
    )
    assert "?" in reasons(replace(fakes.ITEM, why=(Why.OLD,)), 1, ENGLISH)[0]


@pytest.mark.parametrize(
    ("entry", "content", "is_tried"),
    [
        (Entry.SCAN_LIVE, Content.E_COMMERCE, True),
        (Entry.SCAN_ALBUM, Content.E_COMMERCE, True),
        (Entry.LONG_PRESS, Content.PAYMENT, True),
        (Entry.LONG_PRESS, Content.E_COMMERCE, False),
        (Entry.TAP, Content.PAYMENT, False),
        (Entry.PASTE, Content.ARTICLE, False),
    ],
)
def test_the_task_tells_whether_the_code_itself_is_tried(entry, content, is_tried):
    task = card(replace(fakes.ITEM, entry=entry, content=content)).task
    assert task.startswith("The code itself is tried") is is_tried
    assert task.startswith("The code only carries the link") is not is_tried


@pytest.mark.parametrize("link", ["x" * 5_000, "x" * 1_200, "", "\ud800"])
def test_what_no_code_can_hold_says_so(link):
    made = card(replace(fakes.ITEM, link=link))
    assert made.code is None
    assert made.no_code == ENGLISH.text("sheet.no-code")


def test_codes_are_drawn_for_the_first_checks_only():
    made = list(cards(fakes.many(MOST_CODES + 2), ENGLISH))
    assert [each.number for each in made if each.code is None] == [MOST_CODES + 1, MOST_CODES + 2]
    assert str(MOST_CODES) in made[-1].no_code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_a_meaning(language):
    phrases = Phrases(Words(language))
    assert tuple(word for word, _ in meanings(phrases)) == answers(phrases)
    assert len(set(answers(phrases))) == 4
    assert all(means for _, means in meanings(phrases))


def test_the_head_counts():
    first, second = facts(fakes.checklist(fakes.ITEM, fakes.SCANNED, past=3), ENGLISH)
    assert first.startswith("2 checks for 2026-11-22. Together they answer 3 results")
    assert second.startswith("3 more results")
    assert list(facts(fakes.checklist(), ENGLISH)) == [ENGLISH.text("sheet.nothing")]


def test_untrusted_text_is_shown_on_one_line():
    hostile = replace(fakes.ITEM, link=HOSTILE_TEXT + "\n" + "x" * 999)
    shown = shown_link(hostile, 200)
    assert r"\u202e" in shown
    assert "\n" not in shown
    assert "… (+" in shown
    assert where(replace(hostile, entry=Entry.SCAN_LIVE), ENGLISH) == "WeChat · group chat"
