import re
from itertools import combinations, product
from pathlib import Path

import pytest

from linktester.model.citation import Confidence, Gate, RuleKind
from linktester.model.errors import InputErrors
from linktester.model.pack import Decision, Rule
from linktester.model.zone import day_of
from linktester.policy import Packs, decide, events, load
from linktester.policy.dates import span_days
from linktester.policy.files import Text
from linktester.policy.load import load_texts
from tests.fakes.packs import CLASSES, SOURCES, VOCABULARY, pack_text, question, rule, seen, team_text, world


@pytest.fixture(scope="module")
def shipped() -> Packs:
    return load()


def mistakes(*texts: Text) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        load_texts(texts, classes=Text("packs/classes.toml", CLASSES), vocabulary=VOCABULARY)
    return [
        f"{problem.place.file}:{problem.place.line} {problem.message.code}"
        for problem in caught.value.problems
    ]


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    found = mistakes(
        Text(
            "events.toml",
            SOURCES + '\n[[event]]\nid = "EV-1"\ndate = "2021"\ntitle = "again"\ntitle_zh = "又"\n',
        ),
        Text(
            "packs/wechat/a.toml", pack_text([rule("a", "opens", "2021-11-29"), rule("b", "open", "never")])
        ),
        Text("packs/qq/b.toml", pack_text([rule("a", "open", "2021-11-29")])),
        Text("packs/wechat/c.toml", "[[rule]\n"),
        Text("packs/wechat/d.toml", 'platform = "wechat"\nversion = "new"\ncolour = 1\nsurfaces = ["x"]\n'),
    )
    assert found == [
        "packs/wechat/c.toml:1 toml.syntax",
        "events.toml:18 policy.duplicate-id",
        "packs/wechat/a.toml:9 policy.unknown-effect",
        "packs/wechat/a.toml:21 policy.bad-date",
        "packs/qq/b.toml:1 policy.wrong-folder",
        "packs/wechat/d.toml:3 toml.unknown-key",
        "packs/wechat/d.toml:4 policy.unknown-surface",
        "packs/wechat/d.toml:2 policy.bad-version",
    ]


def test_an_id_is_taken_once_over_all_packs() -> None:
    found = mistakes(
        Text("events.toml", SOURCES),
        Text("packs/wechat/a.toml", pack_text([rule("a", "open", "2021-11-29")])),
        Text("ours/a.toml", team_text([seen("a", "open", "2022-01-01", confidence="T")]), "ours"),
    )
    assert [one.rpartition(" ")[2] for one in found] == ["policy.duplicate-id"]


def test_broken_classes_are_told_too() -> None:
    with pytest.raises(InputErrors) as caught:
        load_texts([], classes=Text("packs/classes.toml", "[[class]]\n"), vocabulary=VOCABULARY)
    assert {problem.message.code for problem in caught.value.problems} == {"toml.missing-key"}


def test_a_teams_folder_overrides_a_shipped_cell_visibly(tmp_path: Path) -> None:
    folder = tmp_path / "our-phones"
    folder.mkdir()
    mine = seen("t", "block-page", "2026-10-01", confidence="T", id="our.group.TB")
    (folder / "group.toml").write_text(team_text([{**mine, "surfaces": ["group"]}]), encoding="utf-8")
    asked, spec = question(surface="group"), world("2026-11-22")
    before, after = decide(load(), asked, spec), decide(load((folder,)), asked, spec)
    assert isinstance(before, Decision)
    assert isinstance(after, Decision)
    assert (before.effect, after.effect) == ("open", "block-page")
    assert after.citation.pack == "our-phones/wechat"
    assert after.citation.confidence is Confidence.TEAM
    assert before.citation.rule in after.superseded
    stale = decide(load((folder,), stale_after_days=10), asked, spec)
    assert isinstance(stale, Decision)
    assert stale.effect == "open"


def test_a_teams_references_do_not_touch_the_shipped_ones() -> None:
    ours = team_text([]) + '\n[references]\npaper = "elsewhere.example"\n'
    texts = [Text("events.toml", SOURCES), Text("ours/a.toml", ours, "ours")]
    found = load_texts(texts, classes=Text("c", CLASSES), vocabulary=VOCABULARY)
    assert found.sources["EV-1"].references == ("paper: paper.example/1",)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        load((tmp_path / "none",))
    assert [problem.message.code for problem in caught.value.problems] == ["policy.no-pack"]


