"""The tables of schemes: complete, and true to what they name."""

import re

import pytest

from linktester.payments.emv.profile import EMVCO, Profile, expanded, profiles
from linktester.payments.emv.rules import Check
from linktester.payments.standards import standards

ALL = tuple(profiles().values())
NAMES = [each.standard for each in ALL]
PATH = re.compile(r"(@|[0-9]{2}(-[0-9]{2})?)(/[0-9]{2}(-[0-9]{2})?)*")


def test_every_standard_of_the_codec_has_a_profile() -> None:
    assert set(profiles()) == {each.id for each in standards().values() if each.codec == "emv"}


def test_ranges() -> None:
    assert expanded("26-28/01") == ("26/01", "27/01", "28/01")
    assert expanded("62/12-13") == ("62/12", "62/13")
    assert expanded("@/01") == ("@/01",)
    assert expanded("00") == ("00",)


@pytest.mark.parametrize("profile", ALL, ids=NAMES)
def test_paths_are_paths(profile: Profile) -> None:
    written = [rule.path for rule in profile.object]
    written += [*profile.fixed, *(path for paths in profile.given.values() for path in paths)]
    written += [entry.path for entry in profile.form if entry.path]
    written += [
        each.partition("@")[2] for each in (*profile.relaxes, *profile.warns) if not each.endswith("@")
    ]
    assert [path for path in written if not PATH.fullmatch(path)] == []


@pytest.mark.parametrize("profile", ALL, ids=NAMES)
def test_names_have_titles_in_both_languages(profile: Profile) -> None:
    titles = [(rule.name, rule.title) for rule in profile.object]
    titles += [(entry.name, entry.title) for entry in profile.form]
    titles += [(part.name, part.title) for rule in profile.object for part in rule.parts]
    assert all(title.keys() == {"en", "zh_CN"} for _, title in titles)
    assert all(bool(name) == bool(title["en"]) == bool(title["zh_CN"]) for name, title in titles)


@pytest.mark.parametrize("profile", ALL, ids=NAMES)
def test_words_of_the_tables_are_known_ones(profile: Profile) -> None:
    assert {rule.presence for rule in profile.object} <= {"required", "optional", "forbidden", "reserved"}
    assert {rule.severity for rule in profile.object} <= {"error", "warning"}
    assert [Check(rule).rule for rule in profile.object] == list(profile.object)
    assert {entry.name for entry in profile.form} >= set(profile.given)


def test_national_schemes_have_a_mark_and_a_home() -> None:
    national = [each for each in ALL if each.standard != EMVCO]
    assert all(each.gui and each.home for each in national)
    guis = [gui.lower() for each in national for gui in each.gui]
    assert len(guis) == len(set(guis))


def test_patterns_say_what_they_expect() -> None:
    silent = [
        (each.standard, rule.path)
        for each in ALL
        for rule in each.object
        if rule.pattern and not rule.expected
    ]
    assert silent == []
