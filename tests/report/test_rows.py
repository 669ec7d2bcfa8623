from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.order import ReturnLeg
from linktester.report import rows
from linktester.report.phrases import Phrases
from linktester.report.rows import CELL, COLUMNS, header, row, safe, sources
from linktester.report.scope import Scope
from linktester.wording import LANGUAGES, Words
from tests.fakes import orders
from tests.fakes import results as fakes
from tests.fakes import words_of_people as people

GIVEN = fakes.probe(fakes.ITEM, "wechat", "group", "2024-10-15")
ENGLISH = Phrases(Words("en"))
NO_ORDER = dict.fromkeys(
    ("product", "order-number", "amount", "order-state", "refused", "return-leg", "landed"), ""
)


def cells(result, phrases=ENGLISH, **head) -> dict[str, str | int]:
    keys = [column.key for column in COLUMNS]
    return dict(zip(keys, row(fakes.head(**head), result, phrases), strict=True))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_the_columns_are_those_that_were_promised():
    promised = rows.__doc__.partition("\n\n    ")[2].partition("\n\n")[0].split()
    assert [column.key for column in COLUMNS] == promised


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_words_of_its_own(language):
    words = header(Phrases(Words(language)))
    assert len(set(words)) == len(COLUMNS)
    assert all(words)


def test_one_result_is_one_row():
    modifiers = fakes.Modifier.CARRIED, fakes.Modifier.PARTIAL
    made = fakes.expecting(fakes.honored(GIVEN, fakes.PHASE_TWO, *modifiers), fakes.Outcome.BLOCKED)
    assert cells(made) == {
        "run": "20261122-104501-3f9a",
        "version": "0.1.0",
        "basis": "simulated",
        "case": "taobao-item",
        "link": "https://item.taobao.com/item.htm?id=520000000001&spm=a1z10.1",
        "family": "taobao-item",
        "target": "Taobao",
        "host": "WeChat",
        "surface": "group chat",
        "entry": "tap",
        "os": "Android",
        "client": "",
        "as-of": "2024-10-15 12:00:00 +08:00",
        "intent": "page",
        "verdict": "honored",
        "cause": "",
        "modifiers": "carried; for some only",
        "by": "by the host app",
        "reason": "the intent was reached, with every significant parameter",
        "reached": "Taobao · item id=520000000001",
        "expected": "blocked",
        "match": "differs",
        "reach": "carried",
        "last-evidence": "2021-11-29",
        "confidence": "D",
        "rules": "wechat.open.2021-11-29",
        "sources": "EV-2021-11-29 (2021-11-29)",
        "packs": "wechat 2026-03-13 0011223344556677",
        "anecdotal": "no",
        "assumed": "no",
        "disagreement": "",
        "attempt": 1,
        "finished": "2026-11-22 10:45:02 +08:00",
        "key": made.probe.key,
        "status": "",
        "status-reason": "",
        "note": "",
        "tester": "",
        "build": "",
        "device": "",
        "status-at": "",
        "screenshot": "",
        "filter": "",
        **NO_ORDER,
    }


def said_cells(said, **head) -> dict[str, str | int]:
    made = fakes.honored(GIVEN, fakes.PHASE_TWO)
    scope = Scope(annotations={made.probe.key: said(made)}, filter="host:qq")
    keys = [column.key for column in COLUMNS]
    found = dict(zip(keys, row(fakes.head(**head), made, ENGLISH, scope), strict=True))
    return {key: found[key] for key in keys[keys.index("status") :]}


def test_what_a_person_says_stands_behind_what_was_computed():
    assert said_cells(people.said) == {
        "status": "failed",
        "status-reason": "Empty on our build.",
        "note": "The page was empty.",
        "tester": "T. Ester",
        "build": "12.3.0",
        "device": "Pixel 8",
        "status-at": "2026-11-23 09:02:03 +08:00",
        "screenshot": people.SHOT,
        "filter": "host:qq",
        **NO_ORDER,
    }


def test_the_run_names_tester_build_and_device_where_nobody_else_does():
    run = {"tester": "R", "build": "1", "device": "D"}
    assert list(said_cells(people.blank, **run).values()) == [
        *("", "", "", "R", "1", "D", "", "", "host:qq"),
        *NO_ORDER.values(),
    ]
    mixed = said_cells(lambda made: people.said(made, tester="", device=""), **run)
    assert (mixed["tester"], mixed["build"], mixed["device"]) == ("R", "12.3.0", "D")


