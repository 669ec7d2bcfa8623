import re
from dataclasses import replace
from pathlib import Path

import pytest

from linktester.model.citation import Source
from linktester.model.errors import InputErrors
from linktester.qr import read
from linktester.report import sheet
from linktester.report.cards import MOST_CODES
from linktester.report.sheet import write_sheet
from linktester.wording import LANGUAGES, Words
from tests.fakes import checklists as fakes
from tests.fakes.chromium import needs_chromium
from tests.fakes.markup import Page
from tests.fakes.pages import picture_of
from tests.fakes.results import HOSTILE_TEXT


def made(tmp_path: Path, checklist, language: str = "en") -> str:
    path = tmp_path / "sheet.html"
    write_sheet(path, checklist, Words(language))
    return path.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_check_has_a_card_with_its_code_and_room_to_write(tmp_path, language):
    page = Page(made(tmp_path, fakes.checklist(fakes.ITEM, fakes.SCANNED), language))
    assert page.count("article", class_="card") == page.count("svg") == 2
    assert page.count("i", class_="box") == 4 + 2 * 4
    assert page.count("i", class_="line") == 2 * 5
    assert fakes.ITEM.link in page.words


def test_a_card_tells_where_why_and_what_contradicts_what(tmp_path):
    words = Page(made(tmp_path, fakes.checklist(fakes.SCANNED))).words
    for needed in (
        "1 / 1",
        "WeChat · scanner",
        "live scan",
        "newest",
        "The sources contradict each other.",
        "2021-09-17",
        "It opens",
        "It refuses",
        "OB-2",
        "1 similar links",
        "aaaaaaaaaaaa +1",
    ):
        assert needed in words


def test_the_page_loads_and_runs_nothing(tmp_path):
    page = Page(made(tmp_path, fakes.checklist(fakes.ITEM)))
    policy = next(
        attrs["content"]
        for tag, attrs in page.elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "a", "iframe"}
    outside = {"src", "href", "srcset", "action"}
    assert [attrs for _, attrs in page.elements if outside & attrs.keys()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_stays_text(tmp_path, language):
    nasty = HOSTILE_TEXT
    sources = (Source(nasty, nasty, nasty, (nasty,), nasty),) * 40
    check = replace(fakes.SCANNED, link=nasty, client=nasty, sources=sources, family=nasty, keys=(nasty,))
    source = made(tmp_path, fakes.checklist(check), language)
    page = Page(source)
    assert not {tag for tag, _ in page.elements} & {"script", "img"}
    assert [name for _, attrs in page.elements for name in attrs if name.startswith("on")] == []
    assert r"\u202egnp.exe" in page.words
    assert not re.search("[\x00-\x08\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    assert page.count("li") == sheet.SOURCES + 1


def test_a_link_that_no_code_holds_stands_as_text_and_is_cut(tmp_path):
    page = Page(made(tmp_path, fakes.checklist(fakes.LONG)))
    assert page.count("svg") == 0
    assert "No code that a phone can scan holds this link." in page.words
    assert f"(+{len(fakes.LONG.link) - sheet.LINK_WITHOUT_CODE})" in page.words


def test_a_sheet_holds_so_many_cards_and_says_what_is_missing(tmp_path):
    page = Page(made(tmp_path, fakes.many(MOST_CODES + 3)))
    assert page.count("article", class_="card") == MOST_CODES
    assert f"3 more checks do not fit: a sheet holds {MOST_CODES}." in page.words
    assert f"1 / {MOST_CODES + 3}" in page.words


def test_an_empty_checklist_says_that_nothing_is_to_be_done(tmp_path):
    page = Page(made(tmp_path, fakes.checklist(past=2)))
    assert "There is nothing to ask" in page.words
    assert "2 more results" in page.words
    assert page.count("article") == page.count("i") == 0


def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path):
    with pytest.raises(InputErrors):
        write_sheet(tmp_path, fakes.checklist(fakes.ITEM), Words("en"))
    assert list(tmp_path.iterdir()) == []


@needs_chromium
@pytest.mark.parametrize("dark", [False, True])
def test_the_codes_can_be_read_from_the_screen_light_or_dark(tmp_path, dark):
    made(tmp_path, fakes.checklist(fakes.ITEM, replace(fakes.SCANNED, link="扫码 2")))
    found = read(picture_of((tmp_path / "sheet.html").as_uri(), dark=dark))
    assert {each.text for each in found} == {fakes.ITEM.link, "扫码 2"}