def test_the_shipped_packs_load(shipped: Packs) -> None:
    assert len(shipped.rules) >= 150
    assert all(rule.sources for rule in shipped.rules.values())
    assert all(pack.surfaces or name in {"zhihu", "csdn", "juejin"} for name, pack in shipped.packs.items())


def test_a_shipped_change_begins_when_its_event_does(shipped: Packs) -> None:
    astray = []
    for one in shipped.rules.values():
        if one.kind is RuleKind.CHANGE:
            spans = [span_days(source.date) for source in one.sources if source.id.startswith("EV-")]
            if not any(span and span[0] <= day_of(one.valid_from) <= span[1] for span in spans):
                astray.append(one.id)
    exceptions = {
        "taobao.checkout.wechatpay.2024-09-12",
        "tmall.checkout.wechatpay.2024-09-12",
        "wechat.mini-program.unionpay.2021-11",
    }
    assert set(astray) - exceptions == set()


def test_every_reference_of_a_source_is_known(shipped: Packs) -> None:
    bare = re.compile(r"[a-z0-9-]+")
    unknown = [
        (source.id, reference)
        for source in shipped.sources.values()
        for reference in source.references
        if bare.fullmatch(reference)
    ]
    assert unknown == []


def test_every_source_has_somebody_who_said_it(shipped: Packs) -> None:
    assert [source.id for source in shipped.sources.values() if not source.references] == []


def test_every_source_and_note_is_there_in_chinese(shipped: Packs) -> None:
    han = re.compile("[\u4e00-\u9fff]")
    silent = [source.id for source in shipped.sources.values() if not han.search(source.title_zh)]
    silent += [one.id for one in shipped.rules.values() if one.note and not han.search(one.note_zh)]
    assert silent == []


def test_no_two_sources_share_a_title(shipped: Packs) -> None:
    titles = [source.title_zh for source in shipped.sources.values()]
    assert len(set(titles)) == len(titles)


def test_a_figure_in_a_title_stands_in_both_languages(shipped: Packs) -> None:
    def figures(text: str) -> set[str]:
        return set(re.findall(r"\d+(?:\.\d+)*", text.replace("1:1", "")))

    apart = {
        source.id: (source.title, source.title_zh)
        for source in shipped.sources.values()
        if not figures(source.title) <= figures(source.title_zh)
    }
    assert apart == {}


def test_events_are_told_in_the_order_of_time() -> None:
    dates = [source.date for name, source in events().items() if name.startswith("EV-")]
    assert len(dates) >= 58
    assert [date[:4] for date in dates] == sorted(date[:4] for date in dates)


DIMENSIONS = ("surfaces", "entries", "classes", "families", "targets", "contents", "os", "filed")


def apart(one: Rule, other: Rule) -> bool:
    """Return whether some dimension that both name keeps two rules from meeting."""
    pairs = [(getattr(one.match, name), getattr(other.match, name)) for name in DIMENSIONS]
    return any(isinstance(a, tuple) and a and b and not set(a) & set(b) for a, b in pairs)


def test_no_two_shipped_rules_contradict_each_other_at_one_moment(shipped: Packs) -> None:
    clashes = [
        (a.rule.id, b.rule.id)
        for name, gate in product(shipped.vocabulary.platforms, Gate)
        for a, b in combinations(shipped.index.of(gate, name), 2)
        if (a.rule.valid_from, a.specificity, a.rule.overlay)
        == (b.rule.valid_from, b.specificity, b.rule.overlay)
        and a.rule.effect != b.rule.effect
        and not apart(a.rule, b.rule)
    ]
    assert clashes == []


def test_a_teams_file_without_rules_is_checked_all_the_same() -> None:
    found = mistakes(
        Text("events.toml", SOURCES),
        Text("ours/a.toml", 'platform = "nobody"\nversion = 7\n', "ours"),
        Text("ours/b.toml", "", "ours"),
        Text("ours/c.toml", '[references]\nkey = "https://example.com/"\n', "ours"),
    )
    assert found == [
        "ours/a.toml:None policy.empty",
        "ours/a.toml:1 policy.unknown-platform",
        "ours/a.toml:2 policy.bad-version",
        "ours/b.toml:None policy.empty",
    ]
