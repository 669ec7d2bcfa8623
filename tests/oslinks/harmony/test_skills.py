import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.harmony import Asked, Skill, SkillUri, Want, module, tried
from linktester.oslinks.harmony.skills import BROWSABLE, VIEW_DATA, compared, place
from linktester.oslinks.trace import Tried
from tests.fakes.oslinkvectors import UriVector, uris


def skill(*elements: dict[str, str], **fields: object) -> Skill:
    made = {"actions": [VIEW_DATA], "uris": list(elements), **fields}
    return module({"module": {"abilities": [{"skills": [made]}]}}).skills[0]


def looked_at(one: Skill, want: Want) -> list[Tried]:
    return list(tried(one, Asked(want)))


@pytest.mark.parametrize("vector", uris(), ids=repr)
def test_uris_are_matched_as_the_system_does(vector: UriVector) -> None:
    found = looked_at(skill(vector.uri), Want(vector.want))
    assert any(each.matched for each in found) is vector.matches


@settings(deadline=None, max_examples=300)
@given(path=st.text(alphabet="aB/%é", max_size=10), other=st.text(alphabet="aB/%é", max_size=10))
def test_a_path_matches_exactly_itself(path: str, other: str) -> None:
    if not path:
        return
    one = skill({"scheme": "https", "host": "h.example", "path": path})
    assert looked_at(one, Want(f"https://h.example/{path}"))[0].matched
    assert looked_at(one, Want(f"https://h.example/{other}"))[0].matched is (path == other)


def test_scheme_and_host_are_compared_in_lower_case_without_the_query() -> None:
    assert compared("HTTPS://H.Example/Path?Q#f") == "https://h.example/Path"
    assert compared("WEIXIN:DL") == "weixin:dl"
    assert compared("LINK://") == "link://"


@pytest.mark.parametrize(
    ("fields", "want", "part"),
    [
        ({"actions": []}, Want("https://h.example"), "actions"),
        ({"actions": ["other"]}, Want("https://h.example"), "actions"),
        ({}, Want("https://h.example", entities=(BROWSABLE,)), "entities"),
        ({}, Want("https://h.example", type="text/plain"), "type"),
        ({}, Want("https://h.example", link_feature="pay"), "linkFeature"),
        ({}, Want("http://h.example"), "host"),
    ],
)
def test_a_miss_names_its_part(fields: dict[str, object], want: Want, part: str) -> None:
    found = looked_at(skill({"scheme": "https", "host": "h.example"}, **fields), want)[0]
    assert found.missed is not None
    assert (found.missed.part, found.said.code) == (part, "harmonyrules.part-fails")


def test_an_empty_action_passes_when_the_skill_has_some() -> None:
    assert looked_at(skill({"scheme": "a"}), Want("a://b", action=""))[0].matched


@pytest.mark.parametrize(
    ("offered", "wanted", "held"),
    [
        ("text/*", "text/plain", True),
        ("text/plain", "text/*", True),
        ("*/*", "a/b", True),
        ("a/b", "a/c", False),
    ],
)
def test_types_know_wildcards(offered: str, wanted: str, held: bool) -> None:
    found = looked_at(skill({"scheme": "a", "type": offered}), Want("a://b", type=wanted))
    assert found[0].matched is held


@pytest.mark.parametrize(
    ("expression", "code"),
    [("item(", "harmonyrules.regex-refused"), ("(?=x)", "harmonyrules.regex-not-simulated")],
)
def test_expressions_that_do_not_work_are_told(expression: str, code: str) -> None:
    one = skill({"scheme": "https", "host": "h.example", "pathRegex": expression})
    found = looked_at(one, Want("https://h.example/item"))[0]
    assert (found.matched, found.said.code) == (False, code)


def test_a_skill_without_uris_takes_no_uri() -> None:
    assert not looked_at(Skill("s", (VIEW_DATA,)), Want("a://b"))[0].matched
    assert looked_at(Skill("s", (VIEW_DATA,)), Want(""))[0].matched


def test_app_links_are_verified_browsable_and_viewed() -> None:
    assert Skill("s", (VIEW_DATA,), (BROWSABLE,), (), domain_verify=True).is_app_link
    assert not Skill("s", (VIEW_DATA,), (BROWSABLE,)).is_app_link


def test_places_name_the_element() -> None:
    assert place("module.abilities[0].skills[1]", 2) == "module.abilities[0].skills[1].uris[2]"
    assert SkillUri("u", "HTTPS", "H", "80").start == "https://h:80"
