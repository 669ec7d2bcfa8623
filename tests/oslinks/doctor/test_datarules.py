import pytest

from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes, found

ROWS = [row for row in appfiles.vectors("findings")["filter"] if "data" in row]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_values_that_never_match_are_told_on_their_line(row: dict[str, str]) -> None:
    octets = appfiles.manifest(appfiles.filtered(row["data"]))
    hits = [each.finding for each in found(octets) if each.finding.code == row["code"]]
    assert hits
    assert {each.line for each in hits} == {6}


@pytest.mark.parametrize(
    "data",
    [
        '<data scheme="https" host="*.example.com" pathPattern="/a/.*"/>',
        '<data scheme="https" host="a.example" port="8443" path="/a"/>',
        '<data scheme="https" host="a.example" pathPattern="/a\\\\*b"/>',
        '<data scheme="shop" host="*"/>',
    ],
)
def test_usual_values_have_nothing_to_say(data: str) -> None:
    assert codes(appfiles.manifest(appfiles.filtered(data))) == set()


def test_repetitions_of_a_set_give_way() -> None:
    text = appfiles.filtered('<data scheme="https" host="a.example" pathAdvancedPattern="/[a-z]+/b"/>')
    assert "linkdoctor.glob-never" not in codes(appfiles.manifest(text))
