import json

from linktester.cli.resolvelines import Tally, answerer
from linktester.oslinks.appfiles import read_file
from linktester.project.linkcases import link_cases
from linktester.wording import Words
from tests.fakes import appfiles

FILES = (
    read_file(
        "aasa", appfiles.aasa({"/": "/a/*", "?": {"b": "??"}}, {"/": "/x", "exclude": True}), host="a.example"
    ),
    read_file(
        "manifest", appfiles.manifest(appfiles.filtered('<data scheme="https" host="a.example" path="/b"/>'))
    ),
    read_file("assetlinks", appfiles.assetlinks(dynamic=[{"/": "/a*", "?": {"b": "c"}}])),
    read_file("info", appfiles.info("shop")),
)


def test_every_case_holds_when_it_is_asked() -> None:
    made = link_cases(FILES)
    tally = Tally()
    answer = answerer(Words("en"), tally)
    for each in made.cases:
        assert json.loads(answer(json.dumps(each.plain()).encode()))["met"] is True
    assert (tally.met, tally.missed) == (len(made.cases), 0)
    assert {each.kind for each in made.cases} == {"aasa", "intent_filter", "assetlinks"}


def test_ids_are_unique_and_no_rule_is_left_out() -> None:
    made = link_cases([*FILES, *FILES])
    ids = [each.id for each in made.cases]
    assert len(ids) == len(set(ids))
    assert made.left_out == ()


def test_rules_that_no_link_reaches_are_named() -> None:
    made = link_cases([read_file("aasa", appfiles.aasa({"/": "/$(nobody)"}))])
    assert made.cases == ()
    assert made.left_out == ("aasa applinks.details[0].components[0]",)
