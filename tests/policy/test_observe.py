import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.citation import Confidence, Gate
from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.pack import Decision
from linktester.policy import Packs, decide, load
from linktester.policy.files import MAX_BYTES
from linktester.policy.observe import forget, record
from tests.fakes.packs import applied, question, world
from tests.fakes.sightings import DAY, sighting

GROUP = question(surface="group")
TODAY = DAY.isoformat()
OTHERS = """# Rules of ours, by hand.
platform = "wechat"   # do not move
version = "2026-01-01"

[[observation]]
id = "OB-OURS"
date = "2026-01-01"
title = "seen"

[[rule]]
id = "ours.1"
kind = "observation"
surfaces = ["moments"]
effect = "swallow"
confidence = "T"
from = "2026-01-01"
sources = ["OB-OURS"]
# the end"""


def codes(caught: pytest.ExceptionInfo[InputErrors]) -> list[str]:
    return [problem.message.code for problem in caught.value.problems]


def decided(packs: Packs, date: str = TODAY, asked=GROUP) -> Decision:
    found = decide(packs, asked, world(date))
    assert isinstance(found, Decision)
    return found


def test_what_was_seen_answers_from_then_on_and_visibly(tmp_path: Path) -> None:
    folder = tmp_path / "our-phones"
    before = decided(load())
    made = record(folder, sighting(note="after the update"))
    assert made.file == folder / "wechat.toml"
    after = decided(load((folder,)))
    assert (before.effect, after.effect) == ("open", "block-page")
    assert after.citation.pack == "our-phones/wechat"
    assert after.citation.confidence is Confidence.TEAM
    assert after.citation.rule == made.rule
    assert [source.id for source in after.citation.sources] == [made.observation]
    assert after.citation.note == "after the update"
    assert not after.citation.carried
    assert before.citation.rule in after.superseded
    assert decided(load((folder,)), "2026-11-21").citation == before.citation


def test_a_sighting_goes_for_its_whole_day_and_nothing_but_its_place(tmp_path: Path) -> None:
    packs = load((record(tmp_path / "p", sighting()).file.parent,))
    assert applied(packs, "2026-11-22T00:00:00+08:00", asked=GROUP) == "block-page"
    assert applied(packs, "2026-11-21T23:59:59+08:00", asked=GROUP) == "open"
    for elsewhere in ({"surface": "chat"}, {"os": "ios", "surface": "group"}, {"family": "jd-item"}):
        found = decide(packs, question(**elsewhere), world(TODAY))
        assert not isinstance(found, Decision) or found.citation.confidence is not Confidence.TEAM


def test_it_goes_stale(tmp_path: Path) -> None:
    packs = load((record(tmp_path / "p", sighting()).file.parent,))
    assert applied(packs, (DAY + timedelta(days=180)).isoformat(), asked=GROUP) == "block-page"
    assert applied(packs, (DAY + timedelta(days=181)).isoformat(), asked=GROUP) == "open"


def test_the_later_word_of_a_day_holds(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    said = [
        ("BLOCKED", {}),
        ("HONORED", {}),
        ("HONORED", {"family": None, "link_class": "TB"}),
        ("BLOCKED", {}),
    ]
    for outcome, links in said:
        made = record(folder, sighting(outcome=outcome, **links))
        found = decided(load((folder,)))
        assert (found.citation.rule, found.effect) == (made.rule, made.effect)


def test_a_client_bounds_what_is_said(tmp_path: Path) -> None:
    newest = load((record(tmp_path / "a", sighting(client="8.0.50")).file.parent,))
    effects = [
        applied(newest, TODAY, asked=question(client, surface="group"))
        for client in ("8.0.49", "8.0.50", None)
    ]
    assert effects == ["open", "block-page", "block-page"]
    alone = load((record(tmp_path / "b", sighting(client="8.0.50", newest=False)).file.parent,))
    effects = [
        applied(alone, TODAY, asked=question(client, surface="group"))
        for client in ("8.0.50", "8.0.51", None)
    ]
    assert effects == ["block-page", "open", "open"]


def test_what_the_target_does_stands_in_the_targets_file(tmp_path: Path) -> None:
    made = record(tmp_path / "p", sighting(outcome="REWRITTEN", by="target", target="taobao"))
    assert made.file.name == "taobao.toml"
    found = decided(load((tmp_path / "p",)), asked=question(surface="group", gate=Gate.TARGET))
    assert (found.effect, found.citation.confidence) == ("install-page", Confidence.TEAM)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_other_text_stays_octet_for_octet_and_undo_gives_it_back(tmp_path: Path, end: str, mark: str) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    text = (mark + OTHERS + "\n").replace("\n", end).encode()
    (folder / "wechat.toml").write_bytes(text)
    first, second = record(folder, sighting()), record(folder, sighting(outcome="HONORED"))
    assert first.file.read_bytes().startswith(text)
    assert forget(folder, first.observation) == first.file
    assert decided(load((folder,))).citation.rule == second.rule
    forget(folder, second.observation)
    assert first.file.read_bytes() == text


def test_a_last_line_without_end_is_ended_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "wechat.toml").write_text(OTHERS, encoding="utf-8")
    record(folder, sighting())
    assert (folder / "wechat.toml").read_text(encoding="utf-8").startswith(OTHERS + "\n\n[[observation]]\n")


