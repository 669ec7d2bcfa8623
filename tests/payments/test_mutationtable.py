"""The table of mutations hangs together."""

import re

from linktester.payments.mutationtable import Deed, Way, plans, table
from linktester.payments.standards import standards
from linktester.wording import table as words


def test_every_standard_has_mutations() -> None:
    assert plans().keys() == standards().keys()


def test_names_are_unique_and_titled_in_both_languages() -> None:
    names = [plan.name for plan in table().mutation]
    assert len(names) == len(set(names))
    for plan in table().mutation:
        assert plan.title.keys() == plan.note.keys() == {"en", "zh_CN"}, plan.name


def test_what_has_to_be_found_has_words() -> None:
    known = {code.partition(".")[2] for code in words("en")}
    for plan in table().mutation:
        for way in plan.way:
            assert way.expected, plan.name
            assert known >= {*way.expected, *way.also}, plan.name


def test_a_way_that_touches_a_field_names_it() -> None:
    free = {Deed.CUT, Deed.APPEND, Deed.REPLACE, Deed.LINE_ENDS}
    for plan in table().mutation:
        for way in plan.way:
            assert way.spot or way.do in free | {Deed.INSERT}, plan.name
            assert not (way.spot and way.do in free), plan.name


def test_patterns_compile() -> None:
    patterns = [
        pattern
        for plan in table().mutation
        for way in plan.way
        for pattern in (way.only, *way.needs.values())
    ]
    assert [pattern for pattern in patterns if re.compile(pattern).groups > 1] == []


def test_a_value_has_to_fit_the_pattern_as_a_whole() -> None:
    way = Way(standards=(), do=Deed.VALUE, expected=(), only="[0-9]+")
    assert way.fits("12")
    assert not way.fits("12a")
