import pytest

from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes


@pytest.mark.parametrize("row", appfiles.vectors("findings")["skill"], ids=str)
def test_expressions_nobody_can_match_are_told(row: dict[str, str]) -> None:
    assert codes(appfiles.module(row["uri"])) == {row["code"]}


def test_good_elements_have_nothing_to_say() -> None:
    assert codes(appfiles.module('{scheme: "https", host: "a.example", pathRegex: "a[0-9]+"}')) == set()
