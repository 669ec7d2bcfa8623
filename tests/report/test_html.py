import re
from base64 import b64encode
from hashlib import sha256

import pytest

from linktester.model.phone import OS, Phone
from linktester.model.run import Tally
from linktester.report import html, write
from linktester.report.scope import Scope
from linktester.wording import Words
from tests.fakes import orders
from tests.fakes import results as fakes
from tests.fakes import words_of_people as people
from tests.fakes.markup import Page
from tests.fakes.references import reference
from tests.fakes.reportmemory import peaks

GIVEN = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")


def made(tmp_path, results, language="en", tally=None, **head) -> str:
    path = tmp_path / "report.html"
    rows = list(results)
    write("html", path, fakes.head(len(rows), **head), iter(rows), tally, Words(language))
    return path.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_page_asks_the_network_for_nothing(tmp_path, language):
    page = Page(made(tmp_path, fakes.walled_garden(), language))
    outside = {"src", "srcset", "action", "data", "poster", "background", "formaction", "ping"}
    assert [attrs for _, attrs in page.elements if outside & attrs.keys()] == []
    targets = [attrs["href"] for _, attrs in page.elements if "href" in attrs]
    assert targets
    assert all(target.startswith("#") for target in targets)
    assert page.all("link") == page.all("iframe") == page.all("img") == []


def test_the_policy_allows_exactly_the_one_script(tmp_path):
    source = made(tmp_path, fakes.walled_garden())
    page = Page(source)
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    scripts = re.findall(r"<script>(.*?)</script>", source, re.S)
    assert len(scripts) == 1
    digest = b64encode(sha256(scripts[0].encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_no_event_attributes(tmp_path):
    page = Page(made(tmp_path, [*fakes.walled_garden(), fakes.hostile(GIVEN)]))
    assert [name for _, attrs in page.elements for name in attrs if name.startswith("on")] == []


def test_hostile_text_stays_text(tmp_path):
    page = Page(made(tmp_path, [fakes.hostile(GIVEN)]))
    clean = Page(made(tmp_path, [fakes.everything_seen(GIVEN)]))
    assert [tag for tag, _ in page.elements if tag in {"img", "script"}] == [
        tag for tag, _ in clean.elements if tag in {"img", "script"}
    ]
    assert "<script>alert(1)</script>" in page.words
    assert "[bold]markup[/bold]{{7*7}}" in page.words


def test_what_cannot_be_seen_is_spelled_out(tmp_path):
    source = made(tmp_path, [fakes.hostile(GIVEN)])
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source
    )
    assert r"\u202egnp.exe\u2066\x1b[31mred" in source
    assert r"\ud800" in source


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["honored", "rewritten", "blocked", "no evidence", "sources disagree", "our fault", "simulated"],
        ),
        ("zh_CN", ["放行", "改写", "拦截", "无证据", "来源矛盾", "本方故障", "模拟", "微信 · 群聊"]),
    ],
)
def test_every_kind_of_answer_is_worded(tmp_path, language, words):
    page = Page(made(tmp_path, fakes.walled_garden(), language))
    assert [word for word in words if word not in page.words] == []


def test_both_languages_have_the_same_structure(tmp_path):
    rows = [*fakes.walled_garden(), fakes.everything_seen(GIVEN)]
    english, chinese = (Page(made(tmp_path, rows, language)) for language in ("en", "zh_CN"))
    assert [tag for tag, _ in english.elements] == [tag for tag, _ in chinese.elements]
    assert english.all("html")[0]["lang"] == "en"
    assert chinese.all("html")[0]["lang"] == "zh-CN"


def test_each_result_names_rule_sources_and_confidence(tmp_path):
    page = Page(made(tmp_path, [fakes.honored(GIVEN, fakes.PHASE_TWO, fakes.Modifier.CARRIED)]))
    for needed in (
        "EV-2021-11-29",
        "wechat.open.2021-11-29",
        "0011223344556677",
        "documented",
        "last evidence 2021-11-29",
    ):
        assert needed in page.words


def test_a_conflict_shows_what_the_sources_say(tmp_path):
    page = Page(made(tmp_path, [fakes.gap(GIVEN, fakes.GapKind.CONFLICT, (fakes.FLIP,))]))
    assert "EV-2021-09-17-QQ" in page.words


def test_a_parameter_that_was_lost_is_shown(tmp_path):
    page = Page(made(tmp_path, [fakes.rewritten(GIVEN, fakes.BEFORE)]))
    assert "520000000001" in page.words
    assert "dropped" in page.words


def test_marks_lead_to_their_results(tmp_path):
    page = Page(made(tmp_path, fakes.walled_garden()))
    ids = {attrs["id"] for _, attrs in page.elements if attrs.get("id")}
    marks = [a["href"][1:] for a in page.all("a") if "mark" in (a.get("class") or "")]
    assert len(marks) == 26
    assert set(marks) <= ids


def test_rows_carry_what_the_filter_asks_for(tmp_path):
    page = Page(
        made(
            tmp_path,
            [fakes.gap(fakes.probe(fakes.ITEM, "qq", "group", "2021-12-01", phone=Phone(os=OS.IOS)))],
        )
    )
    (row,) = [d for d in page.all("details") if (d.get("class") or "").startswith("r ")]
    wanted = {"verdict": "INCONCLUSIVE", "cause": "no-policy", "host": "qq", "surface": "group", "os": "ios"}
    assert {key: row[f"data-{key}"] for key in wanted} == wanted
    assert row["data-date"] == "2021-12-01"
    assert row["data-reach"] == "unknown"


