import pytest

from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes, found


@pytest.mark.parametrize(
    "rules",
    [
        [{"/": "*"}, {"/": "/a"}],
        [{"exclude": True, "/": "*"}, {"/": "/a"}],
        [{"/": "/a", "?": {"b": "c"}}, {"/": "/a", "?": {"b": "c"}, "exclude": True}],
    ],
)
def test_rules_behind_one_that_takes_all_are_told_on_their_line(rules: list[object]) -> None:
    (each,) = found(appfiles.assetlinks(dynamic=rules))
    assert (each.finding.code, each.finding.line) == ("linkdoctor.dynamic-shadowed", 1)


def test_good_rules_have_nothing_to_say() -> None:
    assert codes(appfiles.assetlinks(dynamic=[{"/": "/a", "exclude": True}, {"/": "*"}])) == set()
    assert codes(appfiles.assetlinks()) == set()