def test_undoing_the_only_sighting_leaves_nothing_that_would_not_load(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    forget(folder, record(folder, sighting()).observation)
    assert not folder.exists()


def test_undoing_leaves_what_people_added(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    made = record(folder, sighting())
    text = made.file.read_text(encoding="utf-8").replace("version", "# a word of ours\nversion")
    made.file.write_text(text, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        forget(folder, made.observation)
    assert codes(caught) == ["policy.empty"]
    assert made.file.read_text(encoding="utf-8") == text


def test_what_something_else_rests_on_is_not_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    made = record(folder, sighting())
    more = (
        OTHERS[OTHERS.index("[[observation]]") :]
        .replace("ours.1", "ours.2")
        .replace('["OB-OURS"]', f'["OB-OURS", "{made.observation}"]')
    )
    text = made.file.read_text(encoding="utf-8") + "\n" + more + "\n"
    made.file.write_text(text, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        forget(folder, made.observation)
    assert codes(caught) == ["policy.unknown-source"]
    assert made.file.read_text(encoding="utf-8") == text


def test_what_only_a_person_can_edit_is_left_to_them(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('observation = [{ id = "OB-X", date = "2026", title = "x" }]\n')
    with pytest.raises(InputErrors) as caught:
        forget(tmp_path, "OB-X")
    assert codes(caught) == ["observe.by-hand"]


def test_what_is_not_there_cannot_be_forgotten(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        with pytest.raises(InputErrors) as caught:
            forget(folder, "OB-X")
        assert codes(caught) == ["observe.no-such-observation"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"outcome": "INCONCLUSIVE"}, "observe.no-effect"),
        ({"outcome": "REWRITTEN", "by": "target"}, "observe.no-target"),
        ({"host": "../../etc/passwd"}, "policy.unknown-platform"),
        ({"family": "no-such-family"}, "policy.unknown-family"),
        ({"surface": "nowhere"}, "policy.unknown-surface"),
        ({"family": None, "link_class": "ZZ"}, "policy.unknown-class"),
        ({"target": "nobody"}, "policy.unknown-platform"),
        ({"client": "newest"}, "policy.bad-client"),
        ({"tester": "\ud800"}, "observe.not-writable"),
        ({"note": "x" * 5_000}, "observe.too-long"),
        ({"link_class": "TB"}, "observe.which-links"),
        ({"screenshot": "screenshot.png"}, "observe.bad-hash"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_written(tmp_path: Path, wrong, code: str) -> None:
    with pytest.raises(InputErrors) as caught:
        record(tmp_path / "p", sighting(**wrong))
    assert codes(caught) == [code]
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("wechat.toml", 'platform = "qq"\nversion = "2026-01-01"\n[references]\na = "b"\n', "other-platform"),
        ("other.toml", "[[rule\n", "toml."),
        ("wechat.toml", OTHERS + "\n# " + "x" * MAX_BYTES, "policy.file-too-big"),
        ("wechat.toml", OTHERS + "\n# " + "x" * (MAX_BYTES - len(OTHERS) - 10), "policy.file-too-big"),
    ],
)
def test_a_pack_that_would_not_load_is_left_as_it_is(tmp_path: Path, name: str, text: str, code: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        record(tmp_path, sighting())
    assert all(code in one for one in codes(caught))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == text


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "p").write_text(OTHERS, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        record(tmp_path / "p", sighting())
    assert codes(caught) == ["observe.no-folder"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as caught:
        record(tmp_path / "file" / "p", sighting())
    assert caught.value.message.code == "observe.unwritable"


any_text = st.text(st.characters() | st.sampled_from("\"'\\\n\r\x00\x1b\u202e\ud800"), max_size=30)


@settings(max_examples=12, deadline=None)
@given(tester=any_text, device=any_text, note=any_text)
def test_any_text_is_recorded_as_it_is_or_refused(
    tmp_path_factory, tester: str, device: str, note: str
) -> None:
    folder = tmp_path_factory.mktemp("any") / "p"
    try:
        made = record(folder, sighting(tester=tester, device=device, note=note))
    except InputErrors as refused:
        assert {one.message.code for one in refused.problems} == {"observe.not-writable"}
        assert not folder.exists()
    else:
        assert decided(load((folder,))).citation.note == note
        forget(folder, made.observation)
        assert not folder.exists()


def one_of_many(folder: Path, number: int) -> str:
    return record(folder, sighting(tester=f"tester {number}")).observation


def test_many_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    with ProcessPoolExecutor(3, multiprocessing.get_context("spawn")) as processes:
        made = list(processes.map(one_of_many, [folder] * 12, range(12)))
    packs = load((folder,))
    assert len(set(made)) == 12
    assert set(made) <= packs.sources.keys()
    begun = [rule.valid_from for rule in packs.rules.values() if rule.confidence is Confidence.TEAM]
    assert len(set(begun)) == 12
    assert {moment.astimezone(UTC).date() for moment in begun} == {datetime(2026, 11, 21, tzinfo=UTC).date()}