def test_an_unfinished_run_says_so(tmp_path):
    path = tmp_path / "r.html"
    write("html", path, fakes.head(30), fakes.walled_garden(), None, Words("en"))
    assert "26 of 30 planned" in Page(path.read_text("utf-8")).words


def with_words(tmp_path, scope, language="en", tally=None):
    path = tmp_path / "r.html"
    write("html", path, fakes.head(26), fakes.walled_garden(), tally, Words(language), scope)
    return path.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_a_person_says_stands_beside_the_verdict(tmp_path, language):
    rows = fakes.walled_garden()
    said = people.by_key(
        people.said(rows[0]), people.said(rows[1], None, note="only a note", screenshot=None)
    )
    source = with_words(
        tmp_path, Scope(annotations=said, pictures={people.SHOT: people.PICTURE}.get), language
    )
    page = Page(source)
    assert [row["data-status"] for row in page.all("details") if "data-status" in row][:3] == [
        "failed",
        "none",
        "none",
    ]
    assert next(row["data-verdict"] for row in page.all("details") if "data-verdict" in row) == "BLOCKED"
    (shot,) = page.all("img")
    assert shot["src"].startswith("data:image/png;base64,")
    assert shot["alt"]
    for needed in ("Empty on our build.", "The page was empty.", "T. Ester", "12.3.0", "only a note"):
        assert needed in page.words
    assert len([1 for span in page.all("span") if span.get("class") == "chip"]) == 1


def test_a_picture_that_is_not_put_in_is_named(tmp_path):
    said = people.by_key(people.said(fakes.walled_garden()[0]))
    page = Page(with_words(tmp_path, Scope(annotations=said)))
    assert page.all("img") == []
    assert people.SHOT in page.words


def test_hostile_words_of_people_stay_text(tmp_path):
    nasty = fakes.HOSTILE_TEXT
    texts = {"note": nasty + "n" * 19_000, "reason": nasty, "tester": nasty, "build": nasty, "device": nasty}
    said = people.by_key(people.said(fakes.walled_garden()[0], screenshot=nasty, **texts))
    source = with_words(
        tmp_path, Scope(annotations=said, filter=nasty, pictures={nasty: nasty.encode("utf-8", "ignore")}.get)
    )
    page = Page(source)
    assert page.all("img") == []
    assert len(page.all("script")) == 2
    assert "n" * 19_000 in source
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)


def test_a_part_of_a_run_says_so_at_the_top_and_counts_itself(tmp_path):
    page = Page(with_words(tmp_path, Scope(filter="host:qq", shown=26, of=99), tally=Tally(faults=77)))
    assert "26 of 99 results, chosen by: host:qq" in page.words
    assert "broke: 77" not in page.words
    assert "did not finish" not in page.words


def test_the_head_tells_who_ran_what_on_what(tmp_path):
    page = Page(made(tmp_path, fakes.walled_garden(), tester="T. Ester", build="12.3.0"))
    for needed in ("T. Ester", "12.3.0", "not given", "+08:00", "2026-03-13 0011223344556677"):
        assert needed in page.words


def test_an_empty_run_makes_a_page(tmp_path):
    assert "walled-garden" in Page(made(tmp_path, [], tally=Tally())).words


def test_a_large_run_streams(tmp_path):
    path = tmp_path / "large.html"
    few, many = peaks("html", path, 50, 300)
    assert path.stat().st_size > 900_000
    assert many - few < 300_000
    assert path.read_text("utf-8").count('<details class="r ') == 300


def test_raw_exchanges_stop_at_the_budget(tmp_path):
    body = b"x" * 1_500
    huge = fakes.exchange("https://h.example/", 200, body)
    rows = [
        fakes.result(
            GIVEN, fakes.blocked(GIVEN, fakes.BEFORE).verdict, fakes.evidence(GIVEN, exchanges=(huge,) * 30)
        )
    ]
    source = made(tmp_path, rows * 200)
    assert source.count("x" * 1_500) < html.RAW_BUDGET / 1_500
    assert "left out here" in source


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_page_reads_as_it_did(tmp_path, language):
    rows = [*fakes.walled_garden(), fakes.everything_seen(GIVEN)]
    page = Page(made(tmp_path, rows, language))
    found = "\n".join(line for text in page.text for line in (" ".join(text.split()),) if line) + "\n"
    assert found == reference(f"report/walled-garden.{language}.txt", found)


def test_an_order_is_told_in_the_line_and_in_a_section_of_its_own(tmp_path):
    page = Page(made(tmp_path, [orders.paid(landed="https://shop.example/done"), orders.walled_off()]))
    text = [line for each in page.text if (line := " ".join(each.split()))]
    assert "Order: paid (SUCCESS) · ¥12.34 · back in the same tab" in text
    assert text.count("Payment") == 2
    way = text[text.index("Payment") :]
    stages = ["WeChat shows the order", "The payer pays", "The merchant asks: paid (SUCCESS)"]
    assert [line for line in way[:12] if line in stages] == stages
    assert [attrs["class"] for attrs in page.all("li") if attrs.get("class") in {"came", "missed"}].count(
        "missed"
    ) == 2
    assert "Payment" not in Page(made(tmp_path, fakes.walled_garden())).text


def test_hostile_words_of_an_order_stay_text(tmp_path):
    nasty = orders.paid(landed=fakes.HOSTILE_TEXT)
    page = Page(made(tmp_path, [nasty]))
    assert len([tag for tag, _ in page.elements if tag in {"img", "script"}]) == 2
