from dataclasses import replace

import pytest

from linktester.model.case import Stand, Suite
from linktester.model.errors import InputErrors
from linktester.model.link import Content
from linktester.model.phone import OS
from linktester.project import SiteForm, head_of, with_head
from linktester.project.forms import StandForm
from linktester.project.suitefile import read
from tests.fakes.desks import TEXT

SUITE = read(TEXT + '\n[[site]]\nhost = "own.example.com"\ncontent = "article"\n', "hand.toml")


def faults(form, suite=SUITE):
    with pytest.raises(InputErrors) as caught:
        with_head(suite, form)
    return {problem.place.path: problem.message.code for problem in caught.value.problems}


def test_a_head_as_it_was_changes_nothing() -> None:
    assert with_head(SUITE, head_of(SUITE)) == SUITE


def test_an_empty_suite_has_a_form_too() -> None:
    bare = Suite(name="bare")
    assert with_head(bare, head_of(bare)) == bare


def test_axes_and_names_are_taken_over() -> None:
    form = replace(
        head_of(SUITE),
        name="other",
        title="Other",
        stands=(StandForm("qq", "group"),),
        os=("ios",),
        clients=("8.0.13",),
        dates=("2022-01-01",),
    )
    changed = with_head(SUITE, form)
    assert (changed.name, changed.title) == ("other", "Other")
    assert changed.matrix.stands == (Stand("qq", "group"),)
    assert changed.matrix.os == (OS.IOS,)
    assert changed.matrix.clients == ("8.0.13",)
    assert [date.year for date in changed.matrix.dates] == [2022]
    assert changed.cases == SUITE.cases


def test_every_mistake_stands_at_its_field() -> None:
    form = replace(
        head_of(SUITE),
        stands=(StandForm("wechat", "balcony"),),
        dates=("now", "2021-13-01"),
        clients=("new",),
        sites=(SiteForm(host="https://x"), SiteForm(host="a.example", status="abc")),
    )
    assert faults(form) == {
        "at[0].surface": "suite.not-allowed",
        "dates[1]": "suite.bad-date",
        "clients[0]": "suite.bad-client",
        "site[0].host": "suite.bad-site-host",
        "site[1].status": "suite.wrong-type",
    }


def test_a_stand_in_without_a_host_is_a_mistake() -> None:
    assert faults(replace(head_of(SUITE), sites=(SiteForm(),))) == {"site[0]": "suite.missing-key"}


def test_default_places_stay_while_cases_rely_on_them() -> None:
    assert faults(replace(head_of(SUITE), stands=())) == {"at": "project.places-needed"}


def test_a_host_stands_for_itself_once() -> None:
    form = replace(head_of(SUITE), sites=(SiteForm(host="a.example"), SiteForm(host="A.example")))
    assert faults(form) == {"site[1].host": "project.same-host"}


def test_links_are_read_anew_with_the_stand_ins() -> None:
    text = TEXT + '\n[[case]]\nid = "own"\nlink = "https://own.example.com/a"\n'
    suite = read(text, "x.toml")
    form = replace(head_of(suite), sites=(SiteForm(host="own.example.com", content="video"),))
    assert with_head(suite, form).cases[-1].link.content is Content.VIDEO
