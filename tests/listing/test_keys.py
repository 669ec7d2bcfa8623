import pytest

from linktester.listing.keys import Kind, find, keys, nearest_key, normal
from linktester.listing.row import Row
from linktester.wording import LANGUAGES, Words


@pytest.mark.parametrize("name", ["verdict", "VERDICT", "结论", "裁决", "outcome"])
def test_a_key_is_found_by_id_and_name_in_any_case(name):
    found = find(name)
    assert found is not None
    assert found.id == "verdict"


def test_a_slip_has_a_nearest_key():
    assert nearest_key("verdct") == "verdict"
    assert nearest_key("statsu") == "status"
    assert nearest_key("qqqq") == ""
    assert find("verdct") is None


def test_no_two_keys_share_a_name():
    names = [normal(name) for key in keys().values() for name in (key.id, *key.names)]
    assert len(names) == len(set(names))


def test_every_key_looks_at_fields_that_rows_have():
    looked_at = {field for key in keys().values() if key.kind is not Kind.FLAG for field in key.fields}
    assert {field for field in looked_at if not hasattr(Row, field)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_explained(language):
    assert [key.id for key in keys().values() if not Words(language).has(key.about)] == []


def test_words_are_compared_without_case_blanks_and_underscores():
    assert normal(" Not_Executable ") == normal("not executable") == "not-executable"
