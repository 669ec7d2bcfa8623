import json

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks import ios
from linktester.oslinks.appfiles import AppFile, read_file
from linktester.project.applecases import cases
from linktester.project.linkcase import LinkCase
from tests.fakes import appfiles


def made(*components: object) -> list[list[LinkCase]]:
    file: AppFile = read_file("aasa", appfiles.aasa(*components))
    assert isinstance(file.content, ios.Association)
    return [each for _, each in cases(file.content, file)]


def test_the_first_case_of_a_rule_is_one_it_takes_and_the_others_miss_it() -> None:
    (found,) = made({"/": "/buy/*", "?": {"sku": "????"}, "#": "top"})
    first, *others = found
    assert first.url == "https://www.example.com/buy/x1?sku=aaaa#top"
    assert first.expect == {"apps": {appfiles.APP: "match"}}
    assert {each.id.partition(" ")[2] for each in others} >= {
        "misses without the query",
        "misses by the query",
        "misses without the fragment",
        "misses by the case of the path",
    }
    assert all(each.expect == {"apps": {}} for each in others)


def test_an_exclusion_is_expected_to_exclude() -> None:
    (found, _) = made({"/": "/help", "exclude": True}, {"/": "*"})
    assert found[0].expect == {"apps": {appfiles.APP: "block"}}
    assert found[1].expect == {"apps": {appfiles.APP: "match"}}


def test_decoded_rules_get_encoded_links() -> None:
    (found,) = made({"/": "/灵测", "percentEncoded": False})
    assert found[0].url.endswith("/%E7%81%B5%E6%B5%8B")


PARTS = st.lists(st.sampled_from(["/", "a", "*", "?", "$(digit)"]), max_size=5).map("".join)


@settings(max_examples=80, deadline=None)
@given(PARTS, PARTS)
def test_what_is_expected_is_what_the_file_says(path: str, fragment: str) -> None:
    for case in made({"/": f"/{path}", "#": fragment})[0]:
        goal = ios.target(case.url)
        assert goal is not None
        decided = ios.decide(ios.from_value(json.loads(json.dumps(case.config))), goal)
        assert case.expect == {"apps": {app: each.outcome.value for app, each in decided.items()}}
