import pytest

from linktester.model.message import message
from linktester.model.run import NotApplicable, Tally
from linktester.report.phrases import Phrases
from linktester.report.scope import Scope
from linktester.report.summary import Read, lines
from linktester.wording import LANGUAGES, Words
from tests.fakes import results as fakes

ENGLISH = Phrases(Words("en"))
ROWS = fakes.walled_garden()


def made(phrases=ENGLISH, tally=None, read=None, **head):
    given = tally or fakes.tally(ROWS)
    return list(lines(fakes.head(26, **head), given, read or Read(total=26), phrases))


def values(found) -> dict[str, object]:
    return {line.label: line.value for line in found if line.label and not line.heading}


def test_the_head_tells_what_the_run_was():
    told = values(made())
    assert told["Basis"] == "simulated"
    assert told["Run"] == "20261122-104501-3f9a"
    assert told["Started"] == "2026-11-22 10:45:01 +08:00"
    assert told["Time zone"] == "+08:00"
    assert told["Made by"] == "linktester 0.1.0"
    assert told["wechat"] == "2026-03-13 0011223344556677"


def test_verdicts_horizon_and_expectations_are_counted():
    told = values(made())
    assert (told["honored"], told["rewritten"], told["blocked"], told["inconclusive"]) == (9, 2, 9, 6)
    assert (told["evidenced"], told["carried"], told["inferred"], told["unknown"]) == (12, 8, 0, 6)
    assert (told["as expected"], told["differs"], told["nothing expected"]) == (2, 1, 23)
    assert (told["no evidence"], told["sources disagree"], told["our fault"]) == (3, 2, 1)


def test_faults_of_ours_are_told():
    notes = " ".join(line.note for line in made(tally=Tally(faults=2, disagreements=3)))
    assert "our own side broke: 2" in notes
    assert "Emulator and verdict disagree: 3" in notes


def test_a_run_that_broke_off_says_so():
    (line,) = [line for line in made(read=Read(total=20)) if line.label == "Results"]
    assert (line.value, line.note) == (20, "of 26 planned; the run did not finish")


def test_who_ran_what_on_what_is_told_and_what_is_not_known_too():
    told = values(made(tester="T. Ester", build="12.3.0"))
    assert (told["Tester"], told["Build under test"], told["Device"]) == ("T. Ester", "12.3.0", "not given")


def test_a_part_of_a_run_says_so_at_the_top_and_does_not_look_unfinished():
    found = made(read=Read(total=3, scope=Scope(filter="host:qq", of=26)))
    assert (found[1].label, found[1].heading) == ("3 of 26 results, chosen by: host:qq", True)
    assert not [line for line in found if "did not finish" in line.note]
    assert [line.label for line in made()][1] == "Basis"


def test_statuses_are_counted_apart_from_verdicts():
    found = made(read=Read(total=26, statuses={"failed": 2, "none": 24}))
    told = values(found)
    assert [told[word] for word in ("passed", "failed", "not executable", "skipped", "no status")] == [
        0,
        2,
        0,
        0,
        24,
    ]
    (heading,) = [line for line in found if line.label == "Statuses set by people"]
    assert "never changes it" in heading.note


def test_what_does_not_fit_is_counted():
    assert values(made(read=Read(total=26, missing=7)))["Results that do not fit"] == 7
    assert "Results that do not fit" not in values(made())


def test_combinations_that_cannot_be_are_counted_with_their_reason():
    (line,) = [line for line in made() if line.label == "Combinations not applicable"]
    assert (line.value, line.note) == (4, "the sources contradict each other")


def test_a_run_without_packs_lists_none():
    assert "Rules used" not in [line.label for line in made(packs={})]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_spelled_out(language):
    nasty = fakes.HOSTILE_TEXT
    phrases = Phrases(Words(language))
    skipped = (NotApplicable(message("gone.code", text=nasty), 1),)
    found = made(phrases, name=nasty, suites=(nasty,), packs={nasty: nasty}, not_applicable=skipped)
    shown = [text for line in found for text in (line.label, str(line.value), line.note)]
    assert sum(r"\u202egnp.exe" in text for text in shown) == 5
    assert not any("\u202e" in text or "\ud800" in text for text in shown)
