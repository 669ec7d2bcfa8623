import pytest

from linktester.model.errors import InputErrors, Place
from linktester.model.link import Content, Intent
from linktester.model.world import Site
from linktester.suite.cases import link_of, read_case
from linktester.suite.fields import Fields, Notes


def reading(variables=None, sites=(), **values):
    notes = Notes(lambda path: Place("s.toml", 1, path))
    case = read_case(
        Fields({"id": "a", **values}, "case[0]", notes), variables or {}, sites, has_default_place=True
    )
    return case, [(problem.place.path, problem.message.code) for problem in notes.problems]


def test_a_family_with_its_fields_builds_the_link():
    case, problems = reading({"item": "77"}, family="taobao-item", fields={"id": "${item}"})
    assert problems == []
    assert (case.link.family, case.link.identity.params) == ("taobao-item", {"id": "77"})


@pytest.mark.parametrize(
    ("values", "key"), [({"id": "no number"}, "id"), ({"id": "1", "colour": "red"}, "colour")]
)
def test_wrong_fields_are_told_at_their_keys(values, key):
    case, problems = reading(family="taobao-item", fields=values)
    assert case is None
    assert [path for path, _ in problems] == [f"case[0].fields.{key}"]


def test_intent_and_content_go_before_those_of_the_family():
    case, _ = reading(link="https://item.taobao.com/item.htm?id=1", intent="app", content="campaign")
    assert (case.intent, case.link.intent, case.link.content) == (Intent.APP, Intent.APP, Content.CAMPAIGN)
    built, _ = reading(family="taobao-item", fields={"id": 1}, intent="app", content="campaign")
    assert (built.link.intent, built.link.content) == (Intent.APP, Content.CAMPAIGN)


def test_a_stand_in_tells_whose_link_it_is():
    site = Site(host="shop.example.com", owner="taobao", content=Content.E_COMMERCE)
    case, _ = reading(sites=(site,), link="https://shop.example.com/")
    assert (case.link.target, case.link.content) == ("taobao", Content.E_COMMERCE)


def test_a_link_its_family_refuses_raises_all_its_errors():
    with pytest.raises(InputErrors) as caught:
        link_of("https://mp.weixin.qq.com/s/Ab%C3%A9", None, None, ())
    assert [problem.message.code for problem in caught.value.problems] == ["links.field-charset"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\nb"])
def test_an_id_is_short_and_printable(name):
    assert reading(id=name, link="https://example.com/") == (None, [("case[0].id", "suite.bad-id")])
