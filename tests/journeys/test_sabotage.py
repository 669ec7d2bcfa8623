"""Sabotage must show through the real emulator: rules, pages and sites are tampered with, words do not count.

`sabotage-live.tsv` is the confusion matrix: what each sabotage makes of which verdict. Print it anew with
`python -m tests.journeys.test_sabotage`.
"""

import sys
import tempfile
from pathlib import Path

import pytest

from linktester.send import EmulatorProcess
from tests.fakes.live_sabotage import Outcome, deleted_rules, faulty, flipped_rules, tampered
from tests.fakes.spoilt_pages import spoilt_sites, spoilt_templates, spoilt_worlds

pytestmark = pytest.mark.journey

COMMITTED = Path(__file__).with_name("sabotage-live.tsv")
HEADER = "\t".join(("sabotage", "before", "after", "disagreement"))
RULES = ("flip", "delete")
PAGES = ("fault", "wording", "site", "page")
NOTHING_TO_SEE = frozenset(
    {
        "flip/page-link-in-chat/open",
        "flip/page-link-through-a-redirect-page/wrap",
        "flip/receiving-site/open",
        "flip/scheme-in-the-web-view/swallow",
        "flip/token/text-only",
        "flip/checkout/offered",
        "flip/scanner/accept",
    }
)
"""The scene's own effect: nothing is flipped."""
UNDERSTOOD = {
    "site/site-redirects-elsewhere": "a link of anybody's site means what the site makes of it: the neutral "
    "browser ends at the same other page, and redirects never decide",
}
"""Where the judge has the better argument than the list of scenes."""


def spoilt_rules(emulator: EmulatorProcess) -> list[Outcome]:
    return tampered(emulator, [*flipped_rules(), *deleted_rules()])


def spoilt_pages(emulator: EmulatorProcess) -> list[Outcome]:
    worlds = faulty(emulator, [*spoilt_worlds(), *spoilt_sites()])
    return [*worlds, *tampered(emulator, spoilt_templates())]


def test_a_rule_flipped_or_taken_away_shows(emulator: EmulatorProcess) -> None:
    outcomes = spoilt_rules(emulator)
    as_expected(outcomes)
    hidden = {each.sabotage.id for each in outcomes if not each.shows}
    assert hidden == NOTHING_TO_SEE
    as_committed(outcomes, RULES)


def test_pages_and_sites_tampered_with_show_and_their_words_do_not(emulator: EmulatorProcess) -> None:
    outcomes = spoilt_pages(emulator)
    as_expected(outcomes)
    hidden = {each.sabotage.id for each in outcomes if not each.shows}
    assert hidden - UNDERSTOOD.keys() == {
        each.sabotage.id for each in outcomes if each.sabotage.id.startswith("wording/")
    }
    as_committed(outcomes, PAGES)


def as_expected(outcomes: list[Outcome]) -> None:
    differing = [
        said for each in outcomes if each.sabotage.id not in UNDERSTOOD for said in each.differences()
    ]
    assert not differing, "\n".join(differing)


def as_committed(outcomes: list[Outcome], kinds: tuple[str, ...]) -> None:
    lines = COMMITTED.read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEADER
    assert [line for line in lines[1:] if line.startswith(kinds)] == [each.line() for each in outcomes]


def main() -> None:
    """Print the matrix."""
    with tempfile.TemporaryDirectory() as folder, EmulatorProcess(Path(folder)) as emulator:
        outcomes = [*spoilt_rules(emulator), *spoilt_pages(emulator)]
    sys.stdout.write("".join(f"{line}\n" for line in (HEADER, *(each.line() for each in outcomes))))


if __name__ == "__main__":
    main()