def test_hostile_words_of_people_can_be_seen():
    nasty = fakes.HOSTILE_TEXT
    found = said_cells(lambda made: people.said(made, note=nasty, reason=nasty, tester=nasty))
    for key in ("note", "status-reason", "tester"):
        assert r"\u202egnp.exe" in found[key]


def test_a_gap_names_its_cause_its_sources_and_the_packs_that_were_silent():
    made = cells(fakes.gap(GIVEN, fakes.GapKind.CONFLICT, (fakes.FLIP, fakes.FLIP)))
    assert made["verdict"] == "inconclusive"
    assert made["cause"] == "sources disagree"
    assert made["reach"] == "unknown"
    assert made["sources"] == "EV-2021-09-17-QQ (2021-09-17)"
    assert made["packs"] == "wechat 2026-03-13 0011223344556677"
    assert made["rules"] == made["reached"] == made["expected"] == ""


def test_what_was_assumed_or_tried_again_is_told():
    assumed = cells(fakes.launched(fakes.probe(fakes.SCHEME, "browser", "browser", "2024-10-15")))
    assert assumed["assumed"] == "yes"
    again = cells(replace(fakes.faulty(GIVEN), anecdotal=True, disagreement="open"))
    assert (again["attempt"], again["anecdotal"], again["disagreement"]) == (3, "yes", "open")


def test_the_basis_is_the_results_own():
    made = fakes.blocked(GIVEN, fakes.BEFORE)
    by_hand = replace(made, verdict=replace(made.verdict, basis=fakes.Basis.HUMAN))
    assert cells(by_hand)["basis"] == "human"


def test_several_rules_are_listed_once_each():
    made = fakes.blocked(GIVEN, fakes.BEFORE)
    second = fakes.citation("open", fakes.PHASE_TWO, confidence=fakes.Confidence.TEAM)
    first = made.journal[0].citations[0]
    both = replace(made, journal=(fakes.journal(first, second), fakes.journal(first)))
    assert cells(both)["confidence"] == "P; T"
    assert cells(both)["rules"] == "wechat.block-page.2021-09-17; wechat.open.2021-11-29"
    assert sources(both) == (fakes.BEFORE, fakes.PHASE_TWO)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_result_has_a_row(language):
    phrases = Phrases(Words(language))
    for made in [*fakes.walled_garden(), fakes.everything_seen(GIVEN), fakes.hostile(GIVEN)]:
        for cell in cells(made, phrases).values():
            assert isinstance(cell, int) or units(cell) <= CELL


def test_what_cannot_be_seen_is_spelled_out():
    made = cells(fakes.hostile(GIVEN))
    assert r"\u202egnp.exe\u2066\x1b[31mred\x1b[0m\x00\x07\ud800\u200b" in made["link"]
    assert safe("a\ufffe\uffff\r") == r"a\ufffe\uffff\x0d"


def test_long_text_is_cut_with_a_mark():
    assert safe("x" * CELL) == "x" * CELL
    cut = safe("x" * 100_000)
    kept, mark = cut.split("… ")
    assert CELL - 2 <= len(cut) <= CELL
    assert mark == f"(+{100_000 - len(kept)})"


def test_a_character_of_two_units_is_not_halved():
    cut = safe("👍" * CELL)
    assert units(cut) <= CELL
    assert set(cut.partition("…")[0]) == {"👍"}


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), max_size=40), st.integers(1, 4_000))
def test_a_cell_always_fits_and_is_utf_8(text, times):
    shown = safe(text * times)
    shown.encode("utf-8")
    assert units(shown) <= CELL


def test_a_payment_case_names_its_order_and_how_it_ended():
    made = cells(orders.paid(leg=ReturnLeg.APP, landed="eleme"))
    assert {key: made[key] for key in NO_ORDER} == {
        "product": "WeChat Pay, mobile browser (H5)",
        "order-number": "LT1",
        "amount": "12.34",
        "order-state": "paid (SUCCESS)",
        "refused": "",
        "return-leg": "back in the app",
        "landed": "Ele.me",
    }
    assert cells(orders.refused())["refused"] == "expired"
    assert cells(orders.walled_off())["order-state"] == "no trade yet"
