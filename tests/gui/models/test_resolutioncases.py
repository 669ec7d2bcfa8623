from dataclasses import replace

import pytest

from linktester.gui.models.resolutioncases import MOST, cases
from linktester.model.errors import InputErrors
from tests.fakes import linkfiles as fakes


def test_the_link_is_tried_by_the_system_and_in_apps():
    (case,) = cases(fakes.asked()).cases
    assert case.link.text == fakes.URL
    assert {"browser", "camera", "wechat"} <= {stand.host for stand in case.stands}


def test_rules_give_what_they_take_and_barely_miss():
    made = cases(fakes.asked(fakes.aasa())).cases
    texts = [each.link.text for each in made]
    assert texts[0] == fakes.URL
    assert len(texts) == len(set(texts)) > 2
    assert all(text.startswith("https://shop.example/") for text in texts)
    assert all(each.title for each in made[1:])


def test_files_of_other_hosts_give_none():
    assert len(cases(fakes.asked(replace(fakes.aasa(), host="other.example"))).cases) == 1


def test_more_than_a_few_are_counted():
    rules = tuple({"/": f"/r{number}/*"} for number in range(MOST))
    made = cases(fakes.asked(fakes.aasa(rules=rules)))
    assert len(made.cases) == MOST + 1
    assert made.left_out > 0


def test_what_is_no_link_is_refused():
    with pytest.raises(InputErrors):
        cases(fakes.asked(url="no link at all"))
